package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// The limits of what Neo4j 5.26 plans as one statement with its default stack, in less than about a minute on two cores
// with other load. Its timeouts do not apply to planning, and planning cannot be cancelled.
const (
	maxParts      = 500  // 249 lists of one node took 36 s, 250 root lists 17 s; the time is proportional to their number
	maxDepth      = 40   // took 5 s, and 60 levels 8 s
	maxItems      = 5000 // took 36 s in one row, 10,000 more than 100 s
	maxConditions = 2500 // 500 alternatives took 14 s, 2000 took 44 s
	maxAggregates = 10   // within each other: took 3 s, and 12 took 16 s
	maxWithin     = 4    // aggregates in an expression: took 1 s, and 8 took a minute
	maxNesting    = 100  // of conditions within conditions: took 8 s, and 200 failed with an unspecific error
)

// size counts the parts of a plan that are limited.
type size struct{ parts, items, conditions int }

// checkSize returns an error that wraps store.ErrTooLarge if the database would reject a plan, or run out of stack on
// it.
func checkSize(p *plan.Plan) error {
	for _, initPlan := range p.InitPlans {
		if err := CheckExpansion(expansionOf(initPlan)); err != nil {
			return err
		}
	}
	var s size
	return s.row(p.Row, 0)
}

// CheckExpansion is checkSize for the conditions of a search, which are all written as expressions. Each of their
// conditions on relationships can become a set.
func CheckExpansion(expansion plan.Expansion) error {
	var s size
	conditions := []plan.Predicate{expansion.NodePredicate}
	for _, pattern := range expansion.Patterns {
		conditions = append(conditions, pattern.Where)
	}
	for _, where := range conditions {
		if err := s.predicate(where, 0, within{exists: true}); err != nil {
			return err
		}
		if onRelationships(where) > maxLooked {
			return tooLarge("conditions on relationships in one of a search", maxLooked)
		}
	}
	return nil
}

// onRelationships counts the conditions on relationships of nodes in a condition.
func onRelationships(p plan.Predicate) (n int) {
	plan.Walk(p, func(p plan.Predicate) {
		from, where, leads := plan.Inner(p)
		if leads && from.HasNearEnd() {
			n++
		}
		n += onRelationships(where)
	})
	return n
}

// tooLargeError says which limit a plan exceeds. It wraps store.ErrTooLarge.
type tooLargeError struct {
	what string
	most int
}

func tooLarge(what string, most int) error { return &tooLargeError{what, most} }

func (e *tooLargeError) Error() string {
	return store.ErrTooLarge.Error() + ": more than " + strconv.Itoa(e.most) + " " + e.what
}

func (e *tooLargeError) Unwrap() error { return store.ErrTooLarge }

func (s *size) row(row plan.Row, depth int) error {
	if depth > maxDepth {
		return tooLarge("levels of lists", maxDepth)
	}
	if s.items += len(row.Items); s.items > maxItems {
		return tooLarge("values in a row", maxItems)
	}
	for _, item := range row.Items {
		var err error
		var inner plan.Row
		switch item := item.(type) {
		case plan.Column:
			continue
		case *plan.TotalCount:
			err = s.part(item.Where)
		case *plan.Aggregate:
			err = s.part(item.Where)
		case *plan.List:
			err, inner = s.list(item), item.Row
		case *plan.One:
			err, inner = s.part(nil), item.Row
		case *plan.Groups:
			err, inner = s.groups(item), item.Row
		case *plan.GroupCount:
			err = s.groups(item.Groups())
		default:
			panic("cypher: an item of an unknown kind")
		}
		if err == nil {
			err = s.row(inner, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// part counts a subquery and the condition on its rows, in the form that the database receives.
func (s *size) part(where plan.Predicate) error {
	if s.parts++; s.parts > maxParts {
		return tooLarge("lists, counts, groups and single nodes", maxParts)
	}
	where = joined(where)
	return s.predicate(where, 0, within{exists: len(aggregatesOf(where)) > maxBeside})
}

func (s *size) list(l *plan.List) error {
	aggregates := 0
	for _, key := range l.Order {
		if key.Over == nil {
			continue
		}
		if aggregates++; aggregates > maxBeside {
			return tooLarge("counts and sums in an order", maxBeside)
		}
		if err := s.part(key.Over.Where); err != nil {
			return err
		}
	}
	return s.part(l.Where)
}

// groups also counts steps and sorted values, since they are subqueries.
func (s *size) groups(g *plan.Groups) error {
	if s.items += len(g.Keys) + len(g.Values); s.items > maxItems {
		return tooLarge("values in a row", maxItems)
	}
	if len(g.Steps) > maxBeside {
		return tooLarge("steps to the keys of groups", maxBeside)
	}
	sorted := map[plan.Column]bool{}
	for _, v := range g.Values {
		if v.Func >= plan.PercentileLower {
			sorted[v.Column] = true
		}
	}
	if len(sorted) > maxBeside {
		return tooLarge("ranked columns of groups", maxBeside)
	}
	s.parts += len(g.Steps) + len(sorted)
	if err := s.predicate(joined(g.Having), 0, within{}); err != nil {
		return err
	}
	return s.part(g.Where)
}

// predicate counts a condition at a nesting depth, within a number of aggregates. Aggregates inside an expression are
// expressions too.
func (s *size) predicate(p plan.Predicate, nesting int, in within) error {
	if nesting > maxNesting {
		return tooLarge("conditions within conditions", maxNesting)
	}
	if in.aggregates > maxAggregates {
		return tooLarge("counts and sums within each other", maxAggregates)
	}
	if in.expressions > maxWithin {
		return tooLarge("counts and sums within each other and within conditions on relationships", maxWithin)
	}
	if s.conditions++; s.conditions > maxConditions {
		return tooLarge("conditions", maxConditions)
	}
	switch p := p.(type) {
	case plan.And:
		return s.predicates(p, nesting, in)
	case plan.Or:
		return s.predicates(p, nesting, in)
	case plan.Not:
		return s.predicate(p.Of, nesting+1, in)
	case plan.Exists:
		in.exists = true
		return s.predicate(p.Where, nesting+1, in)
	case plan.CompareAggregate:
		return s.aggregate(p.Aggregate.Where, nesting, in)
	case plan.AggregateIsNull:
		return s.aggregate(p.Aggregate.Where, nesting, in)
	case nil, plan.Compare, plan.In, plan.IsNull, plan.HasLabel, plan.CompareGroupValue, plan.GroupValueIsNull:
		return nil
	default:
		panic("cypher: a condition of an unknown kind")
	}
}

func (s *size) predicates(parts []plan.Predicate, nesting int, in within) error {
	for _, part := range parts {
		if err := s.predicate(part, nesting+1, in); err != nil {
			return err
		}
	}
	return nil
}

// within is the aggregates around a condition.
type within struct {
	aggregates  int
	expressions int  // the number of the aggregates that are expressions
	exists      bool // whether an aggregate must be an expression
}

func (s *size) aggregate(where plan.Predicate, nesting int, in within) error {
	in.aggregates++
	if in.exists {
		in.expressions++
	} else if len(aggregatesOf(where)) > maxBeside {
		in.exists = true
	}
	return s.predicate(where, nesting+1, in)
}
