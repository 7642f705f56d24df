package store

import "unsafe"

// Record is the answer to a plan: a tree of values in the order of the plan. It is stored as a flat list, in which each
// list precedes its elements. The texts of cells are substrings of a few long texts, so that cells need little
// additional memory.
type Record struct {
	cells []cell
	texts []string
	size  int
}

// cell is one value. It contains no pointer, since a record has very many cells.
type cell struct {
	num  int64 // Integer and Bool: the value; List: the index after its last element; texts: the position, see textAt
	in   int32 // texts: the index of the text that contains it
	kind CellKind
}

// cellSize is the size of a cell in bytes.
const cellSize = int(unsafe.Sizeof(cell{}))

// textAt returns the num of a text with an offset and a length in bytes.
func textAt(begin, bytes int) int64 { return int64(begin)<<32 | int64(bytes) }

// CellKind is the kind of a cell's value.
type CellKind uint8

// The kinds of cells. A text without escapes that the store returned as JSON stays JSON, since most texts go to the
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

// Int returns the value of an Integer, and 0 or 1 for a Bool.
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

// Next returns the index of the cell after i and its elements.
func (r *Record) Next(i int) int {
	if c := &r.cells[i]; c.kind == List {
		return int(c.num)
	}
	return i + 1
}

// Size returns the approximate number of bytes of the record as JSON.
func (r *Record) Size() int { return r.size }
