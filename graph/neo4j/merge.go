package neo4j

import "stakegraph/graph/plan"

// Neo4j takes some milliseconds to plan each condition, however simple. Alternatives that ask one column for one of
// several values are therefore brought together, as are conditions that each rule out a value.

// alternatives returns the parts of an Or with those that are values of one column joined, in the place of the first.
func alternatives(parts plan.Or) plan.Or {
	type group struct {
		place  int
		parts  int
		values []any
	}
	joined, groups := make(plan.Or, 0, len(parts)), map[plan.Column]*group{}
	for _, part := range parts {
		column, values, ok := oneOf(part)
		if !ok {
			joined = append(joined, part)
			continue
		}
		g, seen := groups[column]
		if !seen {
			g = &group{place: len(joined)}
			groups[column] = g
			joined = append(joined, part)
		}
		g.parts++
		g.values = append(g.values, values...)
	}
	for column, g := range groups {
		if g.parts > 1 {
			joined[g.place] = plan.In{Column: column, Values: g.values}
		}
	}
	return joined
}

// conjuncts returns the parts of an And with those that rule out values of one column joined.
func conjuncts(parts plan.And) plan.And {
	ruledOut := make(plan.Or, 0, len(parts))
	others := make(plan.And, 0, len(parts))
	for _, part := range parts {
		if not, isNot := part.(plan.Not); isNot {
			if _, _, ok := oneOf(not.Of); ok {
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
	switch p := p.(type) {
	case plan.Compare:
		if p.Op == plan.Equal {
			return p.Column, []any{p.Value}, true
		}
	case plan.In:
		return p.Column, p.Values, true
	}
	return plan.Column{}, nil, false
}
