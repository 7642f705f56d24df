package columnar

import (
	"encoding/binary"
	"math"
)

// Storage is the storage format of a column's values.
type Storage uint8

// The storage formats.
const (
	Texts    Storage = iota // UTF-8
	Integers                // 64 bits
	Decimals                // 128 bits, in hundredths
	Floats                  // 64 bits
	Booleans                // one bit each
	Days                    // 32 bits, days since 1970-01-01
	Lists                   // of texts
)

// File writes rows to an Arrow or Parquet file.
type File interface {
	// Write writes the rows of the columns. All columns have the same number of rows.
	Write(columns []*Column) error
	// Close ends the file. It does not close the underlying writer.
	Close() error
}

// MostBytes is the size of the texts at which a batch is written. The last row can exceed it.
const MostBytes = 4 << 20

// Column has the values of a column in a batch, in the buffers of Arrow's columnar format,
// https://arrow.apache.org/docs/format/Columnar.html: numbers are little-endian, and the lowest bit comes first.
// Columns with values of a fixed width also have space for unknown values.
type Column struct {
	name     string
	of       Storage
	rows     int
	unknown  int     // the number of unknown values
	known    []byte  // one bit each
	ends     []byte  // of texts and lists: the end offset of each, in bytes or elements, after an initial 0
	values   []byte  // of all storage formats but lists
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

// Clear removes the values, and keeps the memory for reuse.
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

// row adds a row. If known is true, its value follows.
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

// Null adds an unknown value.
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

// widths has the bytes of a value, for storage formats with a fixed width.
var widths = [...]int{Integers: 8, Decimals: 16, Floats: 8, Days: 4}

// end adds the end offset of a text or a list.
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

// Integer adds an integer. In a column of Decimals, it is a number of hundredths.
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

// Boolean adds a boolean.
func (c *Column) Boolean(b bool) {
	c.row(true)
	c.bit(b)
}

// bit adds the value of the last row to the bits.
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

// textBytes returns the number of bytes of the texts.
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

// span returns the start and end offset of the text or the list of a row.
func (c *Column) span(row int) (from, to int) {
	ends := c.ends[4*row:]
	return int(binary.LittleEndian.Uint32(ends)), int(binary.LittleEndian.Uint32(ends[4:]))
}

// word returns the first 64 bits of the value of a row. The width of a value is in bytes.
func (c *Column) word(row, width int) uint64 { return binary.LittleEndian.Uint64(c.values[width*row:]) }
