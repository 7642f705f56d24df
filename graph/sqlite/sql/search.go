package sql

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// SearchTable is the full-text index of names. It has a row for each node with a name, with the terms that package
// search derives from its names. The rowid is the node's searchKey, so that rows come in the order in which candidates
// are chosen. A search with too many results ends as soon as it has enough.
const (
	SearchTable = "search"
	SearchKey   = "search_key"
)

// soughtJSON is one lookup as an argument of the statement.
type soughtJSON struct {
	Match string `json:"match"`
	Size  int    `json:"size"`
}

// Candidates writes a SELECT that finds candidates and returns one row. Its arguments are the lookups as a JSON array
// of objects, the maximum number of candidates for each, and search.KeyUnit. A search expression is a value like any
// other.
func Candidates(spec []search.Lookup, sectors bool) Query {
	sought := make([]soughtJSON, len(spec))
	for i, w := range spec {
		sought[i] = soughtJSON{matchExpression(w), w.Size}
	}
	columnOf := func(p model.Property) string {
		column := "c." + Columns[p][plan.Whole]
		if p.Type() == model.TextList {
			return "json(" + column + ")"
		}
		return column
	}
	var b strings.Builder
	b.WriteString("SELECT json_group_array(json(found)) FROM (SELECT (SELECT json_group_array(json_array(c.id, c.label" +
		", coalesce((SELECT relationships FROM " + DegreeTable + " WHERE key = c.key), 0)")
	for _, p := range store.CandidateProperties {
		b.WriteString(", " + columnOf(p))
	}
	if sectors {
		name, nameZh := Columns[model.Name][plan.Whole], Columns[model.NameZh][plan.Whole]
		b.WriteString(", json((SELECT json_group_array(json_array(s.id, s." + name + ", s." + nameZh + ") ORDER BY s.id)" +
			" FROM " + TableName(model.OperatesIn) + " AS o JOIN node AS s ON s.key = o.to_key WHERE o.from_key = c.key))")
	} else {
		b.WriteString(", NULL")
	}
	b.WriteString(") ORDER BY apart, along) FROM (SELECT found.apart, found.along, n.*" +
		" FROM (SELECT * FROM (" + nearest(">= ", "") + ") UNION ALL SELECT * FROM (" + nearest("< ", " DESC") +
		") ORDER BY apart, along LIMIT ?2) AS found JOIN node AS n ON n." + SearchKey + " = found.at) AS c) AS found" +
		" FROM json_each(?1) AS w ORDER BY w.key)")
	return Query{b.String(), []any{JSONList(sought), int64(spec[0].Most), int64(search.KeyUnit)}, 1}
}

// nearest writes a SELECT of the rows of the index on one side of the size in the lookup, starting there.
func nearest(side, descending string) string {
	along := "rowid"
	if descending != "" {
		along = "-rowid"
	}
	return "SELECT rowid AS at, abs(rowid / ?3 - (w.value ->> 'size')) AS apart, " + along + " AS along FROM " + SearchTable +
		" WHERE " + SearchTable + " MATCH w.value ->> 'match' AND rowid " + side + "(w.value ->> 'size') * ?3" +
		" ORDER BY rowid" + descending + " LIMIT ?2"
}

// matchExpression writes a lookup in the query language of FTS5. Terms consist of letters and digits. The quotes keep
// them from being keywords.
func matchExpression(w search.Lookup) string {
	if len(w.AnyOf) == 0 {
		return `"0"` // no term is a digit
	}
	var b strings.Builder
	b.WriteString("(")
	for i, all := range w.AnyOf {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(`("` + strings.Join(all, `" AND "`) + `")`)
	}
	b.WriteString(")")
	if len(w.Kinds) > 0 {
		b.WriteString(` AND ("` + strings.Join(w.Kinds, `" OR "`) + `")`)
	}
	return b.String()
}
