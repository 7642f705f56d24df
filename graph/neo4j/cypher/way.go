package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Steps writes a statement that answers with a list of pairs of ids: of a node that a step of a way begins at, and
// of one that it leads to. There are at most so many.
func Steps(way plan.Way, from, ends []string, most int) Query {
	r := newRenderer()
	near, far := scope{row: r.next()}, scope{row: r.next(), labels: model.Nodes}
	r.named(near, from)
	r.steps(way, near, far)
	r.line()
	r.write("WITH DISTINCT ")
	r.entity(near, plan.OfNode)
	r.write(", ")
	r.entity(far, plan.OfNode)
	r.where([]func(){
		func() {
			r.entity(near, plan.OfNode)
			r.write(" <> ")
			r.entity(far, plan.OfNode)
		},
		func() { r.through(far, way, ends) },
	})
	r.line()
	r.write("WITH ")
	r.entity(near, plan.OfNode)
	r.write(", ")
	r.entity(far, plan.OfNode)
	r.write(" LIMIT toInteger(", r.arg(most), ")")
	r.line()
	r.write("RETURN collect([")
	r.column(near, plan.Column{Property: model.ID})
	r.write(", ")
	r.column(far, plan.Column{Property: model.ID})
	r.write("])")
	used := r.used
	if len(used) == 0 {
		return r.query()
	}
	r.write(" AS v")
	// In a subquery that is given them, the sets are there behind every WITH.
	rest := r.text
	r.text = nil
	r.enclose("CALL (", func() {}, func() {
		for _, set := range used {
			r.use(set)
		}
		r.write("\n", string(rest))
	})
	r.line()
	r.write("RETURN v")
	return r.query()
}

// steps writes what leads from a node to others, by each relationship once more.
func (r *renderer) steps(way plan.Way, near, far scope) {
	r.enclose("CALL (", func() { r.entity(near, plan.OfNode) }, func() {
		plain := alike(way.Tracks)
		for i, types := range plain {
			r.union(i)
			r.line()
			r.write("MATCH (")
			r.entity(near, plan.OfNode)
			r.write(")")
			r.followed(types.follow, func() { r.typed(types.names) })
			r.write("(")
			r.entity(far, plan.OfNode)
			r.write(")")
			r.ledTo(far)
		}
		branches := len(plain)
		for _, track := range way.Tracks {
			if track.Where == nil {
				continue
			}
			for _, direction := range directionsOf(track.Follow) {
				r.union(branches)
				branches++
				r.asked(near, far, track, direction)
			}
		}
	})
}

// named finds the nodes that have one of the ids, and one of the labels where the scope says which.
func (r *renderer) named(s scope, ids []string) {
	r.line()
	r.write("MATCH (")
	r.entity(s, plan.OfNode)
	r.write(":", FactLabel, ") WHERE ")
	r.column(s, plan.Column{Property: model.ID})
	r.write(" IN ", r.arg(ids))
	if s.labels != 0 {
		r.write(" AND ")
		r.hasLabel(s, s.labels)
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

func (r *renderer) union(before int) {
	if before > 0 {
		r.line()
		r.write("UNION ALL")
	}
}

func (r *renderer) ledTo(far scope) {
	r.line()
	r.write("RETURN ")
	r.entity(far, plan.OfNode)
}

// followed writes a relationship as a step from the node on its left follows it.
func (r *renderer) followed(f plan.Follow, relationship func()) {
	if f == plan.Against {
		r.write("<")
	}
	r.write("-")
	relationship()
	r.write("-")
	if f == plan.Along {
		r.write(">")
	}
}

func (r *renderer) typed(types []model.RelType) {
	r.write("[")
	r.types(types)
	r.write("]")
}

// types writes that a relationship is of one of some types.
func (r *renderer) types(of []model.RelType) {
	for i, t := range of {
		r.write([...]string{":", "|"}[min(i, 1)], t.String())
	}
}

// asked writes the steps along relationships of which more is asked. The node at an end of one has the relationship's own
// number, by which conditions name both.
func (r *renderer) asked(near, far scope, track plan.Track, direction plan.Direction) {
	of := r.inner(plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node})
	r.line()
	r.write("MATCH (")
	r.entity(near, plan.OfNode)
	r.write(")")
	r.arrow(plan.From{Direction: direction}, func() { r.relationship(of, track.Rel) })
	r.write("(")
	r.entity(far, plan.OfNode)
	r.write(")")
	r.line()
	r.write("WITH ")
	r.entity(of, plan.OfRelationship)
	r.write(", ")
	r.entity(far, plan.OfNode)
	r.write(", ")
	if track.Node == direction {
		r.entity(far, plan.OfNode)
	} else {
		r.entity(near, plan.OfNode)
	}
	r.write(" AS ")
	r.entity(of, plan.OfNode)
	r.within++ // conditions have no subqueries beside the row
	r.where(r.conditions(of, r.asSets(of.fromFew(), track.Where)))
	r.within--
	r.ledTo(far)
}

// through writes the condition on a node that a path passes or ends at.
func (r *renderer) through(s scope, way plan.Way, ends []string) {
	if way.Through == nil {
		r.write("true")
		return
	}
	r.within++
	r.write("CASE WHEN ")
	r.column(s, plan.Column{Property: model.ID})
	r.write(" IN ", r.arg(ends), " THEN true WHEN ")
	r.predicate(s, r.asSets(s.fromFew(), way.Through))
	r.write(" THEN true ELSE false END")
	r.within--
}

// Links writes a statement that answers with a list of the relationships of a way among nodes: the number of the
// type, and the ids of the relationship, of its start and of its end.
func Links(way plan.Way, nodes []string, most int) Query {
	r := newRenderer()
	ids := r.arg(nodes)
	r.enclose("CALL (", func() {}, func() { r.links(way, ids) })
	r.line()
	r.write("WITH v LIMIT toInteger(", r.arg(most), ")")
	r.line()
	r.write("RETURN collect(v)")
	return r.query()
}

// links writes what finds the relationships of each type of a way among the nodes with some ids.
func (r *renderer) links(way plan.Way, ids string) {
	for i, track := range way.Tracks {
		r.union(i)
		start, end := scope{row: r.next()}, scope{row: r.next()}
		of := start
		if track.Node == plan.Outgoing {
			of = end
		}
		of.hasRelationship = true
		of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
		r.line()
		r.write("MATCH (")
		r.entity(start, plan.OfNode)
		r.write(":", FactLabel, ")-") // the end has no label, so that it is not looked for by itself
		r.relationship(of, track.Rel)
		r.write("->(")
		r.entity(end, plan.OfNode)
		r.write(")")
		r.within++
		r.where(append([]func(){
			func() { r.column(start, plan.Column{Property: model.ID}); r.write(" IN ", ids) },
			func() { r.column(end, plan.Column{Property: model.ID}); r.write(" IN ", ids) },
		}, r.conditions(of, r.asSets(of.fromFew(), track.Where))...))
		r.within--
		r.line()
		r.write("RETURN [", r.arg(int64(track.Rel)))
		for _, id := range []func(){
			func() { r.column(of, plan.Column{Of: plan.OfRelationship, Property: model.ID}) },
			func() { r.column(start, plan.Column{Property: model.ID}) },
			func() { r.column(end, plan.Column{Property: model.ID}) },
		} {
			r.write(", ")
			id()
		}
		r.write("] AS v")
	}
}

// Degrees writes a statement that answers with a list of the ids of nodes, and of how many relationships of some
// types leave or reach each.
func Degrees(types []model.RelType, nodes []string) Query {
	r := newRenderer()
	s := scope{row: r.next()}
	r.named(s, nodes)
	r.line()
	r.write("RETURN collect([")
	r.column(s, plan.Column{Property: model.ID})
	r.write(", 0")
	for _, t := range types {
		for _, direction := range []plan.Direction{plan.Outgoing, plan.Incoming} {
			r.write(" + ")
			r.degree(s, plan.From{Rel: t, Direction: direction})
		}
	}
	r.write("])")
	return r.query()
}
