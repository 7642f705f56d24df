package cypher

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// An InitPlan is looked for by a subquery before those of the row. It returns, under the InitPlan's number, the nodes that
// were found (f), the relationships of each type (l), and what else Go is to know of them (w), from which paths.Join and
// paths.Gather make what was found. Lists of the row begin with f and l, so that nothing is looked up by its id.

// foundVariables names the lists of what a search finds.
func foundVariables(number int, expansion plan.Expansion) string {
	names := "f" + strconv.Itoa(number)
	for _, pattern := range expansion.Patterns {
		names += ", " + linksVariable(number, pattern.Rel)
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
	for i, pattern := range w.expansion.Patterns {
		list := linksVariable(w.number, pattern.Rel)
		w.write(comma(i), "collect(CASE t WHEN '", pattern.Rel.String(), "' THEN r END) AS ", list)
	}
	w.line("RETURN ")
	for _, pattern := range w.expansion.Patterns {
		w.write(linksVariable(w.number, pattern.Rel), ", ")
	}
	w.write("[")
	for i, pattern := range w.expansion.Patterns {
		for j, of := range []string{"r", "startNode(r)", "endNode(r)"} {
			w.write(comma(i+j), "[r IN ", linksVariable(w.number, pattern.Rel), " | ", of, ".", Columns[model.ID][plan.Whole], "]")
		}
	}
	w.write("] AS links")
}

// mostOwnPairs is how many pairs of ends the database's own search is asked for, since it looks for each by itself.
const mostOwnPairs = 16

// mostBranches is how many patterns are looked for by one statement. More are planned sooner as one statement for all
// steps, which is sent for each.
const mostBranches = 8

// IsOneStatement reports whether all InitPlans of a plan are looked for by the statement that reads its row.
func IsOneStatement(p *plan.Plan) bool {
	patterns := 0
	for _, initPlan := range p.InitPlans {
		switch initPlan := initPlan.(type) {
		case *plan.Paths:
			if !hasOwnSearch(initPlan) {
				return false
			}
			patterns++
		case *plan.Neighbourhood:
			patterns += branches(initPlan.Expansion) * initPlan.Steps
		case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
			return false
		default:
			panic("cypher: a search of an unknown kind")
		}
	}
	return patterns <= mostBranches
}

// expansionOf returns the way of an InitPlan that the database can look for by itself.
func expansionOf(initPlan plan.InitPlan) plan.Expansion {
	switch initPlan := initPlan.(type) {
	case *plan.Paths:
		return initPlan.Expansion
	case *plan.Neighbourhood:
		return initPlan.Expansion
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
		return plan.Expansion{}
	default:
		panic("cypher: a search of an unknown kind")
	}
}

// branches returns how many patterns one step takes.
func branches(expansion plan.Expansion) int {
	n := len(plainTypesOf(expansion.Patterns))
	for _, pattern := range expansion.Patterns {
		if pattern.Where != nil {
			n += len(pattern.Follow.Directions())
		}
	}
	return n
}

// hasOwnSearch reports whether the database's own search finds what is wanted: it follows all types of relationships
// alike, knows no weights, and takes no condition that adds up.
func hasOwnSearch(spec *plan.Paths) bool {
	if spec.Mode == plan.Best || readsAggregate(spec.Expansion.NodePredicate) || len(spec.From)*len(spec.To) > mostOwnPairs {
		return false
	}
	for _, pattern := range spec.Expansion.Patterns {
		if pattern.Follow != spec.Expansion.Patterns[0].Follow || readsAggregate(pattern.Where) {
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
func (w walk) shortest(spec *plan.Paths) {
	from, to := scope{row: w.next(), labels: model.Nodes}, scope{row: w.next(), labels: model.Nodes}
	path := variable('p', w.next())
	w.named(from, spec.From)
	w.named(to, spec.To)
	// Cypher takes no parameter for the length; there are ten texts.
	step := "[:" + alternative(w.expansion.Types()) + "*.." + strconv.Itoa(spec.Longest) + "]"
	w.line("MATCH ", path, " = allShortestPaths(")
	w.write(from.pattern(""), followed(w.expansion.Patterns[0].Follow, step), to.pattern(""), ")")
	w.whereWithin(w.shortestConditions(spec, path)...)
	most := "toInteger(" + w.arg(mostShortest) + ")"
	w.line("WITH ", path, " LIMIT ", most)
	w.line("WITH collect(", path, ") AS ps, min(length(", path, ")) AS least")
	w.line("WITH ps, least, size(ps) < ", most, " AS whole")
	w.block("CALL (ps, least, whole)", func() {
		w.line("UNWIND [p IN ps WHERE whole AND length(p) = least] AS p")
		w.line("WITH nodes(p) AS ns, collect(relationships(p)) AS along") // for the paths of the same nodes are one
		w.line("WITH ns, along ORDER BY [n IN ns | n.", Columns[model.ID][plan.Whole], "]")
		w.write(" LIMIT toInteger(", w.arg(firstOf(spec)), ")")
		w.line("WITH collect(ns) AS all, collect(along) AS ways")
		w.line("CALL (all) { UNWIND all AS ns UNWIND ns AS n RETURN collect(DISTINCT n) AS ", variable('f', w.number), " }")
		w.block("CALL (ways)", func() {
			w.line("UNWIND ways AS along UNWIND along AS rs UNWIND rs AS r")
			w.line("WITH DISTINCT r, type(r) AS t")
			w.gathered()
		})
		w.line("RETURN ", foundVariables(w.number, w.expansion), ", links")
	})
	w.line("RETURN ", foundVariables(w.number, w.expansion), ", [whole, least, links] AS ", variable('w', w.number))
}

// firstOf returns how many paths are kept.
func firstOf(spec *plan.Paths) int {
	if spec.Mode == plan.Shortest {
		return min(spec.First, 1)
	}
	return spec.First
}

// shortestConditions returns what is asked of every relationship of a path, and of every node between.
func (w walk) shortestConditions(spec *plan.Paths, path string) []func() {
	var conditions []func()
	if slices.ContainsFunc(w.expansion.Patterns, func(pattern plan.RelationshipPattern) bool { return pattern.Where != nil }) {
		conditions = append(conditions, func() { w.allPatterns(w.expansion.Patterns, path) })
	}
	if w.expansion.NodePredicate != nil {
		conditions = append(conditions, func() {
			s := scope{row: w.next(), labels: model.Nodes}
			w.write("all(", s.node(), " IN nodes(", path, ") WHERE ")
			w.nodePredicate(s, slices.Concat(spec.From, spec.To))
			w.write(")")
		})
	}
	return conditions
}

func (w walk) allPatterns(patterns []plan.RelationshipPattern, path string) {
	row := scope{row: w.next()}
	w.write("all(", row.relationship(), " IN relationships(", path, ") WHERE CASE")
	for _, pattern := range patterns {
		if pattern.Where == nil {
			continue
		}
		s := patternScope(pattern, plan.Outgoing, row, row)
		w.write(" WHEN ", s.relationship(), ":", pattern.Rel.String(), " THEN any(", s.node())
		w.write(" IN [", farNode(pattern.Node, s.relationship()), "] WHERE ")
		w.predicate(s, w.asSets(s.fromFew(), pattern.Where))
		w.write(")")
	}
	w.write(" ELSE true END)")
}
