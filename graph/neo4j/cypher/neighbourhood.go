package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// neighbourhood writes a search for a neighbourhood. It tells for each number of steps from 1 on the ids of the nodes that
// are kept, as the rule has them; the relationships among these, one more at most than there may be; and whether a node
// was left out.
func (w walk) neighbourhood(wanted *plan.Neighbourhood) {
	middle := scope{row: w.next(), labels: model.Nodes}
	w.named(middle, wanted.Of)
	w.line()
	w.write("WITH collect(")
	w.entity(middle, plan.OfNode)
	w.write(") AS k0") // alone, so that there is a row where there is no node
	w.line()
	w.write("WITH k0, false AS cut")
	first := w.arg(wanted.First - len(wanted.Of))
	for step := range wanted.Steps {
		w.level(wanted, step+1, first)
	}
	w.line()
	w.write("WITH ", levels('k', 0, wanted.Steps, " + "), " AS ")
	w.variable('f', w.number)
	w.write(", [", levels('i', 1, wanted.Steps, ", "), "] AS ids, cut")
	w.enclose("CALL (", func() { w.variable('f', w.number) }, func() {
		w.among()
		w.line()
		w.write("WITH r, type(r) AS t LIMIT toInteger(", w.arg(wanted.Most()+1), ")")
		w.gathered()
	})
	w.line()
	w.write("RETURN ", foundVariables(w.number, w.way), ", [ids, links, cut] AS ")
	w.variable('w', w.number)
}

// levels names what there is for each number of steps: lists of nodes (k), and of their ids (i).
func levels(letter byte, first, last int, between string) string {
	names := ""
	for i := first; i <= last; i++ {
		if i > first {
			names += between
		}
		names += string(letter) + strconv.Itoa(i)
	}
	return names
}

// level writes what finds the nodes that are one step further away, and keeps those that there is room for.
func (w walk) level(wanted *plan.Neighbourhood, step int, first string) {
	near, far := scope{row: w.next()}, scope{row: w.next(), labels: model.Nodes}
	nodes, number := levels('k', 0, step-1, ", "), strconv.Itoa(step)
	before := nodes
	if step > 1 {
		before += ", " + levels('i', 1, step-1, ", ")
	}
	w.enclose("CALL (", func() { w.write(nodes, ", cut") }, func() {
		w.line()
		w.write("WITH ", levels('k', 0, step-1, " + "), " AS kept")
		w.line()
		if step == 1 {
			w.write("UNWIND k0 AS ")
		} else {
			w.write("UNWIND CASE WHEN cut THEN [] ELSE k", strconv.Itoa(step-1), " END AS ")
		}
		w.entity(near, plan.OfNode)
		w.steps(near, far)
		w.line()
		w.write("WITH kept, ")
		w.entity(near, plan.OfNode)
		w.write(", ")
		w.entity(far, plan.OfNode)
		w.where([]func(){
			func() {
				w.write("NOT ")
				w.entity(far, plan.OfNode)
				w.write(" IN kept")
			},
			func() { w.through(far, nil) },
		})
		w.line()
		if wanted.Keep == plan.MostLinked {
			w.write("WITH ")
			w.entity(far, plan.OfNode)
			w.write(", count(DISTINCT ")
			w.entity(near, plan.OfNode)
			w.write(") AS links ORDER BY links DESC, ")
		} else {
			w.write("WITH DISTINCT ")
			w.entity(far, plan.OfNode)
			w.write(" ORDER BY ")
		}
		w.column(far, plan.Column{Property: model.ID})
		w.write(" LIMIT toInteger(", first, ") + 1")
		w.line()
		w.write("RETURN collect(")
		w.entity(far, plan.OfNode)
		w.write(") AS near, collect(")
		w.column(far, plan.Column{Property: model.ID})
		w.write(") AS named")
	})
	w.line()
	w.write("WITH ", before, ", cut, near, named, toInteger(", first, ")")
	for i := 1; i < step; i++ {
		w.write(" - size(k", strconv.Itoa(i), ")")
	}
	w.write(" AS room")
	w.line()
	w.write("WITH ", before, ", near[..room] AS k", number, ", named[..room] AS i", number, ", cut OR size(near) > room AS cut")
}

// among writes what finds the relationships of a way among the nodes that are kept: those of all types of which nothing
// more is asked at once, and each other type by itself.
func (w walk) among() {
	var plain []model.RelType
	var branches []func()
	for _, track := range w.way.Tracks {
		if track.Where == nil {
			plain = append(plain, track.Rel)
			continue
		}
		branches = append(branches, func() {
			start, end := scope{row: w.next()}, scope{row: w.next()}
			of := start
			if track.Node == plan.Outgoing {
				of = end
			}
			of.hasRelationship = true
			of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
			w.linked(start, end, of, []model.RelType{track.Rel}, w.conditions(of, w.asSets(of.fromFew(), track.Where)))
		})
	}
	if len(plain) > 0 {
		branches = append(branches, func() {
			start, end := scope{row: w.next()}, scope{row: w.next()}
			w.linked(start, end, start, plain, nil)
		})
	}
	w.enclose("CALL (", func() { w.variable('f', w.number) }, func() {
		for i, branch := range branches {
			w.union(i)
			branch()
		}
	})
}

// linked writes what finds the relationships of some types among the nodes that are kept. What is asked of them is asked
// of the row of.
func (w walk) linked(start, end, of scope, types []model.RelType, asked []func()) {
	w.line()
	w.write("UNWIND ")
	w.variable('f', w.number)
	w.write(" AS ")
	w.entity(start, plan.OfNode)
	w.line()
	w.write("MATCH (")
	w.entity(start, plan.OfNode)
	w.write(")-[")
	w.entity(of, plan.OfRelationship)
	w.types(types)
	w.write("]->(")
	w.entity(end, plan.OfNode)
	w.write(")")
	w.within++
	w.where(append([]func(){func() { w.entity(end, plan.OfNode); w.write(" IN "); w.variable('f', w.number) }}, asked...))
	w.within--
	w.line()
	w.write("RETURN ")
	w.entity(of, plan.OfRelationship)
	w.write(" AS r")
}
