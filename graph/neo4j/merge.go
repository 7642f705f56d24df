package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j takes some milliseconds to plan each condition, however simple. Alternatives that ask one column for one of
// several values are therefore brought together, as are conditions that each rule out a value.

// joined returns a condition in which that is done everywhere. It holds for the same rows.
func joined(p plan.Predicate) plan.Predicate {
	p = plan.Map(p, joined)
	if and, is := p.(plan.And); is {
		return plan.AllOf(conjuncts(and)...)
	}
	if or, is := p.(plan.Or); is {
		return plan.AnyOf(alternatives(or)...)
	}
	if not, is := p.(plan.Not); is {
		return plan.NoneOf(not.Of)
	}
	return p
}

// way is what From says of how a Some finds its rows.
type way struct {
	kind      plan.FromKind
	of        plan.Entity
	labels    model.LabelSet
	marker    model.Marker
	rel       model.RelType
	direction plan.Direction
	property  model.Property
	groups    *plan.Groups
	key       int
}

// alternatives returns the parts of an Or with those joined that are values of one column, and those that look for
// rows in one way, in the place of the first.
func alternatives(parts []plan.Predicate) []plan.Predicate {
	type values struct {
		place, parts int
		all          []any
	}
	type somes struct {
		place int
		from  plan.From
		where []plan.Predicate
	}
	all := make([]plan.Predicate, 0, len(parts))
	byColumn, byWay := map[plan.Column]*values{}, map[way]*somes{}
	for _, part := range parts {
		if column, given, ok := oneOf(part); ok {
			g, seen := byColumn[column]
			if !seen {
				g = &values{place: len(all)}
				byColumn[column] = g
				all = append(all, part)
			}
			g.parts++
			g.all = append(g.all, given...)
			continue
		}
		if some, isSome := part.(plan.Some); isSome && some.From.IDs == nil {
			f := some.From
			key := way{f.Kind, f.Of, f.Labels, f.Marker, f.Rel, f.Direction, f.Property, f.Groups, f.Key}
			g, seen := byWay[key]
			if !seen {
				g = &somes{place: len(all), from: f}
				byWay[key] = g
				all = append(all, part)
			}
			g.where = append(g.where, some.Where)
			continue
		}
		all = append(all, part)
	}
	for column, g := range byColumn {
		if g.parts > 1 {
			all[g.place] = plan.In{Column: column, Values: g.all}
		}
	}
	for _, g := range byWay {
		if len(g.where) > 1 {
			all[g.place] = plan.Some{From: g.from, Where: joined(plan.AnyOf(g.where...))}
		}
	}
	return all
}

// conjuncts returns the parts of an And with those joined that rule out values of one column, or rows in one way.
func conjuncts(parts []plan.Predicate) []plan.Predicate {
	ruledOut := make([]plan.Predicate, 0, len(parts))
	others := make([]plan.Predicate, 0, len(parts))
	for _, part := range parts {
		if not, isNot := part.(plan.Not); isNot {
			_, _, isOneOf := oneOf(not.Of)
			if _, isSome := not.Of.(plan.Some); isOneOf || isSome {
				ruledOut = append(ruledOut, not.Of)
				continue
			}
		}
		others = append(others, part)
	}
	for _, part := range alternatives(ruledOut) {
		others = append(others, plan.Not{Of: part})
	}
	return others
}

// oneOf returns the values that a condition asks a column for one of.
func oneOf(p plan.Predicate) (plan.Column, []any, bool) {
	if compare, is := p.(plan.Compare); is && compare.Op == plan.Equal {
		return compare.Column, []any{compare.Value}, true
	}
	if in, is := p.(plan.In); is {
		return in.Column, in.Values, true
	}
	return plan.Column{}, nil, false
}
