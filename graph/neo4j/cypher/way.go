package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// walk is a search along a way while it is written.
type walk struct {
	*renderer
	number int // of the finding that is looked for, if any
	way    plan.Way
}

// Steps writes a statement that answers with a list of pairs of ids: of a node that a step of a way begins at, and
// of one that it leads to. There are at most so many.
func Steps(way plan.Way, from, ends []string, most int) Query {
	r := newRenderer()
	w := walk{renderer: &r, way: way}
	near, far := scope{row: w.next()}, scope{row: w.next(), labels: model.Nodes}
	w.named(near, from)
	w.steps(near, far)
	w.line()
	w.write("WITH DISTINCT ")
	w.entity(near, plan.OfNode)
	w.write(", ")
	w.entity(far, plan.OfNode)
	w.where([]func(){
		func() {
			w.entity(near, plan.OfNode)
			w.write(" <> ")
			w.entity(far, plan.OfNode)
		},
		func() { w.through(far, ends) },
	})
	w.line()
	w.write("WITH ")
	w.entity(near, plan.OfNode)
	w.write(", ")
	w.entity(far, plan.OfNode)
	w.write(" LIMIT toInteger(", w.arg(most), ")")
	w.line()
	w.write("RETURN collect([")
	w.column(near, plan.Column{Property: model.ID})
	w.write(", ")
	w.column(far, plan.Column{Property: model.ID})
	w.write("])")
	used := w.used
	if len(used) == 0 {
		return w.query()
	}
	w.write(" AS v")
	// In a subquery that is given them, the sets are there behind every WITH.
	rest := w.text
	w.text = nil
	w.enclose("CALL (", func() {}, func() {
		for _, set := range used {
			w.use(set)
		}
		w.write("\n", string(rest))
	})
	w.line()
	w.write("RETURN v")
	return w.query()
}

// steps writes what leads from a node to others, by each relationship once more.
func (w walk) steps(near, far scope) {
	w.enclose("CALL (", func() { w.entity(near, plan.OfNode) }, func() {
		plain := alike(w.way.Tracks)
		for i, types := range plain {
			w.union(i)
			w.line()
			w.write("MATCH (")
			w.entity(near, plan.OfNode)
			w.write(")")
			w.followed(types.follow, func() { w.typed(types.names) })
			w.write("(")
			w.entity(far, plan.OfNode)
			w.write(")")
			w.ledTo(far)
		}
		branches := len(plain)
		for _, track := range w.way.Tracks {
			if track.Where == nil {
				continue
			}
			for _, direction := range directionsOf(track.Follow) {
				w.union(branches)
				branches++
				w.asked(near, far, track, direction)
			}
		}
	})
}

// named finds the nodes that have one of the ids, and one of the labels where the scope says which.
func (w walk) named(s scope, ids []string) {
	w.line()
	w.write("MATCH (")
	w.entity(s, plan.OfNode)
	w.write(":", FactLabel, ") WHERE ")
	w.column(s, plan.Column{Property: model.ID})
	w.write(" IN ", w.arg(ids))
	if s.labels != 0 {
		w.write(" AND ")
		w.hasLabel(s, s.labels)
	}
}

// unasked is types of which nothing more is asked, and which a step follows alike.
type unasked struct {
	follow plan.Follow
	names  []model.RelType
}

func alike(tracks []plan.Track) []unasked {
	var all []unasked
	for _, track := range tracks {
		if track.Where != nil {
			continue
		}
		at := slices.IndexFunc(all, func(u unasked) bool { return u.follow == track.Follow })
		if at < 0 {
			all = append(all, unasked{follow: track.Follow})
			at = len(all) - 1
		}
		all[at].names = append(all[at].names, track.Rel)
	}
	return all
}

func directionsOf(f plan.Follow) []plan.Direction {
	return [...][]plan.Direction{
		plan.EitherWay: {plan.Outgoing, plan.Incoming}, plan.Along: {plan.Outgoing}, plan.Against: {plan.Incoming},
	}[f]
}

func (w walk) union(before int) {
	if before > 0 {
		w.line()
		w.write("UNION ALL")
	}
}

func (w walk) ledTo(far scope) {
	w.line()
	w.write("RETURN ")
	w.entity(far, plan.OfNode)
}

// followed writes a relationship as a step from the node on its left follows it.
func (w walk) followed(f plan.Follow, relationship func()) {
	if f == plan.Against {
		w.write("<")
	}
	w.write("-")
	relationship()
	w.write("-")
	if f == plan.Along {
		w.write(">")
	}
}

func (w walk) typed(types []model.RelType) {
	w.write("[")
	w.types(types)
	w.write("]")
}

// types writes that a relationship is of one of some types.
func (w walk) types(of []model.RelType) {
	for i, t := range of {
		w.write([...]string{":", "|"}[min(i, 1)], t.String())
	}
}

// asked writes the steps along relationships of which more is asked. The node at an end of one has the relationship's own
// number, by which conditions name both.
func (w walk) asked(near, far scope, track plan.Track, direction plan.Direction) {
	of := w.inner(plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node})
	w.line()
	w.write("MATCH (")
	w.entity(near, plan.OfNode)
	w.write(")")
	w.arrow(plan.From{Direction: direction}, func() { w.relationship(of, track.Rel) })
	w.write("(")
	w.entity(far, plan.OfNode)
	w.write(")")
	w.line()
	w.write("WITH ")
	w.entity(of, plan.OfRelationship)
	w.write(", ")
	w.entity(far, plan.OfNode)
	w.write(", ")
	if track.Node == direction {
		w.entity(far, plan.OfNode)
	} else {
		w.entity(near, plan.OfNode)
	}
	w.write(" AS ")
	w.entity(of, plan.OfNode)
	w.within++ // conditions have no subqueries beside the row
	w.where(w.conditions(of, w.asSets(of.fromFew(), track.Where)))
	w.within--
	w.ledTo(far)
}

// through writes the condition on a node that a path passes or ends at.
func (w walk) through(s scope, ends []string) {
	if w.way.Through == nil {
		w.write("true")
		return
	}
	w.within++
	w.write("CASE WHEN ")
	w.column(s, plan.Column{Property: model.ID})
	w.write(" IN ", w.arg(ends), " THEN true WHEN ")
	w.predicate(s, w.asSets(s.fromFew(), w.way.Through))
	w.write(" THEN true ELSE false END")
	w.within--
}

// Links writes a statement that answers with a list of the relationships of a way among nodes: the number of the
// type, and the ids of the relationship, of its start and of its end.
func Links(way plan.Way, nodes []string, most int) Query {
	r := newRenderer()
	w := walk{renderer: &r, way: way}
	ids := w.arg(nodes)
	w.enclose("CALL (", func() {}, func() { w.links(ids) })
	w.line()
	w.write("WITH v LIMIT toInteger(", w.arg(most), ")")
	w.line()
	w.write("RETURN collect(v)")
	return w.query()
}

// links writes what finds the relationships of each type of a way among the nodes with some ids.
func (w walk) links(ids string) {
	for i, track := range w.way.Tracks {
		w.union(i)
		start, end := scope{row: w.next()}, scope{row: w.next()}
		of := start
		if track.Node == plan.Outgoing {
			of = end
		}
		of.hasRelationship = true
		of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
		w.line()
		w.write("MATCH (")
		w.entity(start, plan.OfNode)
		w.write(":", FactLabel, ")-") // the end has no label, so that it is not looked for by itself
		w.relationship(of, track.Rel)
		w.write("->(")
		w.entity(end, plan.OfNode)
		w.write(")")
		w.within++
		w.where(append([]func(){
			func() { w.column(start, plan.Column{Property: model.ID}); w.write(" IN ", ids) },
			func() { w.column(end, plan.Column{Property: model.ID}); w.write(" IN ", ids) },
		}, w.conditions(of, w.asSets(of.fromFew(), track.Where))...))
		w.within--
		w.line()
		w.write("RETURN [", w.arg(int64(track.Rel)))
		for _, id := range []func(){
			func() { w.column(of, plan.Column{Of: plan.OfRelationship, Property: model.ID}) },
			func() { w.column(start, plan.Column{Property: model.ID}) },
			func() { w.column(end, plan.Column{Property: model.ID}) },
		} {
			w.write(", ")
			id()
		}
		w.write("] AS v")
	}
}

// Degrees writes a statement that answers with a list of the ids of nodes, and of how many relationships of some
// types leave or reach each.
func Degrees(types []model.RelType, nodes []string) Query {
	r := newRenderer()
	w := walk{renderer: &r}
	s := scope{row: w.next()}
	w.named(s, nodes)
	w.line()
	w.write("RETURN collect([")
	w.column(s, plan.Column{Property: model.ID})
	w.write(", 0")
	for _, t := range types {
		for _, direction := range []plan.Direction{plan.Outgoing, plan.Incoming} {
			w.write(" + ")
			w.degree(s, plan.From{Rel: t, Direction: direction})
		}
	}
	w.write("])")
	return w.query()
}
