package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// Steps writes a SELECT of the ids of nodes that steps of a way begin at, and of those that they lead to, each pair
// once: at most so many.
func Steps(way plan.Way, from, ends []string, most int) Query {
	w := walk{renderer{statement: statement{depth: 1}}, way, JSONList(from), rewrite.Outer{Starts: len(from)}, ends}
	w.write("SELECT DISTINCT began, led FROM (")
	ways := 0
	for _, track := range way.Tracks {
		for _, direction := range directionsOf(track.Follow) {
			if ways++; ways > 1 {
				w.line()
				w.write("UNION ALL")
			}
			w.step(track, direction)
		}
	}
	w.write(") LIMIT ")
	w.arg(int64(most))
	return Query{string(w.text), w.args, 2}
}

// walk is the steps of a way while they are written.
type walk struct {
	renderer
	way   plan.Way
	begin string        // the ids of the nodes that they begin at, as a JSON array
	outer rewrite.Outer // of conditions on what they lead over and to
	ends  []string
}

// directionsOf returns the directions in which a step can follow a relationship.
func directionsOf(f plan.Follow) []plan.Direction {
	return [...][]plan.Direction{
		plan.EitherWay: {plan.Outgoing, plan.Incoming}, plan.Along: {plan.Outgoing}, plan.Against: {plan.Incoming},
	}[f]
}

// step writes the steps along one type of relationship in one direction.
func (w *walk) step(track plan.Track, direction plan.Direction) {
	near, far, of := w.endsOf(track, direction)
	of.outer, far.outer = w.outer, w.outer
	number := strconv.Itoa(of.row)
	along := plan.From{Rel: track.Rel, Direction: direction}
	w.line()
	w.write("SELECT ")
	w.column(near, plan.OfNode, "id AS began, ")
	w.column(far, plan.OfNode, "id AS led FROM json_each(")
	w.arg(w.begin)
	w.write(") AS s", number, " CROSS JOIN node AS n", strconv.Itoa(near.row), " ON ")
	w.column(near, plan.OfNode, "id")
	w.write(" = s", number, ".value CROSS JOIN ", TableName(track.Rel), " AS r", number, " ON ")
	w.column(of, plan.OfRelationship, nearEnd(along)+" = ")
	w.column(near, plan.OfNode, "key")
	w.write(" CROSS JOIN node AS n", strconv.Itoa(far.row), " ON ")
	w.column(far, plan.OfNode, "key = ")
	w.column(of, plan.OfRelationship, farEnd(along))
	w.write(" WHERE ")
	w.column(of, plan.OfRelationship, "from_key <> ")
	w.column(of, plan.OfRelationship, "to_key")
	if track.Where != nil {
		w.write(" AND ")
		w.predicate(of, track.Where)
	}
	if w.way.Through != nil {
		w.write(" AND (")
		w.predicate(far, w.way.Through)
		w.write(" OR ")
		w.column(far, plan.OfNode, "id")
		w.oneOf(w.ends)
		w.write(")")
	}
}

// endsOf gives out aliases for what a step begins at and leads to, and returns the scope of its relationship too, which has
// the node that conditions on it are asked of.
func (w *walk) endsOf(track plan.Track, direction plan.Direction) (near, far, of scope) {
	near, far = scope{row: w.next()}, scope{row: w.next()}
	if track.Node == direction {
		return near, far, far
	}
	return near, far, near
}

// Links writes a SELECT of the relationships of a way among nodes: the number of the type, and the ids of the
// relationship, of its start and of its end.
func Links(way plan.Way, nodes []string, most int) Query {
	w := walk{renderer: renderer{statement: statement{depth: 1}}}
	w.write("SELECT * FROM (")
	for i, track := range way.Tracks {
		if i > 0 {
			w.line()
			w.write("UNION ALL")
		}
		start, end, of := w.endsOf(track, plan.Outgoing)
		number := strconv.Itoa(of.row)
		w.line()
		w.write("SELECT ")
		w.arg(int64(track.Rel))
		w.write(", ")
		w.column(of, plan.OfRelationship, "id, ")
		w.column(start, plan.OfNode, "id, ")
		w.column(end, plan.OfNode, "id FROM json_each(")
		w.arg(JSONList(nodes))
		w.write(") AS s", number, " CROSS JOIN node AS n", strconv.Itoa(start.row), " ON ")
		w.column(start, plan.OfNode, "id")
		w.write(" = s", number, ".value CROSS JOIN ", TableName(track.Rel), " AS r", number, " ON ")
		w.column(of, plan.OfRelationship, "from_key = ")
		w.column(start, plan.OfNode, "key")
		w.write(" CROSS JOIN node AS n", strconv.Itoa(end.row), " ON ")
		w.column(end, plan.OfNode, "key = ")
		w.column(of, plan.OfRelationship, "to_key")
		w.write(" WHERE ")
		w.column(end, plan.OfNode, "id")
		w.oneOf(nodes)
		if track.Where != nil {
			w.write(" AND ")
			w.predicate(of, track.Where)
		}
	}
	w.write(") LIMIT ")
	w.arg(int64(most))
	return Query{string(w.text), w.args, 4}
}

// Degrees writes a SELECT of the ids of nodes and of how many relationships of some types leave or reach each.
func Degrees(types []model.RelType, nodes []string) Query {
	r := renderer{}
	r.write("SELECT n1.id, 0")
	for _, t := range types {
		for _, end := range [...]string{"from_key", "to_key"} {
			r.write(" + (SELECT count(*) FROM ", TableName(t), " WHERE ", end, " = n1.key)")
		}
	}
	r.write(" FROM node AS n1 WHERE n1.id")
	r.oneOf(nodes)
	return Query{string(r.text), r.args, 2}
}
