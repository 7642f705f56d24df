package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// neighbourhood writes a search for a neighbourhood. It tells for each number of steps from 1 on the ids of the nodes that
// are kept, as the rule has them; the relationships among these, one more at most than there may be; and whether a node
// was left out.
func (r *renderer) neighbourhood(number int, wanted *plan.Neighbourhood) {
	middle := scope{row: r.next(), labels: model.Nodes}
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
	r.write("WITH ", levels('k', 0, wanted.Steps, " + "), " AS ")
	r.variable('f', number)
	r.write(", [", levels('i', 1, wanted.Steps, ", "), "] AS ids, cut")
	r.enclose("CALL (", func() { r.variable('f', number) }, func() {
		r.among(number, wanted.Way)
		r.line()
		r.write("WITH r, type(r) AS t LIMIT toInteger(", r.arg(wanted.Most()+1), ")")
		r.gathered(number, wanted.Way)
	})
	r.line()
	r.write("RETURN ", foundVariables(number, wanted.Way), ", [ids, links, cut] AS ")
	r.variable('w', number)
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
func (r *renderer) level(wanted *plan.Neighbourhood, step int, first string) {
	near, far := scope{row: r.next()}, scope{row: r.next(), labels: model.Nodes}
	nodes, number := levels('k', 0, step-1, ", "), strconv.Itoa(step)
	before := nodes
	if step > 1 {
		before += ", " + levels('i', 1, step-1, ", ")
	}
	r.enclose("CALL (", func() { r.write(nodes, ", cut") }, func() {
		r.line()
		r.write("WITH ", levels('k', 0, step-1, " + "), " AS kept")
		r.line()
		if step == 1 {
			r.write("UNWIND k0 AS ")
		} else {
			r.write("UNWIND CASE WHEN cut THEN [] ELSE k", strconv.Itoa(step-1), " END AS ")
		}
		r.entity(near, plan.OfNode)
		r.steps(wanted.Way, near, far)
		r.line()
		r.write("WITH kept, ")
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
		if wanted.Keep == plan.MostLinked {
			r.write("WITH ")
			r.entity(far, plan.OfNode)
			r.write(", count(DISTINCT ")
			r.entity(near, plan.OfNode)
			r.write(") AS links ORDER BY links DESC, ")
		} else {
			r.write("WITH DISTINCT ")
			r.entity(far, plan.OfNode)
			r.write(" ORDER BY ")
		}
		r.column(far, plan.Column{Property: model.ID})
		r.write(" LIMIT toInteger(", first, ") + 1")
		r.line()
		r.write("RETURN collect(")
		r.entity(far, plan.OfNode)
		r.write(") AS near, collect(")
		r.column(far, plan.Column{Property: model.ID})
		r.write(") AS named")
	})
	r.line()
	r.write("WITH ", before, ", cut, near, named, toInteger(", first, ")")
	for i := 1; i < step; i++ {
		r.write(" - size(k", strconv.Itoa(i), ")")
	}
	r.write(" AS room")
	r.line()
	r.write("WITH ", before, ", near[..room] AS k", number, ", named[..room] AS i", number, ", cut OR size(near) > room AS cut")
}

// among writes what finds the relationships of a way among the nodes that are kept: those of all types of which nothing
// more is asked at once, and each other type by itself.
func (r *renderer) among(number int, way plan.Way) {
	var plain []model.RelType
	var branches []func()
	for _, track := range way.Tracks {
		if track.Where == nil {
			plain = append(plain, track.Rel)
			continue
		}
		branches = append(branches, func() {
			start, end := scope{row: r.next()}, scope{row: r.next()}
			of := start
			if track.Node == plan.Outgoing {
				of = end
			}
			of.hasRelationship = true
			of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
			r.linked(number, start, end, of, []model.RelType{track.Rel}, r.conditions(of, r.asSets(of.fromFew(), track.Where)))
		})
	}
	if len(plain) > 0 {
		branches = append(branches, func() {
			start, end := scope{row: r.next()}, scope{row: r.next()}
			r.linked(number, start, end, start, plain, nil)
		})
	}
	r.enclose("CALL (", func() { r.variable('f', number) }, func() {
		for i, branch := range branches {
			r.union(i)
			branch()
		}
	})
}

// linked writes what finds the relationships of some types among the nodes that are kept. What is asked of them is asked
// of the row of.
func (r *renderer) linked(number int, start, end, of scope, types []model.RelType, asked []func()) {
	r.line()
	r.write("UNWIND ")
	r.variable('f', number)
	r.write(" AS ")
	r.entity(start, plan.OfNode)
	r.line()
	r.write("MATCH (")
	r.entity(start, plan.OfNode)
	r.write(")-[")
	r.entity(of, plan.OfRelationship)
	r.types(types)
	r.write("]->(")
	r.entity(end, plan.OfNode)
	r.write(")")
	r.within++
	r.where(append([]func(){func() { r.entity(end, plan.OfNode); r.write(" IN "); r.variable('f', number) }}, asked...))
	r.within--
	r.line()
	r.write("RETURN ")
	r.entity(of, plan.OfRelationship)
	r.write(" AS r")
}
