package neo4j

import (
	"strings"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

const (
	// termsProperty holds the terms that package search makes of a node's names, for the full-text index.
	termsProperty = "searchTerms"
	// sizeProperty holds what candidates are chosen by where there are too many.
	sizeProperty = "searchSize"
	searchIndex  = "stakegraph_search"
)

// The analyser takes terms apart at blanks and leaves them as they are.
const createSearchIndex = "CREATE FULLTEXT INDEX " + searchIndex + " IF NOT EXISTS FOR (n:" + factLabel + ") ON EACH [n." +
	termsProperty + "] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"

// candidates is the statement that finds them. Its parameters are what is wanted, as a list of maps, the name of the
// index, and how many at most of each; a search expression is a value among others.
func candidates(sectors bool) string {
	var b strings.Builder
	b.WriteString("UNWIND range(0, size($p.wanted) - 1) AS place\n" +
		"CALL (place) {\n" +
		"  CALL db.index.fulltext.queryNodes($p.index, $p.wanted[place].match) YIELD node AS n\n" +
		"  WITH n, head([l IN labels(n) WHERE l IN $p.wanted[place].labels]) AS label WHERE label IS NOT NULL\n" +
		"  WITH n, label ORDER BY abs(n." + sizeProperty + " - $p.wanted[place].size), n.id LIMIT toInteger($p.most)\n" +
		"  RETURN collect([n.id, label")
	for _, p := range store.CandidateProperties {
		b.WriteString(", n." + columns[p][plan.Whole])
	}
	if sectors {
		b.WriteString(", COLLECT { MATCH (n)-[:" + model.OperatesIn.String() + "]->(s)" +
			" RETURN [s.id, s." + columns[model.Name][plan.Whole] + ", s." + columns[model.NameZh][plan.Whole] + "] ORDER BY s.id }")
	} else {
		b.WriteString(", null")
	}
	b.WriteString("]) AS found\n}\nWITH found ORDER BY place RETURN collect(found)")
	return b.String()
}

// matchExpression writes alternatives in the language of Lucene, in which terms of letters and digits are what they are.
func matchExpression(anyOf [][]string) string {
	if len(anyOf) == 0 {
		return "0" // no term is a digit
	}
	var b strings.Builder
	for i, all := range anyOf {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("(+" + strings.Join(all, " +") + ")")
	}
	return b.String()
}
