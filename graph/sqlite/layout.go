package sqlite

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// The numbers in the header of a Stakegraph database, in fields of SQLite's file format.
const (
	applicationID = 0x53746b67 // "Stkg"
	layoutVersion = 7
)

// layout returns the statements that create an empty database, which are derived from the vocabulary.
func layout() []string {
	statements := []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", layoutVersion),
	}
	statements = append(statements, nodeTable(), "CREATE INDEX node_by_label ON node (label, id)",
		"CREATE INDEX node_by_fact ON node (fact_id, id) WHERE fact_id IS NOT NULL", createSearch, configureSearch,
		"CREATE INDEX node_by_search ON node ("+sql.SearchKey+") WHERE "+sql.SearchKey+" IS NOT NULL")
	statements = append(statements, "CREATE TABLE revision (token TEXT NOT NULL) STRICT", "INSERT INTO revision VALUES ('')")
	for _, m := range model.AllMarkers() {
		name := strings.ToLower(m.String())
		statements = append(statements,
			fmt.Sprintf("CREATE INDEX node_by_%s ON node (id) WHERE %[2]s = 1", name, sql.MarkerColumn(m)),
			fmt.Sprintf("CREATE INDEX node_by_%s_name ON node (name_key, id) WHERE %[2]s = 1", name, sql.MarkerColumn(m)))
	}
	statements = append(statements, createDegrees)
	for _, p := range sql.Sorted {
		keys := sortColumns(p)
		statements = append(statements,
			fmt.Sprintf("CREATE INDEX node_by_%s ON node (label, %s, id)", keys[0], strings.Join(keys, ", ")))
	}
	for _, t := range model.AllRelTypes() {
		name := sql.TableName(t)
		statements = append(statements, relationshipTable(t),
			// With the key of the far end in the index, an expansion need not read the table.
			fmt.Sprintf("CREATE INDEX %s ON %s (from_key, id, to_key)", sql.EndIndex(t, "from_key"), name),
			fmt.Sprintf("CREATE INDEX %s ON %s (to_key, id, from_key)", sql.EndIndex(t, "to_key"), name))
		for _, p := range t.Properties() {
			if p.Type() == model.Reference {
				statements = append(statements,
					fmt.Sprintf("CREATE INDEX %s_%s ON %[1]s (%[2]s, id)", name, sql.Columns[p][plan.Whole]))
			}
		}
	}
	return statements
}

// sortColumns returns the columns that a property is sorted by.
func sortColumns(p model.Property) []string {
	if p.Type() == model.FoldedText {
		return []string{sql.Columns[p][plan.Key]}
	}
	if p.Type() == model.DateType {
		return []string{sql.Columns[p][plan.Earliest], sql.Columns[p][plan.Latest]}
	}
	return []string{sql.Columns[p][plan.Whole]}
}

func nodeTable() string {
	var b strings.Builder
	b.WriteString("CREATE TABLE node (\n  key INTEGER PRIMARY KEY,\n  id TEXT NOT NULL UNIQUE,\n  label TEXT NOT NULL")
	for _, m := range model.AllMarkers() {
		fmt.Fprintf(&b, ",\n  %s INTEGER NOT NULL DEFAULT 0", sql.MarkerColumn(m))
	}
	b.WriteString(",\n  listed_as_investor INTEGER NOT NULL DEFAULT 0,\n  " + sql.SearchKey + " INTEGER")
	for _, p := range sql.NodeProperties {
		writeColumns(&b, p)
	}
	b.WriteString("\n) STRICT")
	return b.String()
}

func relationshipTable(t model.RelType) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n  key INTEGER PRIMARY KEY,\n  id TEXT NOT NULL UNIQUE", sql.TableName(t))
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
	for _, part := range plan.StoredParts(p) {
		fmt.Fprintf(b, ",\n  %s %s", sql.Columns[p][part], columnType(p, part))
	}
}

// columnType returns the type of a column in a STRICT table.
func columnType(p model.Property, part plan.Part) string {
	switch p.Type() {
	case model.Int, model.Bool, model.Enum, model.Amount, model.DateType:
		return "INTEGER"
	case model.MoneyType:
		if part != plan.Currency {
			return "INTEGER"
		}
	case model.Reference:
		if p == model.RoundID {
			return "INTEGER REFERENCES node"
		}
	case model.Text, model.FoldedText, model.TextList, model.IDList:
	default:
		panic("sqlite: a property of an unknown type")
	}
	return "TEXT"
}
