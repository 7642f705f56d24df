package cypher

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

const (
	// TermsProperty has the terms that package search derives from a node's names, for the full-text index.
	TermsProperty = "searchTerms"
	// KeyProperty is the property by which candidates are chosen if there are too many.
	KeyProperty = "searchKey"
	// SearchIndex is the full-text index of the terms.
	SearchIndex = "stakegraph_search"
)

// anyType matches every relationship type. Neo4j stores the degree of a node for each type.
var anyType = func() string {
	var types []string
	for _, t := range model.AllRelTypes() {
		types = append(types, t.String())
	}
	return ":" + strings.Join(types, "|")
}()

// Candidates writes a statement that finds candidates and returns one row. Its parameters are the lookups as a list of
// maps, the maximum number of candidates for each, search.KeyUnit, and the names of the index and of the labels. A
// search expression is a value like any other.
func Candidates(spec []search.Lookup, sectors bool) Query {
	sought := make([]any, len(spec))
	for i, w := range spec {
		sought[i] = map[string]any{"match": matchExpression(w), "size": int64(w.Size)}
	}
	var kinds []any
	for _, label := range search.Kinds.Labels() {
		kinds = append(kinds, label.String())
	}
	var b strings.Builder
	b.WriteString("UNWIND range(0, size($p.wanted) - 1) AS place\n" +
		"CALL (place) {\n" +
		"  CALL db.index.fulltext.queryNodes($p.index, $p.wanted[place].match) YIELD node AS n\n" +
		"  WITH n, n." + KeyProperty + " / $p.unit - $p.wanted[place].size AS apart\n" +
		"  ORDER BY abs(apart), CASE WHEN apart < 0 THEN -n." + KeyProperty + " ELSE n." + KeyProperty + " END" +
		" LIMIT toInteger($p.most)\n" +
		"  RETURN collect([n.id, head([l IN labels(n) WHERE l IN $p.kinds]), " +
		"COUNT { (n)-[" + anyType + "]->() } + COUNT { (n)<-[" + anyType + "]-() }")
	for _, p := range store.CandidateProperties {
		b.WriteString(", n." + Columns[p][plan.Whole])
	}
	if sectors {
		b.WriteString(", COLLECT { MATCH (n)-[:" + model.OperatesIn.String() + "]->(s)" +
			" RETURN [s.id, s." + Columns[model.Name][plan.Whole] + ", s." + Columns[model.NameZh][plan.Whole] + "] ORDER BY s.id }")
	} else {
		b.WriteString(", null")
	}
	b.WriteString("]) AS found\n}\nWITH found ORDER BY place RETURN collect(found)")
	return Query{b.String(), map[string]any{"p": map[string]any{
		"wanted": sought, "index": SearchIndex, "most": int64(spec[0].Most), "unit": int64(search.KeyUnit), "kinds": kinds,
	}}}
}

// matchExpression writes a lookup in the query language of Lucene. Terms consist of letters and digits, so none is an
// operator.
func matchExpression(w search.Lookup) string {
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
