package sqlite

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

const createDegrees = "CREATE TABLE " + sql.DegreeTable + " (key INTEGER PRIMARY KEY REFERENCES node, relationships INTEGER NOT NULL) STRICT"

// countingDegrees updates the table at the end of a load. It counts all relationships in the indexes of their ends, and
// writes the changes: a load can also connect a stored relationship to another node.
var countingDegrees = []string{
	"CREATE TEMP TABLE counted_degree AS " + countDegrees(),
	"CREATE UNIQUE INDEX temp.counted_degree_by_key ON counted_degree (key)",
	"DELETE FROM " + sql.DegreeTable + " WHERE key NOT IN (SELECT key FROM counted_degree)",
	"INSERT INTO " + sql.DegreeTable + " SELECT key, relationships FROM counted_degree ORDER BY key" +
		" ON CONFLICT (key) DO UPDATE SET relationships = excluded.relationships WHERE relationships <> excluded.relationships",
	"DROP TABLE counted_degree",
}

func countDegrees() string {
	var counts []string
	for _, t := range model.AllRelTypes() {
		for _, end := range [...]string{"from_key", "to_key"} {
			counts = append(counts,
				"SELECT "+end+" AS key, count(*) AS relationships FROM "+sql.TableName(t)+" GROUP BY "+end)
		}
	}
	return "SELECT key, sum(relationships) AS relationships FROM (" + strings.Join(counts, " UNION ALL ") + ") GROUP BY key"
}
