package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A property of several parts is kept as several properties of Neo4j: the one that lists are sorted by has the
// property's own name, the others add the part to it. All values are integers, texts, truth values and lists of texts,
// so that each compares as the model says.

// FactLabel is a label of every node beside its own, since ids are unique over all of them.
const FactLabel = "Fact"

var suffixes = [...]string{
	plan.Key: "Key", plan.Currency: "Currency", plan.USD: "Usd", plan.Latest: "Latest", plan.Precision: "Precision",
}

// Columns maps each property to its names in the database by part, empty where it has no such part.
var Columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		for _, part := range plan.StoredParts(p) {
			all[p][part] = p.String() + suffixes[part]
		}
	}
	return all
}()

// Sorted holds the properties that lists of nodes of one label are read in the order of through an index, each with
// the columns of that order before the id.
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

// onlyOn returns a value that is read for nodes of some labels only.
func (r *renderer) onlyOn(s scope, on model.LabelSet, value string) string {
	if on == 0 {
		return value
	}
	return "CASE WHEN " + r.hasLabel(s, on) + " THEN " + value + " END"
}

// column returns the expression for one value.
func (r *renderer) column(s scope, c plan.Column) string {
	stored := func(part plan.Part) string { return s.entity(c.Of) + "." + Columns[c.Property][part] }
	switch {
	case c.Part == plan.Kind:
		return s.kind()
	case c.Currency != "":
		return "CASE WHEN " + stored(plan.Currency) + " = " + r.arg(c.Currency) + " THEN " + stored(c.Part) + " END"
	case c.Part == plan.Year:
		return "(" + stored(plan.Earliest) + " / " + yearUnit + ")"
	case c.Part == plan.Expiry: // as a float, since a sum of integers beyond 64 bits is an error
		years := farNode(plan.Incoming, s.entity(c.Of)) + "." + Columns[model.ValidityYears][plan.Whole]
		return "(toFloat(" + stored(plan.Whole) + ") + " + years + ")"
	case c.Part == plan.Moment:
		return "(" + stored(plan.Earliest) + " * " + momentUnit + " + " + stored(plan.Latest) + ")"
	}
	return stored(c.Part)
}

// What the first day of a date is divided by for its year, and counts in a moment.
var (
	yearUnit   = strconv.Itoa(10_000)
	momentUnit = strconv.Itoa(plan.MomentUnit)
)

// kind is the node's own label: a constant where it can have but one.
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

// comparable returns what the values of a column are compared by.
func (r *renderer) comparable(s scope, c plan.Column) string {
	column := r.column(s, c)
	if !isOrderedText(c) {
		return column
	}
	return "coalesce(" + column + OrderSuffix + ", " + column + ")"
}

// comparableArg gives a value that is compared by order a place.
func (r *renderer) comparableArg(c plan.Column, value any) string {
	if text, isText := value.(string); isText && isOrderedText(c) {
		return r.arg(OrderText(text))
	}
	return r.arg(value)
}
