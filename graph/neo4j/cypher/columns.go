package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A property of several parts is kept as several properties of Neo4j: the one that lists are sorted by has the
// property's own name, the others add the part to it. All values are integers, texts, truth values and lists of texts,
// so that each compares as the model says.

// FactLabel is carried by every node beside its own label, since ids are unique over all of them.
const FactLabel = "Fact"

var suffixes = [...]string{
	plan.Key: "Key", plan.Currency: "Currency", plan.USD: "Usd", plan.Latest: "Latest", plan.Precision: "Precision",
}

// Columns maps each property to its names in the database by part, empty where it has no such part.
var Columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		name, c := p.String(), &all[p]
		switch p.Type() {
		case model.MoneyType:
			c[plan.Units] = name
			c[plan.Currency], c[plan.USD] = name+suffixes[plan.Currency], name+suffixes[plan.USD]
		case model.DateType:
			c[plan.Earliest] = name
			c[plan.Latest], c[plan.Precision] = name+suffixes[plan.Latest], name+suffixes[plan.Precision]
		case model.FoldedText:
			c[plan.Whole], c[plan.Key] = name, name+suffixes[plan.Key]
		case model.Text, model.Int, model.Bool, model.Enum, model.Amount, model.TextList, model.IDList, model.Reference:
			c[plan.Whole] = name
		default:
			panic("cypher: a property of an unknown type")
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

// onlyOn writes a value that is read for nodes of some labels only.
func (r *renderer) onlyOn(s scope, on model.LabelSet, write func()) {
	if on == 0 {
		write()
		return
	}
	r.write("CASE WHEN ")
	r.hasLabel(s, on)
	r.write(" THEN ")
	write()
	r.write(" END")
}

// column writes the expression for one value.
func (r *renderer) column(s scope, c plan.Column) {
	if c.Part == plan.Kind {
		r.kind(s)
		return
	}
	stored := func(part plan.Part) {
		r.entity(s, c.Of)
		r.write(".", Columns[c.Property][part])
	}
	switch {
	case c.Currency != "":
		r.write("CASE WHEN ")
		stored(plan.Currency)
		r.write(" = ", r.arg(c.Currency), " THEN ")
		stored(c.Part)
		r.write(" END")
	case c.Part == plan.Year:
		r.write("(")
		stored(plan.Earliest)
		r.write(" / ", yearUnit, ")")
	case c.Part == plan.Expiry:
		r.write("(toFloat(") // since a sum of integers beyond 64 bits is an error
		stored(plan.Whole)
		r.write(") + startNode(")
		r.entity(s, c.Of)
		r.write(").", Columns[model.ValidityYears][plan.Whole], ")")
	case c.Part == plan.Moment:
		r.write("(")
		stored(plan.Earliest)
		r.write(" * ", momentUnit, " + ")
		stored(plan.Latest)
		r.write(")")
	default:
		stored(c.Part)
	}
}

// What the first day of a date is divided by for its year, and counts in a moment.
var (
	yearUnit   = strconv.Itoa(10_000)
	momentUnit = strconv.Itoa(plan.MomentUnit)
)

// kind writes the node's own label: a constant where it can have but one.
func (r *renderer) kind(s scope) {
	list := s.labels.Labels()
	if len(list) == 1 && !s.absent {
		r.write("'", list[0].String(), "'")
		return
	}
	r.write("CASE")
	for _, label := range list {
		r.write(" WHEN ")
		r.entity(s, plan.OfNode)
		r.write(":", label.String(), " THEN '", label.String(), "'")
	}
	r.write(" END")
}

// comparable writes what the values of a column are compared by.
func (r *renderer) comparable(s scope, c plan.Column) {
	if !isOrderedText(c) {
		r.column(s, c)
		return
	}
	r.write("coalesce(")
	r.column(s, c)
	r.write(OrderSuffix, ", ")
	r.column(s, c)
	r.write(")")
}

// comparableArg gives a value that is compared by order a place.
func (r *renderer) comparableArg(c plan.Column, value any) string {
	if text, isText := value.(string); isText && isOrderedText(c) {
		return r.arg(OrderText(text))
	}
	return r.arg(value)
}
