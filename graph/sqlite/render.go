package sqlite

import (
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// Render writes a plan as one SELECT of one JSON text, and its arguments in the order of their places. Two plans that
// differ in values alone, not in nulls among the values of After, give the same text.
//
// Each list picks before it projects: an inner SELECT finds the keys of the page, and the outer one joins and builds
// JSON for those rows only.
func Render(p *plan.Plan) (text string, args []any) {
	r := renderer{text: make([]byte, 0, 2048)}
	r.write("SELECT ")
	r.row(scope{}, p.Row)
	return string(r.text), r.args
}

// renderer writes from left to right, so that arguments come in the order of their places.
type renderer struct {
	text  []byte
	args  []any
	depth int // how deep the part being written is nested, for indentation
	rows  int // how many aliases have been given out
}

// scope is what the items of a row can name: the number of its aliases.
type scope struct{ row int }

func (r *renderer) write(parts ...string) {
	for _, s := range parts {
		r.text = append(r.text, s...)
	}
}

func (r *renderer) line() {
	r.text = append(r.text, '\n')
	for range r.depth {
		r.text = append(r.text, ' ', ' ')
	}
}

func (r *renderer) arg(value any) {
	r.text = append(r.text, '?')
	r.args = append(r.args, value)
}

// column writes alias.name, where the alias is that of the row's node or relationship.
func (r *renderer) column(s scope, of plan.Entity, name string) {
	if of == plan.OfRelationship {
		r.text = append(r.text, 'r')
	} else {
		r.text = append(r.text, 'n')
	}
	r.text = strconv.AppendInt(r.text, int64(s.row), 10)
	r.write(".", name)
}

// row writes a row's values as a JSON array.
func (r *renderer) row(s scope, row plan.Row) {
	r.write("json_array(")
	r.depth++
	for i, item := range row.Items {
		if i > 0 {
			r.write(", ")
		}
		r.item(s, item)
	}
	r.depth--
	r.write(")")
}

func (r *renderer) item(s scope, item plan.Item) {
	switch item := item.(type) {
	case plan.Column:
		if item.Property.Type() == model.TextList {
			// A text column has lost its JSON subtype.
			r.write("json(")
			r.value(s, item)
			r.write(")")
			return
		}
		r.value(s, item)
	case *plan.Count:
		r.onlyOn(s, item.On, func() { r.count(s, item) })
	case *plan.List:
		r.onlyOn(s, item.On, func() { r.list(s, item) })
	case *plan.One:
		r.onlyOn(s, item.On, func() { r.one(s, item) })
	}
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

// value writes the expression for one column.
func (r *renderer) value(s scope, c plan.Column) {
	switch {
	case c.Part == plan.Kind:
		r.column(s, plan.OfNode, "label")
	case c.Property == model.RoundID:
		r.write("(SELECT id FROM node WHERE key = ")
		r.column(s, c.Of, columns[c.Property][plan.Whole])
		r.write(")")
	default:
		r.column(s, c.Of, columns[c.Property][c.Part])
	}
}

func (r *renderer) count(s scope, c *plan.Count) {
	r.rows++
	inner := scope{r.rows}
	r.write("(SELECT count(*) FROM ")
	r.from(s, inner, c.From, needsNode(c.From, c.Where, nil))
	r.filter(s, inner, c.From, c.Where, nil)
	r.write(")")
}

func (r *renderer) one(s scope, one *plan.One) {
	r.rows++
	inner := scope{r.rows}
	r.write("json((SELECT ")
	r.row(inner, one.Row)
	r.depth++
	r.line()
	r.write("FROM ")
	r.from(s, inner, one.From, true)
	r.filter(s, inner, one.From, nil, nil)
	r.write(" LIMIT 1))")
	r.depth--
}

// Explain returns the statement that Run sends.
func (s *Store) Explain(p *plan.Plan) (store.Statement, error) {
	text, args := Render(p)
	return store.Statement{Language: "SQL", Text: text, Args: args}, nil
}
