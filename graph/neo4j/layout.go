package neo4j

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A node with this label identifies the database as one of Stakegraph. It has the version of the layout, and loads lock
// it so that they run one at a time.
const (
	layoutLabel   = "StakegraphLayout"
	layoutVersion = 5
)

// The analyser splits terms at spaces and does not change them.
const createSearchIndex = "CREATE FULLTEXT INDEX " + cypher.SearchIndex + " IF NOT EXISTS FOR (n:" + cypher.FactLabel + ") ON EACH [n." +
	cypher.TermsProperty + "] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"

// schemaItem is a constraint or an index.
type schemaItem struct{ name, statement string }

// layout returns the constraints and indexes, which are derived from the vocabulary.
func layout() []schemaItem {
	items := []schemaItem{{
		"stakegraph_fact_id",
		"CREATE CONSTRAINT stakegraph_fact_id IF NOT EXISTS FOR (n:" + cypher.FactLabel + ") REQUIRE n.id IS UNIQUE",
	}}
	items = append(items, schemaItem{cypher.SearchIndex, createSearchIndex})
	index := func(label string, names ...string) {
		name := "stakegraph_" + strings.ToLower(label+"_"+strings.Join(names, "_"))
		items = append(items, schemaItem{
			name, "CREATE INDEX " + name + " IF NOT EXISTS FOR (n:" + label + ") ON (n." + strings.Join(names, ", n.") + ")",
		})
	}
	indexes := func(label string, of model.LabelSet) {
		index(label, "id")
		for _, p := range of.First().Properties() {
			if names, isSorted := cypher.Sorted[p]; isSorted && of.State(p) {
				index(label, append(names[:len(names):len(names)], "id")...)
			}
		}
	}
	for _, label := range model.Listed.Labels() {
		indexes(label.String(), label.Set())
	}
	for _, marker := range model.AllMarkers() {
		indexes(marker.String(), marker.Labels())
	}
	index(model.Conflict.String(), cypher.Columns[model.FactID][plan.Whole], "id")
	for _, t := range model.AllRelTypes() {
		name := "stakegraph_" + strings.ToLower(t.String()) + "_id"
		items = append(items, schemaItem{
			name,
			"CREATE CONSTRAINT " + name + " IF NOT EXISTS FOR ()-[r:" + t.String() + "]-() REQUIRE r.id IS UNIQUE",
		})
		for _, p := range t.Properties() {
			if p.Type() == model.Reference {
				name := "stakegraph_" + strings.ToLower(t.String()+"_"+p.String())
				items = append(items, schemaItem{
					name, "CREATE INDEX " + name + " IF NOT EXISTS FOR ()-[r:" + t.String() + "]-() ON (r." + cypher.Columns[p][plan.Whole] + ")",
				})
			}
		}
	}
	return items
}
