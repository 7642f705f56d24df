package neo4j

import (
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// RenderNeighbourhood writes a statement that answers with a list of three: for each number of steps the ids of the nodes
// that are kept, as the rule has them; the relationships among these, at most so many, each as the name of its type and
// the ids of itself, its start and its end; and whether a node was left out.
func RenderNeighbourhood(wanted *plan.Neighbourhood, most int) (text string, params map[string]any) {
	r := renderer{values: map[string]any{}}
	middle := scope{row: r.next()}
	r.named(middle, wanted.Of)
	r.line()
	r.write("WITH collect(")
	r.entity(middle, plan.OfNode)
	r.write(") AS k0") // alone, so that there is a row where there is no node
	r.line()
	r.write("WITH k0, false AS cut")
	first := r.arg(wanted.First - len(wanted.Of))
	for step := range wanted.Steps {
		r.level(wanted, step+1, first)
	}
	r.line()
	r.write("WITH ", levels(wanted.Steps+1, ", "), ", cut, ", levels(wanted.Steps+1, " + "), " AS kept")
	r.line()
	r.write("OPTIONAL CALL (kept) {")
	r.depth++
	for i, track := range wanted.Way.Tracks {
		r.union(i)
		r.linked(track)
	}
	r.depth--
	r.line()
	r.write("}")
	r.line()
	r.write("WITH ", levels(wanted.Steps+1, ", "), ", cut, v LIMIT toInteger(", r.arg(most), ")")
	r.line()
	r.write("WITH ", levels(wanted.Steps+1, ", "), ", cut, [one IN collect(v) WHERE one IS NOT NULL] AS links")
	r.line()
	r.write("RETURN [[")
	for step := range wanted.Steps + 1 {
		if step > 0 {
			r.write(", ")
		}
		r.write("[n IN k", strconv.Itoa(step), " | n.", columns[model.ID][plan.Whole], "]")
	}
	r.write("], links, [cut]]")
	return string(r.text), map[string]any{"p": r.values}
}

// levels names the lists of the nodes that are so many steps away, from 0 on.
func levels(n int, between string) string {
	names := ""
	for i := range n {
		if i > 0 {
			names += between
		}
		names += "k" + strconv.Itoa(i)
	}
	return names
}

// level writes what finds the nodes that are one step further away, and keeps those that there is room for.
func (r *renderer) level(wanted *plan.Neighbourhood, step int, first string) {
	near, far := scope{row: r.next()}, scope{row: r.next(), labels: model.Nodes}
	before, this := levels(step, ", "), "k"+strconv.Itoa(step)
	r.line()
	r.write("CALL (", before, ", cut) {")
	r.depth++
	r.line()
	r.write("WITH ", levels(step, " + "), " AS kept")
	r.line()
	r.write("UNWIND CASE WHEN cut THEN [] ELSE k", strconv.Itoa(step-1), " END AS ")
	r.entity(near, plan.OfNode)
	r.steps(wanted.Way, near, far)
	r.line()
	r.write("WITH DISTINCT kept, ")
	r.entity(near, plan.OfNode)
	r.write(", ")
	r.entity(far, plan.OfNode)
	r.where([]func(){
		func() {
			r.write("NOT ")
			r.entity(far, plan.OfNode)
			r.write(" IN kept")
		},
		func() { r.through(far, wanted.Way, nil) },
	})
	r.line()
	r.write("WITH ")
	r.entity(far, plan.OfNode)
	r.write(", count(*) AS links ORDER BY ")
	if wanted.Keep == plan.MostLinked {
		r.write("links DESC, ")
	}
	r.column(far, plan.Column{Property: model.ID})
	r.write(" LIMIT toInteger(", first, ") + 1")
	r.line()
	r.write("RETURN collect(")
	r.entity(far, plan.OfNode)
	r.write(") AS near")
	r.depth--
	r.line()
	r.write("}")
	r.line()
	r.write("WITH ", before, ", cut, near, toInteger(", first, ")")
	for i := 1; i < step; i++ {
		r.write(" - size(k", strconv.Itoa(i), ")")
	}
	r.write(" AS room")
	r.line()
	r.write("WITH ", before, ", near[..room] AS ", this, ", cut OR size(near) > room AS cut")
}

// linked writes what finds the relationships of a type among the nodes that are kept.
func (r *renderer) linked(track plan.Track) {
	start, end := scope{row: r.next()}, scope{row: r.next()}
	of := start
	if track.Node == plan.Outgoing {
		of = end
	}
	of.hasRelationship = true
	of.labels = labelsOf(plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node})
	id := plan.Column{Property: model.ID}
	r.line()
	r.write("UNWIND kept AS ")
	r.entity(start, plan.OfNode)
	r.line()
	r.write("MATCH (")
	r.entity(start, plan.OfNode)
	r.write(")-")
	r.relationship(of, track.Rel)
	r.write("->(")
	r.entity(end, plan.OfNode)
	r.write(")")
	r.within++
	r.where(append([]func(){func() { r.entity(end, plan.OfNode); r.write(" IN kept") }}, r.conditions(of, track.Where)...))
	r.within--
	r.line()
	r.write("RETURN ['", track.Rel.String(), "', ")
	r.column(of, plan.Column{Of: plan.OfRelationship, Property: model.ID})
	r.write(", ")
	r.column(start, id)
	r.write(", ")
	r.column(end, id)
	r.write("] AS v")
}
