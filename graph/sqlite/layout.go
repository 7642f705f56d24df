package sqlite

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A file of ours carries these numbers in its header, where SQLite has places for them.
const (
	applicationID = 0x53746b67 // "Stkg"
	layoutVersion = 6
)

// sorted holds the properties that lists of nodes of one label are read in the order of through an index.
var sorted = []model.Property{
	model.Name, model.NameZh, model.FoundedYear, model.UnicornSince, model.ValuationUSD, model.AnnouncedOn,
	model.Title, model.PublishedOn,
}

// layout returns the statements that make an empty database, from the vocabulary.
func layout() []string {
	statements := []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", layoutVersion),
	}
	statements = append(statements, nodeTable(), "CREATE INDEX node_by_label ON node (label, id)",
		"CREATE INDEX node_by_fact ON node (fact_id, id) WHERE fact_id IS NOT NULL", createSearch, configureSearch,
		"CREATE INDEX node_by_search ON node ("+searchKey+") WHERE "+searchKey+" IS NOT NULL")
	statements = append(statements, "CREATE TABLE revision (token TEXT NOT NULL) STRICT", "INSERT INTO revision VALUES ('')")
	for _, m := range model.AllMarkers() {
		name := strings.ToLower(m.String())
		statements = append(statements,
			fmt.Sprintf("CREATE INDEX node_by_%s ON node (id) WHERE %[2]s = 1", name, markerColumn(m)),
			fmt.Sprintf("CREATE INDEX node_by_%s_name ON node (name_key, id) WHERE %[2]s = 1", name, markerColumn(m)))
	}
	statements = append(statements, createDegrees)
	for _, p := range sorted {
		keys := sortColumns(p)
		statements = append(statements,
			fmt.Sprintf("CREATE INDEX node_by_%s ON node (label, %s, id)", keys[0], strings.Join(keys, ", ")))
	}
	for _, t := range model.AllRelTypes() {
		name := tableName(t)
		statements = append(statements, relationshipTable(t),
			// The key of the far end is there so that a walk need not read the table.
			fmt.Sprintf("CREATE INDEX %s ON %s (from_key, id, to_key)", endIndex(t, "from_key"), name),
			fmt.Sprintf("CREATE INDEX %s ON %s (to_key, id, from_key)", endIndex(t, "to_key"), name))
		for _, p := range t.Properties() {
			if p.Type() == model.Reference {
				statements = append(statements,
					fmt.Sprintf("CREATE INDEX %s_%s ON %[1]s (%[2]s, id)", name, columns[p][plan.Whole]))
			}
		}
	}
	return statements
}

// endIndex returns the name of the index of a type's relationships by one of their ends, which is named by its column.
func endIndex(t model.RelType, column string) string {
	return tableName(t) + "_" + strings.TrimSuffix(column, "_key")
}

// sortColumns returns the columns that a property is sorted by.
func sortColumns(p model.Property) []string {
	if p.Type() == model.FoldedText {
		return []string{columns[p][plan.Key]}
	}
	if p.Type() == model.DateType {
		return []string{columns[p][plan.Earliest], columns[p][plan.Latest]}
	}
	return []string{columns[p][plan.Whole]}
}

func nodeTable() string {
	var b strings.Builder
	b.WriteString("CREATE TABLE node (\n  key INTEGER PRIMARY KEY,\n  id TEXT NOT NULL UNIQUE,\n  label TEXT NOT NULL")
	for _, m := range model.AllMarkers() {
		fmt.Fprintf(&b, ",\n  %s INTEGER NOT NULL DEFAULT 0", markerColumn(m))
	}
	b.WriteString(",\n  listed_as_investor INTEGER NOT NULL DEFAULT 0,\n  " + searchKey + " INTEGER")
	for _, p := range nodeProperties() {
		writeColumns(&b, p)
	}
	b.WriteString("\n) STRICT")
	return b.String()
}

func relationshipTable(t model.RelType) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n  key INTEGER PRIMARY KEY,\n  id TEXT NOT NULL UNIQUE", tableName(t))
	b.WriteString(",\n  from_key INTEGER NOT NULL REFERENCES node,\n  to_key INTEGER NOT NULL REFERENCES node")
	for _, p := range t.Properties() {
		writeColumns(&b, p)
	}
	b.WriteString("\n) STRICT")
	return b.String()
}

func writeColumns(b *strings.Builder, p model.Property) {
	if p == model.ID {
		return
	}
	for part, name := range columns[p] {
		if name != "" {
			fmt.Fprintf(b, ",\n  %s %s", name, columnType(p, plan.Part(part)))
		}
	}
}
