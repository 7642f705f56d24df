package neo4j

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

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
		r.write(".", columns[c.Property][part])
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
		r.write(").", columns[model.ValidityYears][plan.Whole], ")")
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
