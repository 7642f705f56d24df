package sql

import "github.com/stakegraph/stakegraph/graph/plan"

// SetAside is the function by which a statement hands over parts of its answer while it makes them, so that one that
// reads too much is stopped before SQLite has put its one row together, where each part would be several times. Its
// arguments are a token and a text. It returns a number with a fraction, which no value of the graph is: the whole
// number before it counts the parts that came earlier. Of null it returns null.
const SetAside = "stakegraph_set_aside"

// Token stands among the arguments of a statement for the answer that a part belongs to. Who sends the statement puts a
// number in its place.
type Token struct{}

// SmallPart is how many objects a plan has at most whose answer is handed over whole, and a part that is set aside as one
// text.
const SmallPart = 50_000

// aside writes what begins a part that is set aside as a whole, where the plan is large and the part is small, and
// returns what writes its end. Nothing within the part is set aside then. Of a larger part, its own parts are.
func (r *renderer) aside(rows int, row plan.Row) (end func()) {
	if !r.large || !r.isSmall(rows, row) {
		return func() {}
	}
	r.write(SetAside, "(", r.arg(Token{}), ", ")
	r.large = false
	return func() {
		r.write(")")
		r.large = true
	}
}

// isSmall reports whether so many rows have few enough objects to be one text.
func (r *renderer) isSmall(rows int, row plan.Row) bool {
	each := 1 + r.plan.ObjectsOf(row, r.small)
	return each <= r.small && rows <= r.small/each
}
