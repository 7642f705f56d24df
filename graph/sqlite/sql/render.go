package sql

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Query is a SELECT with the values of its parameters.
type Query struct {
	Text  string
	Args  []any // in the order of the parameters
	Width int   // the number of columns of a row
}

// Render writes a plan as one SELECT that returns one row, with a column for each item of the plan's row, and its
// arguments in order. Lists, single nodes, groups and text aggregates are JSON texts, unless they are set aside. Two
// plans give the same text if they differ only in values. Nulls among the values of After, and which aggregates read
// the same rows, change the text.
//
// Each list selects before it projects: an inner SELECT finds the keys of the page, and the outer SELECT joins and
// builds JSON for these rows only.
//
// If the plan has more than small objects, parts with at most small objects are set aside.
func Render(p *plan.Plan, small int) Query {
	r := renderer{statement: statement{text: make([]byte, 0, 512), depth: 1}, plan: p, small: small}
	r.large = p.Objects(small+1) > small
	r.write("SELECT")
	for i, item := range p.Row.Items {
		if i > 0 {
			r.write(",")
		}
		r.line()
		switch item := item.(type) {
		case *plan.TotalCount:
			r.count(scope{}, item)
		case *plan.List:
			r.list(scope{}, item)
		case *plan.One:
			r.one(scope{}, item)
		case *plan.Aggregate:
			if item.IsText() {
				r.write("json_quote(")
				r.aggregate(scope{}, item)
				r.write(")")
				break
			}
			r.aggregate(scope{}, item)
		case *plan.Groups:
			r.groups(scope{}, item)
		case *plan.GroupCount:
			r.countGroups(scope{}, item)
		default:
			panic("sql: an item that the plan's own row has not")
		}
	}
	return Query{string(r.text), r.args, len(p.Row.Items)}
}

// renderer writes the SQL of a plan.
type renderer struct {
	statement
	rows int // the number of aliases in use
	// within is the number of conditions on relationships around the part that is being written.
	within int

	plan  *plan.Plan
	small int  // the largest number of objects of a small part
	large bool // whether parts of the text that is being written are set aside
}

// row writes the values of a row as a JSON array.
func (r *renderer) row(s scope, row plan.Row) {
	r.write("json_array(")
	r.depth++
	for i, item := range row.Items {
		if i > 0 {
			r.write(",")
		}
		if _, isColumn := item.(plan.Column); !isColumn {
			r.line()
		} else if i > 0 {
			r.write(" ")
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
			// The column is plain text for SQLite, without the JSON subtype.
			r.write("json(", r.value(s, item), ")")
			return
		}
		r.write(r.value(s, item))
	case *plan.TotalCount:
		r.onlyOn(s, item.On, func() { r.count(s, item) })
	case *plan.List:
		r.onlyOn(s, item.On, func() { r.json(func() { r.list(s, item) }) })
	case *plan.One:
		r.onlyOn(s, item.On, func() { r.json(func() { r.one(s, item) }) })
	case *plan.Aggregate:
		r.aggregate(s, item)
	case *plan.Groups:
		r.onlyOn(s, item.On, func() { r.json(func() { r.groups(s, item) }) })
	case *plan.GroupCount:
		r.onlyOn(s, item.On, func() { r.countGroups(s, item) })
	default:
		panic("sql: an item of an unknown kind")
	}
}

// json writes a subquery whose JSON is part of other JSON, because the value of a subquery has no JSON subtype. The
// number of a part that is set aside is valid JSON too.
func (r *renderer) json(subquery func()) {
	r.write("json(")
	subquery()
	r.write(")")
}

func (r *renderer) count(s scope, c *plan.TotalCount) {
	inner := r.inner(s, c.From)
	r.write("(SELECT count(*) FROM ")
	r.from(s, inner, c.From, needsNode(c.From, c.Where, nil))
	r.filter(&conjunction{}, s, inner, c.From, c.Where)
	r.write(")")
}

func (r *renderer) one(s scope, one *plan.One) {
	defer r.aside(1, one.Row)()
	inner := r.inner(s, one.From)
	inner.pages = inner.outer.Starts
	r.write("(SELECT ")
	r.row(inner, one.Row)
	r.depth++
	r.line("FROM ")
	r.from(s, inner, one.From, true)
	r.filter(&conjunction{}, s, inner, one.From, one.Where)
	r.write(" LIMIT 1)")
	r.depth--
}
