package export

import (
	"encoding/binary"
	"math"
)

// storage is how the values of a column are stored.
type storage uint8

const (
	texts    storage = iota // UTF-8
	integers                // 64 bits
	decimals                // 128 bits, in hundredths
	floats                  // 64 bits
	booleans                // a bit each
	days                    // 32 bits, from 1970-01-01 on
	lists                   // of texts
)

// column holds the values that a column has in a batch, in the buffers of Arrow's columnar format,
// https://arrow.apache.org/docs/format/Columnar.html: numbers are little-endian, bits begin with the lowest. A value
// that is not known has its place among those of a fixed width.
type column struct {
	name     string
	of       storage
	rows     int
	unknown  int     // of the rows
	known    []byte  // a bit each
	ends     []byte  // of texts and lists: where each ends, in bytes or elements; the first of these is 0 and ends nothing
	values   []byte  // of all but lists
	elements *column // of lists
}

func newColumn(name string, of storage) *column {
	c := &column{name: name, of: of}
	if of == lists {
		c.elements = newColumn("element", texts)
	}
	c.clear()
	return c
}

// clear removes the values, and keeps the memory for the next.
func (c *column) clear() {
	c.rows, c.unknown = 0, 0
	c.known, c.ends, c.values = c.known[:0], c.ends[:0], c.values[:0]
	if c.of == texts || c.of == lists {
		c.ends = append(c.ends, 0, 0, 0, 0)
	}
	if c.elements != nil {
		c.elements.clear()
	}
}

// row adds a row, whose value follows where it is known.
func (c *column) row(known bool) {
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

// null adds a value that is not known.
func (c *column) null() {
	c.row(false)
	switch c.of {
	case texts, lists:
		c.end()
	case integers, floats:
		c.values = append(c.values, 0, 0, 0, 0, 0, 0, 0, 0)
	case decimals:
		c.values = append(c.values, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	case booleans:
		c.bit(false)
	case days:
		c.values = append(c.values, 0, 0, 0, 0)
	default:
		panic("export: a column of no known storage")
	}
}

// end says that a text or a list ends with what there is.
func (c *column) end() {
	n := len(c.values)
	if c.of == lists {
		n = c.elements.rows
	}
	c.ends = binary.LittleEndian.AppendUint32(c.ends, uint32(n))
}

func (c *column) text(s string) {
	c.row(true)
	c.values = append(c.values, s...)
	c.end()
}

func (c *column) integer(n int64) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint64(c.values, uint64(n))
}

func (c *column) decimal(hundredths int64) {
	c.integer(hundredths)
	c.values = binary.LittleEndian.AppendUint64(c.values, uint64(hundredths>>63))
}

func (c *column) float(f float64) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(f))
}

func (c *column) boolean(b bool) {
	c.row(true)
	c.bit(b)
}

// bit adds to the values of the row that was added last.
func (c *column) bit(b bool) {
	bit := (c.rows - 1) % 8
	if bit == 0 {
		c.values = append(c.values, 0)
	}
	if b {
		c.values[len(c.values)-1] |= 1 << bit
	}
}

func (c *column) day(since1970 int32) {
	c.row(true)
	c.values = binary.LittleEndian.AppendUint32(c.values, uint32(since1970))
}

func (c *column) list(of []string) {
	c.row(true)
	for _, s := range of {
		c.elements.text(s)
	}
	c.end()
}

// textBytes returns how many bytes the texts have.
func (c *column) textBytes() int {
	switch c.of {
	case texts:
		return len(c.values)
	case lists:
		return len(c.elements.values)
	case integers, decimals, floats, booleans, days:
		return 0
	default:
		panic("export: a column of no known storage")
	}
}

// isKnown reports whether the value of a row is known.
func (c *column) isKnown(row int) bool { return c.known[row/8]>>(row%8)&1 != 0 }

// span returns where the text or the list of a row begins and ends.
func (c *column) span(row int) (from, to int) {
	ends := c.ends[4*row:]
	return int(binary.LittleEndian.Uint32(ends)), int(binary.LittleEndian.Uint32(ends[4:]))
}

// word returns the first 64 bits of the value of a row, of a width in bytes.
func (c *column) word(row, width int) uint64 { return binary.LittleEndian.Uint64(c.values[width*row:]) }
