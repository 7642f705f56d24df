package cypher

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The scans read the indexes of ids in order, so that nothing is sorted or buffered. Neo4j rejects an index hint if an
// adjacent condition is always false. Nodes and Relationships must therefore not be called for parts without facts.

// facts writes the statements that read the facts of a part of the graph, or of the whole graph if part is nil.
type facts struct {
	renderer
	part *plan.Subgraph
}

// Nodes writes a statement that returns the nodes of a part of the graph, or all nodes if part is nil, in the order of
// their ids: the id, the labels and the properties. The part must have nodes.
func Nodes(part *plan.Subgraph) Query {
	f := facts{newRenderer(), part}
	node := scope{row: f.next(), labels: model.AllLabels}
	f.write("MATCH (n1:", FactLabel, ") USING INDEX n1:", FactLabel, "(id)")
	conditions := []func(){func() { f.write("n1.id IS NOT NULL") }}
	if part != nil {
		spec := f.conditions(node, f.asSets(node, part.Expansion.NodePredicate))
		if !part.Isolated {
			spec = append(spec, func() { f.linkedBy(node) })
		}
		if part.Beside != nil {
			conditions = append(conditions, f.orBeside(node, spec, part.Beside))
		} else {
			conditions = append(conditions, spec...)
		}
	}
	f.whereWithin(conditions...)
	f.line("RETURN n1.id, labels(n1), properties(n1) ORDER BY n1.id")
	return f.query()
}

// orBeside returns a function that writes that all conditions hold for the node, or the condition Beside.
func (f *facts) orBeside(node scope, conditions []func(), beside plan.Predicate) func() {
	return func() {
		f.write("((true")
		for _, condition := range conditions {
			f.write(" AND ")
			condition()
		}
		f.write(") OR ")
		f.predicate(node, beside)
		f.write(")")
	}
}

// linkedBy writes that a relationship of the part connects the node with another node for which NodePredicate holds.
func (f *facts) linkedBy(node scope) {
	f.write("(false")
	f.depth++
	for _, pattern := range f.part.Patterns() {
		for _, direction := range plan.EitherDirection.Directions() {
			other := scope{row: f.next(), labels: model.AllLabels}
			of := patternScope(pattern, direction, node, other)
			f.line("OR EXISTS { MATCH ", node.pattern(""), arrow(direction, of.typed(pattern.Rel)), other.pattern(""))
			f.where(append(
				f.conditions(of, f.asSets(of.inCondition(), pattern.Where)),
				f.conditions(other, f.asSets(other.inCondition(), f.part.Expansion.NodePredicate))...,
			)...)
			f.write(" }")
		}
	}
	f.depth--
	f.write(")")
}

// Relationships writes a statement that returns the relationships of one type in a part of the graph, or all if part is
// nil, in the order of their ids: the ids of the relationship, its start and its end, and the properties.
func Relationships(part *plan.Subgraph, pattern plan.RelationshipPattern) Query {
	f := facts{newRenderer(), part}
	start, end := scope{row: f.next(), labels: model.AllLabels}, scope{row: f.next(), labels: model.AllLabels}
	of := patternScope(pattern, plan.Outgoing, start, end)
	relationship, id := of.relationship(), of.stored(plan.OfRelationship, model.ID)
	f.write("MATCH (n1)-", of.typed(pattern.Rel), "->(n2) USING INDEX ", relationship, ":", pattern.Rel.String(), "(id)")
	conditions := []func(){func() { f.write(id, " IS NOT NULL") }}
	if part != nil {
		conditions = append(conditions, f.conditions(of, f.asSets(of, pattern.Where))...)
		conditions = append(conditions, f.conditions(start, f.asSets(start, part.Expansion.NodePredicate))...)
		conditions = append(conditions, f.conditions(end, f.asSets(end, part.Expansion.NodePredicate))...)
	}
	f.whereWithin(conditions...)
	f.line("RETURN ", id, ", n1.id, n2.id, properties(", relationship, ") ORDER BY ", id)
	return f.query()
}
