package cypher

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A subquery before those of the row runs each InitPlan. With the number of the InitPlan, it returns the nodes (f), the
// relationships of each type (l), and the values that Go reads (w), from which paths.Join and paths.Gather build the
// result. Lists of the row start from f and l, so that nothing is looked up by its id.

// foundVariables returns the names of the lists that the subquery of an InitPlan returns.
func foundVariables(number int, expansion plan.Expansion) string {
	names := "f" + strconv.Itoa(number)
	for _, pattern := range expansion.Patterns {
		names += ", " + linksVariable(number, pattern.Rel)
	}
	return names
}

// linksVariable returns the name of the list of the relationships of one type that an InitPlan finds.
func linksVariable(number int, of model.RelType) string {
	return "l" + strconv.Itoa(number) + "t" + strconv.Itoa(int(of))
}

// gathered writes the lists of the relationships (r), one for each name of a type (t), and one list for Go: for each
// type the ids of the relationships, of their starts and of their ends. The driver decodes three lists of texts faster
// than one list for each relationship.
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

// mostOwnPairs is the maximum number of pairs of ends for the shortest-path search of Neo4j, which searches for each
// pair separately.
const mostOwnPairs = 16

// mostBranches is the maximum number of patterns in a single statement. With more, one statement that is sent for each
// step, and planned once, is planned faster.
const mostBranches = 8

// IsOneStatement reports whether the statement that reads the row of a plan also runs all of its InitPlans.
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
			panic("cypher: an InitPlan of an unknown kind")
		}
	}
	return patterns <= mostBranches
}

// expansionOf returns the expansion of an InitPlan that can be a part of the one statement, and an empty one for others.
func expansionOf(initPlan plan.InitPlan) plan.Expansion {
	switch initPlan := initPlan.(type) {
	case *plan.Paths:
		return initPlan.Expansion
	case *plan.Neighbourhood:
		return initPlan.Expansion
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
		return plan.Expansion{}
	default:
		panic("cypher: an InitPlan of an unknown kind")
	}
}

// branches returns the number of patterns of one step.
func branches(expansion plan.Expansion) int {
	n := len(plainTypesOf(expansion.Patterns))
	for _, pattern := range expansion.Patterns {
		if pattern.Where != nil {
			n += len(pattern.Follow.Directions())
		}
	}
	return n
}

// hasOwnSearch reports whether the shortest-path search of Neo4j can run an InitPlan. It follows all relationship types
// in the same direction, has no weights, and its conditions cannot aggregate.
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

// mostShortest is the maximum number of paths that are read from the shortest-path search of Neo4j. Several
// relationships between the same two nodes make several paths there.
const mostShortest = 5000

// shortest writes a search for the shortest paths from the nodes From to the nodes To. It returns whether it has read
// all of them, their length, and the nodes and relationships of the first ones. Neo4j checks the conditions during its
// search. All relationship patterns are followed in the same direction.
func (w walk) shortest(spec *plan.Paths) {
	from, to := scope{row: w.next(), labels: model.Nodes}, scope{row: w.next(), labels: model.Nodes}
	path := variable('p', w.next())
	w.named(from, spec.From)
	w.named(to, spec.To)
	// The length in a pattern cannot be a parameter; there are ten possible texts.
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
		w.line("WITH nodes(p) AS ns, collect(relationships(p)) AS along") // paths with the same nodes are one path
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

// firstOf returns the number of paths that are returned.
func firstOf(spec *plan.Paths) int {
	if spec.Mode == plan.Shortest {
		return min(spec.First, 1)
	}
	return spec.First
}

// shortestConditions returns the conditions on every relationship and every node of a path.
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
