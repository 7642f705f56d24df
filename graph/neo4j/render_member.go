package neo4j

import "github.com/stakegraph/stakegraph/graph/plan"

// asksMembers reports whether an item is of the rows of the group that it stands in.
func asksMembers(item plan.Item) bool {
	from := item.Source()
	return from != nil && from.Kind == plan.Member
}

// groupVariables writes what the items of a group are given of it.
func (r *renderer) groupVariables(g *group) {
	given := make([]variable, 0, len(g.keys)+1)
	for _, key := range g.keys {
		given = append(given, variable{'g', key})
	}
	if g.members != 0 {
		given = append(given, variable{'m', g.members})
	}
	r.variables(given)
}

// member writes what takes the rows of a group one by one. A relationship's node is at the end of it that it was found
// by.
func (r *renderer) member(outer, inner scope, from plan.From) {
	of := plan.OfNode
	if inner.hasRelationship {
		of = plan.OfRelationship
	}
	r.write("UNWIND ")
	r.variable('m', outer.group.members)
	r.write(" AS ")
	r.entity(inner, of)
	r.line()
	r.write("WITH ")
	r.entity(inner, of)
	if !inner.hasRelationship {
		return
	}
	if from.Direction == plan.Incoming {
		r.write(", startNode(")
	} else {
		r.write(", endNode(")
	}
	r.entity(inner, plan.OfRelationship)
	r.write(") AS ")
	r.entity(inner, plan.OfNode)
}
