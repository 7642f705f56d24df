package neo4j

import (
	"fmt"

	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// What Neo4j 5.26 plans as one statement with its ordinary stack, in less than about a minute on two cores that others
// used as well. Its time-outs do not bound planning, and it cannot be stopped.
const (
	maxParts      = 500  // 249 lists of one node took 36 s, 250 root lists 17 s; it grows as their number
	maxDepth      = 40   // took 5 s, and 60 levels 8 s
	maxItems      = 5000 // took 36 s in one row, 10,000 more than 100 s
	maxConditions = 2500 // 500 alternatives took 14 s, 2000 took 44 s
	maxNesting    = 100  // of conditions within conditions: took 8 s, and 200 failed with an error that tells nothing
)

// size is what of a plan the database must be able to take.
type size struct{ parts, items, conditions int }

// checkSize reports a plan that the database would refuse, or run out of stack on, as an error that wraps
// store.ErrTooLarge.
func checkSize(p *plan.Plan) error {
	var s size
	return s.row(p.Row, 0)
}

func tooLarge(what string, most int) error {
	return fmt.Errorf("%w: more than %d %s", store.ErrTooLarge, most, what)
}

func (s *size) row(row plan.Row, depth int) error {
	if depth > maxDepth {
		return tooLarge("levels of lists", maxDepth)
	}
	if s.items += len(row.Items); s.items > maxItems {
		return tooLarge("values in a row", maxItems)
	}
	for _, item := range row.Items {
		var where plan.Predicate
		var inner plan.Row
		switch item := item.(type) {
		case plan.Column:
			continue
		case *plan.Count:
			where = item.Where
		case *plan.List:
			where, inner = item.Where, item.Row
		case *plan.One:
			inner = item.Row
		}
		if s.parts++; s.parts > maxParts {
			return tooLarge("lists, counts and single nodes", maxParts)
		}
		if err := s.predicate(joined(where), 0); err != nil { // as the database gets it
			return err
		}
		if err := s.row(inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (s *size) predicate(p plan.Predicate, nesting int) error {
	if nesting > maxNesting {
		return tooLarge("conditions within conditions", maxNesting)
	}
	if s.conditions++; s.conditions > maxConditions {
		return tooLarge("conditions", maxConditions)
	}
	var parts []plan.Predicate
	switch p := p.(type) {
	case plan.And:
		parts = p
	case plan.Or:
		parts = p
	case plan.Not:
		return s.predicate(p.Of, nesting+1)
	case plan.Some:
		return s.predicate(p.Where, nesting+1)
	}
	for _, part := range parts {
		if err := s.predicate(part, nesting+1); err != nil {
			return err
		}
	}
	return nil
}
