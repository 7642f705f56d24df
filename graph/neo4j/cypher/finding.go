package cypher

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A finding is looked for by a subquery before those of the row. It returns, under the finding's number, the nodes that
// were found (f), the relationships of each type (l), and what else Go is to know of them (w), from which paths.Join and
// paths.Gather make what was found. Lists of the row begin with f and l, so that nothing is looked up by its id.

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
func (w walk) gathered() {
	w.line("WITH ")
	for i, track := range w.way.Tracks {
		list := linksVariable(w.number, track.Rel)
		w.write(comma(i), "collect(CASE t WHEN '", track.Rel.String(), "' THEN r END) AS ", list)
	}
	w.line("RETURN ")
	for _, track := range w.way.Tracks {
		w.write(linksVariable(w.number, track.Rel), ", ")
	}
	w.write("[")
	for i, track := range w.way.Tracks {
		for j, of := range []string{"r", "startNode(r)", "endNode(r)"} {
			w.write(comma(i+j), "[r IN ", linksVariable(w.number, track.Rel), " | ", of, ".", Columns[model.ID][plan.Whole], "]")
		}
	}
	w.write("] AS links")
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
			n += len(track.Follow.Directions())
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
func (w walk) shortest(wanted *plan.Paths) {
	from, to := scope{row: w.next(), labels: model.Nodes}, scope{row: w.next(), labels: model.Nodes}
	path := variable('p', w.next())
	w.named(from, wanted.From)
	w.named(to, wanted.To)
	// Cypher takes no parameter for the length; there are ten texts.
	step := "[:" + alternative(w.way.Types()) + "*.." + strconv.Itoa(wanted.Longest) + "]"
	w.line("MATCH ", path, " = allShortestPaths(")
	w.write(from.pattern(""), followed(w.way.Tracks[0].Follow, step), to.pattern(""), ")")
	w.whereWithin(w.shortestConditions(wanted, path)...)
	most := "toInteger(" + w.arg(mostShortest) + ")"
	w.line("WITH ", path, " LIMIT ", most)
	w.line("WITH collect(", path, ") AS ps, min(length(", path, ")) AS least")
	w.line("WITH ps, least, size(ps) < ", most, " AS whole")
	w.block("CALL (ps, least, whole)", func() {
		w.line("UNWIND [p IN ps WHERE whole AND length(p) = least] AS p")
		w.line("WITH nodes(p) AS ns, collect(relationships(p)) AS along") // for the paths of the same nodes are one
		w.line("WITH ns, along ORDER BY [n IN ns | n.", Columns[model.ID][plan.Whole], "]")
		w.write(" LIMIT toInteger(", w.arg(firstOf(wanted)), ")")
		w.line("WITH collect(ns) AS all, collect(along) AS ways")
		w.line("CALL (all) { UNWIND all AS ns UNWIND ns AS n RETURN collect(DISTINCT n) AS ", variable('f', w.number), " }")
		w.block("CALL (ways)", func() {
			w.line("UNWIND ways AS along UNWIND along AS rs UNWIND rs AS r")
			w.line("WITH DISTINCT r, type(r) AS t")
			w.gathered()
		})
		w.line("RETURN ", foundVariables(w.number, w.way), ", links")
	})
	w.line("RETURN ", foundVariables(w.number, w.way), ", [whole, least, links] AS ", variable('w', w.number))
}

// firstOf returns how many paths are kept.
func firstOf(wanted *plan.Paths) int {
	if wanted.Mode == plan.Shortest {
		return min(wanted.First, 1)
	}
	return wanted.First
}

// shortestConditions returns what is asked of every relationship of a path, and of every node between.
func (w walk) shortestConditions(wanted *plan.Paths, path string) []func() {
	var conditions []func()
	if slices.ContainsFunc(w.way.Tracks, func(track plan.Track) bool { return track.Where != nil }) {
		conditions = append(conditions, func() { w.allTracks(w.way.Tracks, path) })
	}
	if w.way.Through != nil {
		conditions = append(conditions, func() {
			s := scope{row: w.next(), labels: model.Nodes}
			w.write("all(", s.node(), " IN nodes(", path, ") WHERE ")
			w.through(s, slices.Concat(wanted.From, wanted.To))
			w.write(")")
		})
	}
	return conditions
}

func (w walk) allTracks(tracks []plan.Track, path string) {
	row := scope{row: w.next()}
	w.write("all(", row.relationship(), " IN relationships(", path, ") WHERE CASE")
	for _, track := range tracks {
		if track.Where == nil {
			continue
		}
		s := asked(track, plan.Outgoing, row, row)
		w.write(" WHEN ", s.relationship(), ":", track.Rel.String(), " THEN any(", s.node())
		w.write(" IN [", farNode(track.Node, s.relationship()), "] WHERE ")
		w.predicate(s, w.asSets(s.fromFew(), track.Where))
		w.write(")")
	}
	w.write(" ELSE true END)")
}
