package columnar

import (
	"encoding/binary"
	"math"
)

// Storage is how the values of a column are stored.
type Storage uint8

// The storages.
const (
	Texts    Storage = iota // UTF-8
	Integers                // 64 bits
	Decimals                // 128 bits, in hundredths
	Floats                  // 64 bits
	Booleans                // a bit each
	Days                    // 32 bits, from 1970-01-01 on
	Lists                   // of texts
)

// File writes rows, as Arrow or as Parquet.
type File interface {
	// Write writes the rows of the columns, which are as many in each.
	Write(columns []*Column) error
	// Close ends the file. It does not close what is written to.
	Close() error
}

// MostBytes is how much text a batch has before it is written, and what the last row brings beyond that.
const MostBytes = 4 << 20

// Column holds the values that a column has in a batch, in the buffers of Arrow's columnar format,
// https://arrow.apache.org/docs/format/Columnar.html: numbers are little-endian, bits begin with the lowest. A value
// that is not known has its place among those of a fixed width.
type Column struct {
	name     string
	of       Storage
	rows     int
	unknown  int     // of the rows
	known    []byte  // a bit each
	ends     []byte  // of texts and lists: where each ends, in bytes or elements; the first of these is 0 and ends nothing
	values   []byte  // of all but lists
	elements *Column // of lists
}

// New returns an empty column.
func New(name string, of Storage) *Column {
	c := &Column{name: name, of: of}
	if of == Lists {
		c.elements = New("element", Texts)
	}
	c.Clear()
	return c
}

// Clear removes the values, and keeps the memory for the next.
func (c *Column) Clear() {
	c.rows, c.unknown = 0, 0
	c.known, c.ends, c.values = c.known[:0], c.ends[:0], c.values[:0]
	if c.of == Texts || c.of == Lists {
		c.ends = append(c.ends, 0, 0, 0, 0)
	}
	if c.elements != nil {
		c.elements.Clear()
	}
}

// row adds a row, whose value follows where it is known.
func (c *Column) row(known bool) {
	bit := c.rows % 8
	if bit == 0 {
		c.known = append(c.known, 0)
	}
	if known {
		c.known[c.rows/8] |= 1 << bit
	} else {
		c.unknown++
	}
	c.rows++
}

// Null adds a value that is not known.
func (c *Column) Null() {
	c.row(false)
	switch c.of {
	case Texts, Lists:
		c.end()
	case Booleans:
		c.bit(false)
	case Integers, Decimals, Floats, Days:
		c.values = append(c.values, make([]byte, widths[c.of])...)
	default:
		panic("columnar: unknown storage of a column")
	}
}

// widths are how many bytes a value has, of the storages of which all values have the same.
var widths = [...]int{Integers: 8, Decimals: 16, Floats: 8, Days: 4}

// end says that a text or a list ends with what there is.
func (c *Column) end() {
	n := len(c.values)
	if c.of == Lists {
		n = c.elements.rows
	}
	c.ends = binary.LittleEndian.AppendUint32(c.ends, uint32(n))
}

// Text adds a text.
func (c *Column) Text(s string) {
	c.row(true)
	c.values = append(c.values, s...)
	c.end()
}

// Integer adds a number or, to a column of decimals, hundredths.
func (c *Column) Integer(n int64) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint64(c.values, uint64(n))
	if c.of == Decimals {
		c.values = binary.LittleEndian.AppendUint64(c.values, uint64(n>>63))
	}
}

// Float adds a number.
func (c *Column) Float(f float64) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(f))
}

// Boolean adds true or false.
func (c *Column) Boolean(b bool) {
	c.row(true)
	c.bit(b)
}

// bit adds to the values of the row that was added last.
func (c *Column) bit(b bool) {
	bit := (c.rows - 1) % 8
	if bit == 0 {
		c.values = append(c.values, 0)
	}
	if b {
		c.values[len(c.values)-1] |= 1 << bit
	}
}

// Day adds a day.
func (c *Column) Day(since1970 int32) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint32(c.values, uint32(since1970))
}

// List adds a list of texts.
func (c *Column) List(of []string) {
	c.row(true)
	for _, s := range of {
		c.elements.Text(s)
	}
	c.end()
}

// textBytes returns how many bytes the texts have.
func (c *Column) textBytes() int {
	switch {
	case c.of == Texts:
		return len(c.values)
	case c.of == Lists:
		return len(c.elements.values)
	}
	return 0
}

// isKnown reports whether the value of a row is known.
func (c *Column) isKnown(row int) bool { return c.known[row/8]>>(row%8)&1 != 0 }

// span returns where the text or the list of a row begins and ends.
func (c *Column) span(row int) (from, to int) {
	ends := c.ends[4*row:]
	return int(binary.LittleEndian.Uint32(ends)), int(binary.LittleEndian.Uint32(ends[4:]))
}

// word returns the first 64 bits of the value of a row, of a width in bytes.
func (c *Column) word(row, width int) uint64 { return binary.LittleEndian.Uint64(c.values[width*row:]) }
