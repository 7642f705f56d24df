package store

// Record is the answer to a plan: a tree of values in the plan's order, kept flat, each list before its elements.
type Record struct {
	cells []cell
	size  int
}

type cell struct {
	kind CellKind
	num  int64  // Integer and Bool: the value; List: the index after its last element
	text string // String: the value; JSONString: the value as JSON, with its quotes
}

// CellKind is what a cell holds.
type CellKind uint8

// The kinds of cells. A text is kept as JSON where the store gave it so and without escapes, since most texts go to the
// client unchanged.
const (
	Null CellKind = iota
	Integer
	Bool
	String
	JSONString
	List
)

// Root returns the index of the record's outermost list.
func (r *Record) Root() int { return 0 }

// Kind returns the kind of cell i.
func (r *Record) Kind(i int) CellKind { return r.cells[i].kind }

// Int returns the value of an Integer, and of a Bool 0 or 1.
func (r *Record) Int(i int) int64 { return r.cells[i].num }

// Text returns the value of a String or a JSONString.
func (r *Record) Text(i int) string {
	c := &r.cells[i]
	if c.kind != JSONString {
		return c.text
	}
	return c.text[1 : len(c.text)-1]
}

// JSON returns the text of a JSONString as JSON, with its quotes.
func (r *Record) JSON(i int) string { return r.cells[i].text }

// Next returns the index of the cell after i and all that it holds.
func (r *Record) Next(i int) int {
	if c := &r.cells[i]; c.kind == List {
		return int(c.num)
	}
	return i + 1
}

// Size returns about how many bytes the record's values have as JSON.
func (r *Record) Size() int { return r.size }
