package sql

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// SearchTable is the full-text index of names: a row for each node that has any, with the terms that package search makes
// of them. Its rowid is the node's searchKey, so that rows come in the order that they are chosen in and a search that
// finds too many ends as soon as it has enough.
const (
	SearchTable = "search"
	SearchKey   = "search_key"
)

// soughtJSON is one of what is wanted, as the statement takes it.
type soughtJSON struct {
	Match string `json:"match"`
	Size  int    `json:"size"`
}

// Candidates writes a SELECT of one row that finds candidates. Its arguments are what is wanted, as a JSON list of objects, how
// many at most of each, and search.KeyUnit; a search expression is a value among others.
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

// nearest selects the rows of the index on one side of the size that is wanted, from there on.
func nearest(side, descending string) string {
	along := "rowid"
	if descending != "" {
		along = "-rowid"
	}
	return "SELECT rowid AS at, abs(rowid / ?3 - (w.value ->> 'size')) AS apart, " + along + " AS along FROM " + SearchTable +
		" WHERE " + SearchTable + " MATCH w.value ->> 'match' AND rowid " + side + "(w.value ->> 'size') * ?3" +
		" ORDER BY rowid" + descending + " LIMIT ?2"
}

// matchExpression writes what is wanted in the language of FTS5. Terms are letters and digits, so that quotes are all that
// keeps them from being words of that language.
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
