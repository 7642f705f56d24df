package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A property with several parts is stored as several properties of Neo4j. The one that lists are sorted by has the name
// of the property, and the others add a suffix for the part. All values are integers, texts, booleans and lists of
// texts, so that Neo4j compares them as the model defines.

// FactLabel is an additional label of every node, since ids are unique across all labels.
const FactLabel = "Fact"

var suffixes = [...]string{
	plan.Key: "Key", plan.Currency: "Currency", plan.USD: "Usd", plan.Latest: "Latest", plan.Precision: "Precision",
}

// Columns has the column names of each property, by part. A name is empty if the property does not have the part.
var Columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		for _, part := range plan.StoredParts(p) {
			all[p][part] = p.String() + suffixes[part]
		}
	}
	return all
}()

// Sorted has the properties that lists of nodes of one label are sorted by through an index, each with the columns of
// that order before the id.
var Sorted = map[model.Property][]string{
	model.Name:         {Columns[model.Name][plan.Key]},
	model.NameZh:       {Columns[model.NameZh][plan.Key]},
	model.Title:        {Columns[model.Title][plan.Key]},
	model.FoundedYear:  {Columns[model.FoundedYear][plan.Whole]},
	model.ValuationUSD: {Columns[model.ValuationUSD][plan.Whole]},
	model.UnicornSince: {Columns[model.UnicornSince][plan.Earliest], Columns[model.UnicornSince][plan.Latest]},
	model.AnnouncedOn:  {Columns[model.AnnouncedOn][plan.Earliest], Columns[model.AnnouncedOn][plan.Latest]},
	model.PublishedOn:  {Columns[model.PublishedOn][plan.Earliest], Columns[model.PublishedOn][plan.Latest]},
}

// onlyOn returns a value that is read for nodes with some labels only, and is null for others.
func (r *renderer) onlyOn(s scope, on model.LabelSet, value string) string {
	if on == 0 {
		return value
	}
	return "CASE WHEN " + r.hasLabel(s, on) + " THEN " + value + " END"
}

// column returns the expression for one column.
func (r *renderer) column(s scope, c plan.Column) string {
	stored := func(part plan.Part) string { return s.entity(c.Of) + "." + Columns[c.Property][part] }
	switch {
	case c.Part == plan.Kind:
		return s.kind()
	case c.Currency != "":
		return "CASE WHEN " + stored(plan.Currency) + " = " + r.arg(c.Currency) + " THEN " + stored(c.Part) + " END"
	case c.Part == plan.Year:
		return "(" + stored(plan.Earliest) + " / " + yearUnit + ")"
	case c.Part == plan.Expiry: // a float, since an integer sum beyond 64 bits is an error
		years := farNode(plan.Incoming, s.entity(c.Of)) + "." + Columns[model.ValidityYears][plan.Whole]
		return "(toFloat(" + stored(plan.Whole) + ") + " + years + ")"
	case c.Part == plan.Moment:
		return "(" + stored(plan.Earliest) + " * " + momentUnit + " + " + stored(plan.Latest) + ")"
	}
	return stored(c.Part)
}

// The divisor that returns the year of a day, and the factor of the first day in a moment.
var (
	yearUnit   = strconv.Itoa(10_000)
	momentUnit = strconv.Itoa(plan.MomentUnit)
)

// kind returns the node's own label. It is a constant if the node can have only one.
func (s scope) kind() string {
	list := s.labels.Labels()
	if len(list) == 1 && !s.absent {
		return "'" + list[0].String() + "'"
	}
	cases := "CASE"
	for _, label := range list {
		cases += " WHEN " + s.node() + ":" + label.String() + " THEN '" + label.String() + "'"
	}
	return cases + " END"
}

// comparable returns the expression that the values of a column are compared by.
func (r *renderer) comparable(s scope, c plan.Column) string {
	column := r.column(s, c)
	if !isOrderedText(c) {
		return column
	}
	return "coalesce(" + column + OrderSuffix + ", " + column + ")"
}

// comparableArg adds an argument that is compared with a column by order, and returns its parameter.
func (r *renderer) comparableArg(c plan.Column, value any) string {
	if text, isText := value.(string); isText && isOrderedText(c) {
		return r.arg(OrderText(text))
	}
	return r.arg(value)
}
