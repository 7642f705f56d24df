package neo4j

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

const (
	// termsProperty holds the terms that package search makes of a node's names, for the full-text index.
	termsProperty = "searchTerms"
	// keyProperty holds what candidates are chosen by where there are too many.
	keyProperty = "searchKey"
	searchIndex = "stakegraph_search"
)

// The analyser takes terms apart at blanks and leaves them as they are.
const createSearchIndex = "CREATE FULLTEXT INDEX " + searchIndex + " IF NOT EXISTS FOR (n:" + factLabel + ") ON EACH [n." +
	termsProperty + "] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"

// anyType is every type of relationship. Neo4j keeps how many of each a node has.
var anyType = func() string {
	var types []string
	for _, t := range model.AllRelTypes() {
		types = append(types, t.String())
	}
	return ":" + strings.Join(types, "|")
}()

// candidates is the statement that finds them. Its parameters are what is wanted, as a list of maps, how many at
// most of each, search.KeyUnit, and the names of the index and of the labels; a search expression is a value among others.
func candidates(sectors bool) string {
	var b strings.Builder
	b.WriteString("UNWIND range(0, size($p.wanted) - 1) AS place\n" +
		"CALL (place) {\n" +
		"  CALL db.index.fulltext.queryNodes($p.index, $p.wanted[place].match) YIELD node AS n\n" +
		"  WITH n, n." + keyProperty + " / $p.unit - $p.wanted[place].size AS apart\n" +
		"  ORDER BY abs(apart), CASE WHEN apart < 0 THEN -n." + keyProperty + " ELSE n." + keyProperty + " END" +
		" LIMIT toInteger($p.most)\n" +
		"  RETURN collect([n.id, head([l IN labels(n) WHERE l IN $p.kinds]), " +
		"COUNT { (n)-[" + anyType + "]->() } + COUNT { (n)<-[" + anyType + "]-() }")
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

// matchExpression writes what is wanted in the language of Lucene, in which terms of letters and digits are what they are.
func matchExpression(w search.Wanted) string {
	if len(w.AnyOf) == 0 {
		return "0" // no term is a digit
	}
	var b strings.Builder
	b.WriteString("+(")
	for _, all := range w.AnyOf {
		b.WriteString("(+" + strings.Join(all, " +") + ") ")
	}
	b.WriteString(")")
	if len(w.Kinds) > 0 {
		b.WriteString(" +(" + strings.Join(w.Kinds, " ") + ")")
	}
	return b.String()
}
