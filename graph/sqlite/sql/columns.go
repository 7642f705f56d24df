package sql

import (
	"slices"
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

var suffixes = [...]string{
	plan.Key: "_key", plan.Currency: "_currency", plan.USD: "_usd", plan.Latest: "_latest", plan.Precision: "_precision",
}

// Columns maps each property to the names of its columns by part, empty where it has no such part. Parts behind Precision
// are made from those before.
var Columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		base, renamed := columnNames[p]
		if !renamed {
			base = snakeCase(p.String())
		}
		for _, part := range plan.StoredParts(p) {
			all[p][part] = base + suffixes[part]
		}
	}
	return all
}()

// PropertyColumns returns the names of all columns of a property, in their order.
func PropertyColumns(p model.Property) []string {
	names := make([]string, 0, 3)
	for _, part := range plan.StoredParts(p) {
		names = append(names, Columns[p][part])
	}
	return names
}

// AllColumns returns the names of all columns of properties, in their order.
func AllColumns(properties []model.Property) []string {
	var names []string
	for _, p := range properties {
		names = append(names, PropertyColumns(p)...)
	}
	return names
}

// NodeProperties holds the properties that a node of any label can have beside its id, in the order of the vocabulary.
var NodeProperties = func() []model.Property {
	var all []model.Property
	for _, label := range model.AllLabels.Labels() {
		all = append(all, label.Properties()...)
	}
	slices.Sort(all)
	return slices.Compact(all)[1:]
}()

// DegreeTable holds for each node that has relationships how many leave or reach it, which a search would take too long
// to count for every candidate.
const DegreeTable = "degree"

// TableName returns the name of the table of one type of relationships.
func TableName(t model.RelType) string { return strings.ToLower(t.String()) }

// MarkerColumn returns the name of the column that says of a node whether it has a marker.
func MarkerColumn(m model.Marker) string { return "is_marked_" + strings.ToLower(m.String()) }

// EndIndex returns the name of the index of a type's relationships by one of their ends, which is named by its column.
func EndIndex(t model.RelType, column string) string {
	return TableName(t) + "_" + strings.TrimSuffix(column, "_key")
}

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

// Sorted holds the properties that lists of nodes of one label are read in the order of through an index.
var Sorted = []model.Property{
	model.Name, model.NameZh, model.FoundedYear, model.UnicornSince, model.ValuationUSD, model.AnnouncedOn,
	model.Title, model.PublishedOn,
}

// onlyOn writes a value that is read for nodes of some labels only.
func (r *renderer) onlyOn(s scope, on model.LabelSet, write func()) {
	if on == 0 {
		write()
		return
	}
	r.write("CASE WHEN ", hasLabel(s, on), " THEN ")
	write()
	r.write(" END")
}

// value returns the expression for one column.
func (r *renderer) value(s scope, c plan.Column) string {
	stored := func(part plan.Part) string { return s.column(c.Of, Columns[c.Property][part]) }
	switch {
	case c.Part == plan.Kind:
		return s.column(plan.OfNode, "label")
	case c.Property == model.RoundID:
		return "(SELECT id FROM node WHERE key = " + stored(plan.Whole) + ")"
	case c.Part == plan.Year:
		return stored(plan.Earliest) + " / " + r.arg(int64(daysOfYear))
	case c.Part == plan.Moment:
		return "(" + stored(plan.Earliest) + " * " + r.arg(int64(plan.MomentUnit)) + " + " + stored(plan.Latest) + ")"
	case c.Part == plan.Expiry:
		years := "SELECT " + Columns[model.ValidityYears][plan.Whole] + " FROM node WHERE key = " + s.column(c.Of, "from_key")
		return "(" + stored(plan.Whole) + " + (" + years + "))"
	case c.Currency != "":
		return "CASE WHEN " + stored(plan.Currency) + " = " + r.arg(c.Currency) + " THEN " + stored(c.Part) + " END"
	}
	return stored(c.Part)
}

// daysOfYear is what a year counts in a day's number, YYYYMMDD.
const daysOfYear = 10_000
