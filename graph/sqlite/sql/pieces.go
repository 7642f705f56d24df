package sql

import "github.com/stakegraph/stakegraph/graph/plan"

// SetAside is the function that moves a part of the answer out of a statement while it runs. A statement that reads too
// much can thus be stopped before SQLite builds its single row, for which SQLite would copy each part several times.
// Its arguments are a token and a text. It returns a number with a fraction, which no value of the graph has. The
// integer part is the number of parts before this one. The result for null is null.
const SetAside = "stakegraph_set_aside"

// Token is the argument that identifies the answer of a part. The sender of the statement replaces it with a number.
type Token struct{}

// SmallPart is the largest number of objects of a plan whose answer is returned whole, and of a part that is set aside
// as one text.
const SmallPart = 50_000

// aside writes the start of a part that is set aside whole, and returns a function that writes its end. It does so if
// the plan is large and the part is small. Nothing inside the part is set aside separately. The parts of a larger part
// are.
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

// isSmall reports whether the rows have few enough objects for one text.
func (r *renderer) isSmall(rows int, row plan.Row) bool {
	each := 1 + r.plan.ObjectsOf(row, r.small)
	return each <= r.small && rows <= r.small/each
}
