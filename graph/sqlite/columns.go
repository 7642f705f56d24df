package sqlite

import (
	"strings"
	"unicode"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The layout has one table of nodes, whose columns are all properties that a node of any label can have, and one table
// for each relationship type. A property of several parts has several columns, a reference to a node is kept as the
// node's key.

// columnNames holds the properties whose name would be a keyword or would clash with another column.
var columnNames = map[model.Property]string{
	model.From:    "began",
	model.To:      "ended",
	model.RoundID: "round_key",
	model.Wording: "wording",
}

// columns maps each property to the names of its columns by part, empty where it has no such part. Parts behind Precision
// are made from those before.
var columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		base, renamed := columnNames[p]
		if !renamed {
			base = snakeCase(p.String())
		}
		c := &all[p]
		switch p.Type() {
		case model.MoneyType:
			c[plan.Units], c[plan.Currency], c[plan.USD] = base, base+"_currency", base+"_usd"
		case model.DateType:
			c[plan.Earliest], c[plan.Latest], c[plan.Precision] = base, base+"_latest", base+"_precision"
		case model.FoldedText:
			c[plan.Whole], c[plan.Key] = base, base+"_key"
		case model.Text, model.Int, model.Bool, model.Enum, model.Amount, model.TextList, model.IDList, model.Reference:
			c[plan.Whole] = base
		default:
			panic("sqlite: a property of an unknown type")
		}
	}
	return all
}()

// columnType returns what a column of a strict table holds.
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

// propertyColumns returns the names of all columns of a property, in the order that columnValues gives its values in.
func propertyColumns(p model.Property) []string {
	names := make([]string, 0, 3)
	for _, name := range columns[p] {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// columnCounts holds how many columns each property has.
var columnCounts = func() []int {
	all := make([]int, len(model.AllProperties()))
	for p := range all {
		all[p] = len(propertyColumns(model.Property(p)))
	}
	return all
}()

// nodeProperties returns the properties that a node of any label can have, in the order of the vocabulary.
func nodeProperties() []model.Property {
	var of [1 << 8]bool
	for _, label := range model.AllLabels.Labels() {
		for _, p := range label.Properties() {
			of[p] = true
		}
	}
	var all []model.Property
	for _, p := range model.AllProperties() {
		if of[p] {
			all = append(all, p)
		}
	}
	return all
}

func tableName(t model.RelType) string { return strings.ToLower(t.String()) }

func markerColumn(m model.Marker) string { return "is_marked_" + strings.ToLower(m.String()) }

func snakeCase(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
