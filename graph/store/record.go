package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Record is the answer to a plan: a tree of values in the plan's order, kept flat, each list before its elements.
type Record struct {
	cells []cell
}

type cell struct {
	kind CellKind
	num  int64  // Integer and Bool: the value; List: the index after its last element
	text string // Text: the value; JSONText: the value as JSON, with its quotes
}

// CellKind is what a cell holds.
type CellKind uint8

// The kinds of cells. A text is kept as JSON where the store gave it so, since most texts go to the client unchanged.
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
	if strings.IndexByte(c.text, '\\') < 0 {
		return c.text[1 : len(c.text)-1]
	}
	return unquote(c.text)
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

// Len returns the number of cells, every list counting with its elements.
func (r *Record) Len() int { return len(r.cells) }

// Builder makes a record, cell by cell, for a store that decodes values one by one.
type Builder struct {
	record Record
	open   []int
}

// Null appends a null.
func (b *Builder) Null() { b.record.cells = append(b.record.cells, cell{kind: Null}) }

// Int appends an integer.
func (b *Builder) Int(n int64) { b.record.cells = append(b.record.cells, cell{kind: Integer, num: n}) }

// Bool appends a truth value.
func (b *Builder) Bool(v bool) {
	c := cell{kind: Bool}
	if v {
		c.num = 1
	}
	b.record.cells = append(b.record.cells, c)
}

// Text appends a text.
func (b *Builder) Text(s string) {
	b.record.cells = append(b.record.cells, cell{kind: String, text: s})
}

// Open begins a list; what is appended until Close is its elements.
func (b *Builder) Open() {
	b.open = append(b.open, len(b.record.cells))
	b.record.cells = append(b.record.cells, cell{kind: List})
}

// Close ends the list begun last.
func (b *Builder) Close() {
	i := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	b.record.cells[i].num = int64(len(b.record.cells))
}

// Record returns the record made; the builder is not to be used any more.
func (b *Builder) Record() *Record { return &b.record }

// errMalformed is an internal fault: a store's database gave something that no statement of ours can give.
var errMalformed = errors.New("record is malformed")

// ParseRecord reads a record from JSON whose numbers are integers. It keeps parts of text, which is not to change.
func ParseRecord(text string) (*Record, error) {
	r := &Record{cells: make([]cell, 0, len(text)/10+4)}
	var open []int
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ',' || c == ' ' || c == '\n':
			i++
		case c == '[':
			open = append(open, len(r.cells))
			r.cells = append(r.cells, cell{kind: List})
			i++
		case c == ']':
			if len(open) == 0 {
				return nil, fmt.Errorf("%w: a list ends that did not begin", errMalformed)
			}
			r.cells[open[len(open)-1]].num = int64(len(r.cells))
			open = open[:len(open)-1]
			i++
		case c == '"':
			end := stringEnd(text, i+1)
			if end < 0 {
				return nil, fmt.Errorf("%w: a text does not end", errMalformed)
			}
			r.cells = append(r.cells, cell{kind: JSONString, text: text[i:end]})
			i = end
		case c == '-' || '0' <= c && c <= '9':
			end := i + 1
			for end < len(text) && '0' <= text[end] && text[end] <= '9' {
				end++
			}
			n, err := strconv.ParseInt(text[i:end], 10, 64)
			if err != nil || end < len(text) && strings.IndexByte(".eE", text[end]) >= 0 {
				return nil, fmt.Errorf("%w: a number is not an integer", errMalformed)
			}
			r.cells = append(r.cells, cell{kind: Integer, num: n})
			i = end
		case strings.HasPrefix(text[i:], "null"):
			r.cells = append(r.cells, cell{kind: Null})
			i += len("null")
		case strings.HasPrefix(text[i:], "true"):
			r.cells = append(r.cells, cell{kind: Bool, num: 1})
			i += len("true")
		case strings.HasPrefix(text[i:], "false"):
			r.cells = append(r.cells, cell{kind: Bool})
			i += len("false")
		default:
			return nil, fmt.Errorf("%w: unexpected %q at byte %d", errMalformed, c, i)
		}
	}
	if len(open) != 0 || len(r.cells) == 0 || r.Next(0) != len(r.cells) {
		return nil, fmt.Errorf("%w: it is not one whole list", errMalformed)
	}
	return r, nil
}

// stringEnd returns the index after the quote that ends the JSON string whose first character is at i, or -1.
func stringEnd(text string, i int) int {
	for {
		quote := strings.IndexByte(text[i:], '"')
		if quote < 0 {
			return -1
		}
		end := i + quote
		backslashes := 0
		for k := end - 1; k >= i && text[k] == '\\'; k-- {
			backslashes++
		}
		if backslashes%2 == 0 {
			return end + 1
		}
		i = end + 1
	}
}
