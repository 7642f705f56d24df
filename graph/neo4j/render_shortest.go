package neo4j

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// mostShortest is how many shortest paths are taken from the database's own search, in which several relationships
// between the same two nodes make several paths.
const mostShortest = 5000

// shortest writes a search for the shortest paths from a node From to a node To. It tells whether all of them were looked
// at, their length, and the relationships on those that come first; the nodes and relationships that it finds are those of
// the same. The conditions are such that Neo4j asks them while it searches. All tracks of the way are followed alike.
func (r *renderer) shortest(number int, wanted *plan.Paths) {
	from, to, path := scope{row: r.next(), labels: model.Nodes}, scope{row: r.next(), labels: model.Nodes}, r.next()
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
		r.types(wanted.Way.Types())
		r.write("*..", strconv.Itoa(wanted.Longest), "]") // Cypher takes no parameter here; there are ten texts
	})
	r.write("(")
	r.entity(to, plan.OfNode)
	r.write("))")
	r.within++
	r.where(r.shortestConditions(wanted, path))
	r.within--
	most := "toInteger(" + r.arg(mostShortest) + ")"
	r.line()
	r.write("WITH ")
	r.variable('p', path)
	r.write(" LIMIT ", most)
	r.line()
	r.write("WITH collect(")
	r.variable('p', path)
	r.write(") AS ps, min(length(")
	r.variable('p', path)
	r.write(")) AS least")
	r.line()
	r.write("WITH ps, least, size(ps) < ", most, " AS whole")
	r.line()
	r.write("CALL (ps, least, whole) {")
	r.depth++
	r.line()
	r.write("UNWIND [p IN ps WHERE whole AND length(p) = least] AS p")
	r.line()
	r.write("WITH nodes(p) AS ns, collect(relationships(p)) AS along") // for the paths of the same nodes are one
	r.line()
	id := columns[model.ID][plan.Whole]
	r.write("WITH ns, along ORDER BY [n IN ns | n.", id, "] LIMIT toInteger(", r.arg(firstOf(wanted)), ")")
	r.line()
	r.write("WITH collect(ns) AS all, collect(along) AS ways")
	r.line()
	r.write("CALL (all) { UNWIND all AS ns UNWIND ns AS n RETURN collect(DISTINCT n) AS ")
	r.variable('f', number)
	r.write(" }")
	r.line()
	r.write("CALL (ways) {")
	r.depth++
	r.line()
	r.write("UNWIND ways AS along UNWIND along AS rs UNWIND rs AS r")
	r.line()
	r.write("WITH DISTINCT r, type(r) AS t")
	r.gathered(number, wanted.Way)
	r.depth--
	r.line()
	r.write("}")
	r.line()
	r.write("RETURN ", foundVariables(number, wanted.Way), ", links")
	r.depth--
	r.line()
	r.write("}")
	r.line()
	r.write("RETURN ", foundVariables(number, wanted.Way), ", [whole, least, links] AS ")
	r.variable('w', number)
}

// firstOf returns how many paths are kept.
func firstOf(wanted *plan.Paths) int {
	if wanted.Mode == plan.Shortest {
		return min(wanted.First, 1)
	}
	return wanted.First
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
		s := scope{row: row, hasRelationship: true, labels: plan.From{
			Kind: plan.Related, Rel: track.Rel, Direction: track.Node,
		}.Reaches()}
		r.write(" WHEN ")
		r.entity(s, plan.OfRelationship)
		r.write(":", track.Rel.String(), " THEN any(")
		r.entity(s, plan.OfNode)
		r.write(" IN [", [...]string{plan.Outgoing: "endNode(", plan.Incoming: "startNode("}[track.Node])
		r.entity(s, plan.OfRelationship)
		r.write(")] WHERE ")
		r.predicate(s, r.asSets(s.fromFew(), track.Where))
		r.write(")")
	}
	r.write(" ELSE true END)")
}
