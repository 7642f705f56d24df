package neo4j

import (
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// RenderShortest writes a statement that looks for the shortest paths from each node From to each node To, at most so many
// in all, in which each relationship makes paths of its own. It answers with a list of two: the lengths of the paths, and
// all relationships on them, each as the name of its type and the ids of itself, its start and its end. The conditions are such that Neo4j asks them while it
// searches. All tracks of the way are followed alike.
func RenderShortest(wanted *plan.Paths, most int) (text string, params map[string]any) {
	r := renderer{values: map[string]any{}}
	from, to, path := scope{row: r.next()}, scope{row: r.next()}, r.next()
	r.named(from, wanted.From)
	r.named(to, wanted.To)
	r.line()
	r.write("MATCH ")
	r.variable('p', path)
	r.write(" = allShortestPaths((")
	r.entity(from, plan.OfNode)
	r.write(")")
	r.followed(wanted.Way.Tracks[0].Follow, func() {
		r.write("[")
		for i, t := range wanted.Way.Types() {
			if i == 0 {
				r.write(":")
			} else {
				r.write("|")
			}
			r.write(t.String())
		}
		r.write("*..", strconv.Itoa(wanted.Longest), "]") // Cypher takes no parameter here; there are ten texts
	})
	r.write("(")
	r.entity(to, plan.OfNode)
	r.write("))")
	r.within++
	r.where(r.shortestConditions(wanted, path))
	r.within--
	r.line()
	r.write("WITH ")
	r.variable('p', path)
	r.write(" LIMIT toInteger(", r.arg(most), ")")
	r.line()
	r.write("WITH collect(")
	r.variable('p', path)
	r.write(") AS ps")
	r.line()
	r.write("CALL (ps) {")
	r.depth++
	r.line()
	r.write("UNWIND ps AS p UNWIND relationships(p) AS r")
	r.line()
	r.write("WITH DISTINCT r, startNode(r) AS s, endNode(r) AS e")
	r.line()
	id := columns[model.ID][plan.Whole]
	r.write("RETURN collect([type(r), r.", id, ", s.", id, ", e.", id, "]) AS links")
	r.depth--
	r.line()
	r.write("}")
	r.line()
	r.write("RETURN [[p IN ps | length(p)], links]")
	return string(r.text), map[string]any{"p": r.values}
}

// shortestConditions returns what is asked of every relationship of a path, and of every node between.
func (r *renderer) shortestConditions(wanted *plan.Paths, path int) []func() {
	var conditions []func()
	asked := false
	for _, track := range wanted.Way.Tracks {
		asked = asked || track.Where != nil
	}
	if asked {
		conditions = append(conditions, func() { r.allTracks(wanted.Way.Tracks, path) })
	}
	if wanted.Way.Through != nil {
		conditions = append(conditions, func() {
			s := scope{row: r.next(), labels: model.Nodes}
			r.write("all(")
			r.entity(s, plan.OfNode)
			r.write(" IN nodes(")
			r.variable('p', path)
			r.write(") WHERE ")
			r.through(s, wanted.Way, append(wanted.From[:len(wanted.From):len(wanted.From)], wanted.To...))
			r.write(")")
		})
	}
	return conditions
}

func (r *renderer) allTracks(tracks []plan.Track, path int) {
	row := r.next()
	r.write("all(")
	r.variable('r', row)
	r.write(" IN relationships(")
	r.variable('p', path)
	r.write(") WHERE CASE")
	for _, track := range tracks {
		if track.Where == nil {
			continue
		}
		s := scope{row: row, hasRelationship: true, labels: labelsOf(plan.From{
			Kind: plan.Related, Rel: track.Rel, Direction: track.Node,
		})}
		r.write(" WHEN ")
		r.entity(s, plan.OfRelationship)
		r.write(":", track.Rel.String(), " THEN any(")
		r.entity(s, plan.OfNode)
		r.write(" IN [", [...]string{plan.Outgoing: "endNode(", plan.Incoming: "startNode("}[track.Node])
		r.entity(s, plan.OfRelationship)
		r.write(")] WHERE ")
		r.predicate(s, track.Where)
		r.write(")")
	}
	r.write(" ELSE true END)")
}
