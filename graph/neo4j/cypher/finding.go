package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A finding is looked for by a subquery before those of the row. It returns, under the finding's number, the nodes that
// were found (f), the relationships of each type (l), and what else Go is to know of them (w), from which paths.Join and
// paths.Gather make what was found. Lists of the row begin with f and l, so that nothing is looked up by its id.

// findings writes the searches, and has the row's lists be given what they find.
func (r *renderer) findings(all []plan.Finding) {
	for i, finding := range all {
		number := i + 1
		r.enclose("CALL (", func() {}, func() {
			switch finding := finding.(type) {
			case *plan.Paths:
				r.shortest(number, finding)
			case *plan.Neighbourhood:
				r.neighbourhood(number, finding)
			default:
				panic("cypher: a search that the database does not do by itself")
			}
		})
		if i > 0 {
			r.given += ", "
		}
		r.given += foundVariables(number, wayOf(finding))
	}
}

// foundVariables names the lists of what a search finds.
func foundVariables(number int, way plan.Way) string {
	names := "f" + strconv.Itoa(number)
	for _, track := range way.Tracks {
		names += ", " + linksVariable(number, track.Rel)
	}
	return names
}

// linksVariable names the list of the relationships of a type that a search finds.
func linksVariable(number int, of model.RelType) string {
	return "l" + strconv.Itoa(number) + "t" + strconv.Itoa(int(of))
}

// gathered writes what gathers the relationships (r) with the names of their types (t): a list for each type, and one of
// what Go is to know of all of them: for each type the ids of the relationships, of their starts and of their ends.
// Three lists of texts are sooner read than a list for each relationship.
func (r *renderer) gathered(number int, way plan.Way) {
	r.line()
	r.write("WITH ")
	for i, track := range way.Tracks {
		r.comma(i)
		r.write("collect(CASE t WHEN '", track.Rel.String(), "' THEN r END) AS ", linksVariable(number, track.Rel))
	}
	r.line()
	r.write("RETURN ")
	for _, track := range way.Tracks {
		r.write(linksVariable(number, track.Rel), ", ")
	}
	r.write("[")
	for i, track := range way.Tracks {
		list, id := linksVariable(number, track.Rel), Columns[model.ID][plan.Whole]
		r.comma(i)
		r.write("[r IN ", list, " | r.", id, "], [r IN ", list, " | startNode(r).", id, "], [r IN ", list, " | endNode(r).", id, "]")
	}
	r.write("] AS links")
}

// told writes the names of what Go is to know of each finding, in the columns before those of the row.
func (r *renderer) told(findings []plan.Finding) {
	for i := range findings {
		if i > 0 {
			r.write(", ")
		}
		r.variable('w', i+1)
	}
}

// found writes what leads to the rows of a list that were found, and returns the conditions that are part of it.
func (r *renderer) found(s scope, from plan.From) []func() {
	r.line()
	if from.Kind == plan.Lookup {
		r.write("UNWIND ")
		r.variable('f', from.Finding)
		r.write(" AS ")
		r.entity(s, plan.OfNode)
		r.line()
		r.write("WITH ")
		r.entity(s, plan.OfNode)
		if model.Nodes&^from.Labels == 0 {
			from.Labels = model.AllLabels // since no search finds a conflict
		}
		return r.kindConditions(s, from)
	}
	r.write("UNWIND ", linksVariable(from.Finding, from.Rel), " AS ")
	r.entity(s, plan.OfRelationship)
	r.line()
	r.write("WITH ")
	r.entity(s, plan.OfRelationship)
	r.write([...]string{plan.Outgoing: ", endNode(", plan.Incoming: ", startNode("}[from.Direction])
	r.entity(s, plan.OfRelationship)
	r.write(") AS ")
	r.entity(s, plan.OfNode)
	return nil
}

// kindConditions returns the conditions on the labels of nodes that were looked up.
func (r *renderer) kindConditions(s scope, from plan.From) []func() {
	var conditions []func()
	if from.Labels != model.AllLabels {
		conditions = append(conditions, func() { r.hasLabel(s, from.Labels) })
	}
	if from.Marker != model.NoMarker {
		conditions = append(conditions, func() {
			r.entity(s, plan.OfNode)
			r.write(":", from.Marker.String())
		})
	}
	return conditions
}

// mostOwnPairs is how many pairs of ends the database's own search is asked for, since it looks for each by itself.
const mostOwnPairs = 16

// mostBranches is how many patterns are looked for by one statement. More are planned sooner as one statement for all
// steps, which is sent for each.
const mostBranches = 8

// IsOneStatement reports whether all findings of a plan are looked for by the statement that reads its row.
func IsOneStatement(p *plan.Plan) bool {
	patterns := 0
	for _, finding := range p.Findings {
		switch finding := finding.(type) {
		case *plan.Paths:
			if !hasOwnSearch(finding) {
				return false
			}
			patterns++
		case *plan.Neighbourhood:
			patterns += branches(finding.Way) * finding.Steps
		case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
			return false
		default:
			panic("cypher: a search of an unknown kind")
		}
	}
	return patterns <= mostBranches
}

// wayOf returns the way of a finding that the database can look for by itself.
func wayOf(finding plan.Finding) plan.Way {
	switch finding := finding.(type) {
	case *plan.Paths:
		return finding.Way
	case *plan.Neighbourhood:
		return finding.Way
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
		return plan.Way{}
	default:
		panic("cypher: a search of an unknown kind")
	}
}

// branches returns how many patterns one step takes.
func branches(way plan.Way) int {
	n := len(alike(way.Tracks))
	for _, track := range way.Tracks {
		if track.Where != nil {
			n += len(directionsOf(track.Follow))
		}
	}
	return n
}

// hasOwnSearch reports whether the database's own search finds what is wanted: it follows all types of relationships
// alike, knows no weights, and takes no condition that adds up.
func hasOwnSearch(wanted *plan.Paths) bool {
	if wanted.Mode == plan.Best || asksMeasure(wanted.Way.Through) || len(wanted.From)*len(wanted.To) > mostOwnPairs {
		return false
	}
	for _, track := range wanted.Way.Tracks {
		if track.Follow != wanted.Way.Tracks[0].Follow || asksMeasure(track.Where) {
			return false
		}
	}
	return true
}

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
	id := Columns[model.ID][plan.Whole]
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
