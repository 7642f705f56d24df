package store

import "unsafe"

// Record is the answer to a plan: a tree of values in the plan's order, kept flat, each list before its elements. The
// texts of its cells are parts of a few long texts, so that it takes little beside them.
type Record struct {
	cells []cell
	texts []string
	size  int
}

// cell is one value. It holds no pointer, since a record has very many of them.
type cell struct {
	num  int64 // Integer and Bool: the value; List: the index after its last element; texts: the place, see textAt
	in   int32 // texts: the index of the text that holds it
	kind CellKind
}

// cellSize is how many bytes a cell takes.
const cellSize = int(unsafe.Sizeof(cell{}))

// textAt returns the num of a text that begins at a byte and has so many.
func textAt(begin, bytes int) int64 { return int64(begin)<<32 | int64(bytes) }

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
	text := r.JSON(i)
	if r.cells[i].kind != JSONString {
		return text
	}
	return text[1 : len(text)-1]
}

// JSON returns the text of a JSONString as JSON, with its quotes.
func (r *Record) JSON(i int) string {
	c := &r.cells[i]
	begin := c.num >> 32
	return r.texts[c.in][begin : begin+c.num&(1<<32-1)]
}

// Next returns the index of the cell after i and all that it holds.
func (r *Record) Next(i int) int {
	if c := &r.cells[i]; c.kind == List {
		return int(c.num)
	}
	return i + 1
}

// Size returns about how many bytes the record's values have as JSON.
func (r *Record) Size() int { return r.size }
