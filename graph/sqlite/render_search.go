package sqlite

import (
	"strings"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// searchTable is the full-text index of names: a row for each node that has any, with the node's key and the terms that
// package search makes of them.
const searchTable = "search"

// searchSize is the column of nodes that candidates are chosen by where there are too many.
const searchSize = "search_size"

// The terms are kept apart from the nodes, are ASCII, and are asked for whole and in no order, so the index holds only
// which nodes have them.
const createSearch = "CREATE VIRTUAL TABLE " + searchTable + " USING fts5" +
	"(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')"

// candidates is the statement that finds them. Its arguments are what is wanted, as a JSON list of objects, and how many
// at most of each; a search expression is a value among others.
func candidates(sectors bool) string {
	columnOf := func(p model.Property) string {
		column := "c." + columns[p][plan.Whole]
		if p.Type() == model.TextList {
			return "json(" + column + ")"
		}
		return column
	}
	var b strings.Builder
	b.WriteString("SELECT json_group_array(json(found)) FROM (SELECT (SELECT json_group_array(json_array(c.id, c.label")
	for _, p := range store.CandidateProperties {
		b.WriteString(", " + columnOf(p))
	}
	if sectors {
		name, nameZh := columns[model.Name][plan.Whole], columns[model.NameZh][plan.Whole]
		b.WriteString(", json((SELECT json_group_array(json_array(s.id, s." + name + ", s." + nameZh + ") ORDER BY s.id)" +
			" FROM " + tableName(model.OperatesIn) + " AS o JOIN node AS s ON s.key = o.to_key WHERE o.from_key = c.key))")
	} else {
		b.WriteString(", NULL")
	}
	b.WriteString(")) FROM (SELECT n.* FROM " + searchTable + " CROSS JOIN node AS n ON n.key = " + searchTable + ".rowid" +
		" WHERE " + searchTable + " MATCH w.value ->> 'match'" +
		" AND n.label IN (SELECT value FROM json_each(w.value, '$.labels'))" +
		" ORDER BY abs(n." + searchSize + " - (w.value ->> 'size')), n.id LIMIT ?2) AS c) AS found" +
		" FROM json_each(?1) AS w ORDER BY w.key)")
	return b.String()
}

// matchExpression writes alternatives in the language of FTS5. Terms are letters and digits, so that quotes are all that
// keeps them from being words of that language.
func matchExpression(anyOf [][]string) string {
	if len(anyOf) == 0 {
		return `"0"` // no term is a digit
	}
	var b strings.Builder
	for i, all := range anyOf {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(`("` + strings.Join(all, `" AND "`) + `")`)
	}
	return b.String()
}
