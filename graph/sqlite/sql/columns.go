package sql

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The database has one table of nodes, with a column for each property of any label, and one table for each
// relationship type. A property with several parts has several columns. A reference to a node is stored as the key of
// the node.

// columnNames has the columns of properties whose own name would be a keyword or the name of another column.
var columnNames = map[model.Property]string{
	model.From:    "began",
	model.To:      "ended",
	model.RoundID: "round_key",
	model.Wording: "wording",
}

var suffixes = [...]string{
	plan.Key: "_key", plan.Currency: "_currency", plan.USD: "_usd", plan.Latest: "_latest", plan.Precision: "_precision",
}

// Columns has the column names of each property, by part. A name is empty if the property does not have the part. Parts
// after Precision are computed from the stored ones.
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

// PropertyColumns returns the names of all columns of a property, in the order of its parts.
func PropertyColumns(p model.Property) []string {
	names := make([]string, 0, 3)
	for _, part := range plan.StoredParts(p) {
		names = append(names, Columns[p][part])
	}
	return names
}

// AllColumns returns the names of all columns of the properties, in their order.
func AllColumns(properties []model.Property) []string {
	var names []string
	for _, p := range properties {
		names = append(names, PropertyColumns(p)...)
	}
	return names
}

// NodeProperties has the properties of nodes of any label, without the id, in the order of the vocabulary.
var NodeProperties = func() []model.Property {
	var all []model.Property
	for _, label := range model.AllLabels.Labels() {
		all = append(all, label.Properties()...)
	}
	slices.Sort(all)
	return slices.Compact(all)[1:]
}()

// DegreeTable is the table of the number of relationships of each node that has any. A search reads it because counting
// them for every candidate would take too long.
const DegreeTable = "degree"

// TableName returns the name of the table of a relationship type.
func TableName(t model.RelType) string { return strings.ToLower(t.String()) }

// MarkerColumn returns the name of the column that is 1 for nodes with the marker.
func MarkerColumn(m model.Marker) string { return "is_marked_" + strings.ToLower(m.String()) }

// EndIndex returns the name of the index of a relationship type on one of its ends. The end is given by its column.
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

// Sorted has the properties that lists of nodes of one label are sorted by through an index.
var Sorted = []model.Property{
	model.Name, model.NameZh, model.FoundedYear, model.UnicornSince, model.ValuationUSD, model.AnnouncedOn,
	model.Title, model.PublishedOn,
}

// onlyOn writes a value that is read for nodes with some labels only, and is null for others.
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

// daysOfYear is the factor of the year in the number of a day, YYYYMMDD.
const daysOfYear = 10_000
