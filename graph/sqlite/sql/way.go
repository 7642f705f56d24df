package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Steps writes a SELECT of the ids of nodes that steps of a way begin at, and of those that they lead to, each pair
// once: at most so many.
func Steps(way plan.Way, from, ends []string, most int) Query {
	r := renderer{depth: 1}
	r.write("SELECT DISTINCT began, led FROM (")
	begin, ways := beginning{JSONList(from), plan.Outer{Starts: len(from)}}, 0
	for _, track := range way.Tracks {
		for _, direction := range directionsOf(track.Follow) {
			if ways++; ways > 1 {
				r.line()
				r.write("UNION ALL")
			}
			r.step(way, track, direction, begin, ends)
		}
	}
	r.write(") LIMIT ")
	r.arg(int64(most))
	return Query{string(r.text), r.args, 2}
}

// beginning is the nodes that steps begin at.
type beginning struct {
	ids   string     // as a JSON array
	outer plan.Outer // of conditions on what the steps lead over and to
}

// directionsOf returns the directions in which a step can follow a relationship.
func directionsOf(f plan.Follow) []plan.Direction {
	return [...][]plan.Direction{
		plan.EitherWay: {plan.Outgoing, plan.Incoming}, plan.Along: {plan.Outgoing}, plan.Against: {plan.Incoming},
	}[f]
}

// step writes the steps along one type of relationship in one direction.
func (r *renderer) step(way plan.Way, track plan.Track, direction plan.Direction, begin beginning, ends []string) {
	near, far, of := r.ends(track, direction)
	of.outer, far.outer = begin.outer, begin.outer
	number := strconv.Itoa(of.row)
	along := plan.From{Rel: track.Rel, Direction: direction}
	r.line()
	r.write("SELECT ")
	r.column(near, plan.OfNode, "id AS began, ")
	r.column(far, plan.OfNode, "id AS led FROM json_each(")
	r.arg(begin.ids)
	r.write(") AS s", number, " CROSS JOIN node AS n", strconv.Itoa(near.row), " ON ")
	r.column(near, plan.OfNode, "id")
	r.write(" = s", number, ".value CROSS JOIN ", TableName(track.Rel), " AS r", number, " ON ")
	r.column(of, plan.OfRelationship, nearEnd(along)+" = ")
	r.column(near, plan.OfNode, "key")
	r.write(" CROSS JOIN node AS n", strconv.Itoa(far.row), " ON ")
	r.column(far, plan.OfNode, "key = ")
	r.column(of, plan.OfRelationship, farEnd(along))
	r.write(" WHERE ")
	r.column(of, plan.OfRelationship, "from_key <> ")
	r.column(of, plan.OfRelationship, "to_key")
	if track.Where != nil {
		r.write(" AND ")
		r.predicate(of, track.Where)
	}
	if way.Through != nil {
		r.write(" AND (")
		r.predicate(far, way.Through)
		r.write(" OR ")
		r.column(far, plan.OfNode, "id")
		r.oneOf(ends)
		r.write(")")
	}
}

// ends gives out aliases for what a step begins at and leads to, and returns the scope of its relationship too, which has
// the node that conditions on it are asked of.
func (r *renderer) ends(track plan.Track, direction plan.Direction) (near, far, of scope) {
	near, far = scope{row: r.rows + 1}, scope{row: r.rows + 2}
	r.rows += 2
	if track.Node == direction {
		return near, far, far
	}
	return near, far, near
}

func (r *renderer) oneOf(ids []string) {
	r.write(" IN (SELECT value FROM json_each(")
	r.arg(JSONList(ids))
	r.write("))")
}

// Links writes a SELECT of the relationships of a way among nodes: the number of the type, and the ids of the
// relationship, of its start and of its end.
func Links(way plan.Way, nodes []string, most int) Query {
	r := renderer{depth: 1}
	r.write("SELECT * FROM (")
	for i, track := range way.Tracks {
		if i > 0 {
			r.line()
			r.write("UNION ALL")
		}
		start, end, of := r.ends(track, plan.Outgoing)
		number := strconv.Itoa(of.row)
		r.line()
		r.write("SELECT ")
		r.arg(int64(track.Rel))
		r.write(", ")
		r.column(of, plan.OfRelationship, "id, ")
		r.column(start, plan.OfNode, "id, ")
		r.column(end, plan.OfNode, "id FROM json_each(")
		r.arg(JSONList(nodes))
		r.write(") AS s", number, " CROSS JOIN node AS n", strconv.Itoa(start.row), " ON ")
		r.column(start, plan.OfNode, "id")
		r.write(" = s", number, ".value CROSS JOIN ", TableName(track.Rel), " AS r", number, " ON ")
		r.column(of, plan.OfRelationship, "from_key = ")
		r.column(start, plan.OfNode, "key")
		r.write(" CROSS JOIN node AS n", strconv.Itoa(end.row), " ON ")
		r.column(end, plan.OfNode, "key = ")
		r.column(of, plan.OfRelationship, "to_key")
		r.write(" WHERE ")
		r.column(end, plan.OfNode, "id")
		r.oneOf(nodes)
		if track.Where != nil {
			r.write(" AND ")
			r.predicate(of, track.Where)
		}
	}
	r.write(") LIMIT ")
	r.arg(int64(most))
	return Query{string(r.text), r.args, 4}
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
