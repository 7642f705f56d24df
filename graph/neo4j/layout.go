package neo4j

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The database says whose it is by one node with this label, which has the layout's version and is the lock that loads
// take turns by.
const (
	layoutLabel   = "StakegraphLayout"
	layoutVersion = 4
)

// schemaItem is a constraint or an index.
type schemaItem struct{ name, statement string }

// sorted holds the properties that lists of nodes of one label are read in the order of through an index, each with
// the columns of that order before the id.
var sorted = map[model.Property][]string{
	model.Name:         {columns[model.Name][plan.Key]},
	model.NameZh:       {columns[model.NameZh][plan.Key]},
	model.Title:        {columns[model.Title][plan.Key]},
	model.FoundedYear:  {columns[model.FoundedYear][plan.Whole]},
	model.ValuationUSD: {columns[model.ValuationUSD][plan.Whole]},
	model.UnicornSince: {columns[model.UnicornSince][plan.Earliest], columns[model.UnicornSince][plan.Latest]},
	model.AnnouncedOn:  {columns[model.AnnouncedOn][plan.Earliest], columns[model.AnnouncedOn][plan.Latest]},
	model.PublishedOn:  {columns[model.PublishedOn][plan.Earliest], columns[model.PublishedOn][plan.Latest]},
}

// layout returns the constraints and indexes, from the vocabulary.
func layout() []schemaItem {
	items := []schemaItem{{
		"stakegraph_fact_id",
		"CREATE CONSTRAINT stakegraph_fact_id IF NOT EXISTS FOR (n:" + factLabel + ") REQUIRE n.id IS UNIQUE",
	}}
	items = append(items, schemaItem{searchIndex, createSearchIndex})
	index := func(label string, names ...string) {
		name := "stakegraph_" + strings.ToLower(label+"_"+strings.Join(names, "_"))
		items = append(items, schemaItem{
			name, "CREATE INDEX " + name + " IF NOT EXISTS FOR (n:" + label + ") ON (n." + strings.Join(names, ", n.") + ")",
		})
	}
	for _, label := range model.Nodes.Labels() {
		index(label.String(), "id")
		for _, p := range label.Properties() {
			if names, isSorted := sorted[p]; isSorted {
				index(label.String(), append(names[:len(names):len(names)], "id")...)
			}
		}
	}
	for _, marker := range model.AllMarkers() {
		label := marker.String()
		index(label, "id")
		for _, p := range marker.Labels().First().Properties() {
			if names, isSorted := sorted[p]; isSorted && marker.Labels().State(p) {
				index(label, append(names[:len(names):len(names)], "id")...)
			}
		}
	}
	index(model.Conflict.String(), columns[model.FactID][plan.Whole], "id")
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
					name, "CREATE INDEX " + name + " IF NOT EXISTS FOR ()-[r:" + t.String() + "]-() ON (r." + columns[p][plan.Whole] + ")",
				})
			}
		}
	}
	return items
}
