package export

import (
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// piece is the number of bytes that an output buffers before it writes.
const piece = 32 << 10

// output buffers the file. A format appends to bytes and calls sent after each node and edge.
type output struct {
	to    io.Writer
	bytes []byte
}

func newOutput(w io.Writer) output { return output{to: w, bytes: make([]byte, 0, piece+piece/2)} }

func (o *output) add(texts ...string) {
	for _, s := range texts {
		o.bytes = append(o.bytes, s...)
	}
}

// sent writes the buffer if it has the size of a piece.
func (o *output) sent() error {
	if len(o.bytes) < piece {
		return nil
	}
	return o.flush()
}

// flush writes the buffer.
func (o *output) flush() error {
	_, err := o.to.Write(o.bytes)
	o.bytes = o.bytes[:0]
	return err
}

// span adds the known days in quotes. The format has its own texts before and behind the name of each.
func (o *output) span(before, behind string, start, end int64) {
	if start != 0 {
		o.add(before, "start", behind)
		o.bytes = append(appendDay(o.bytes, start), '"')
	}
	if end != 0 {
		o.add(before, "end", behind)
		o.bytes = append(appendDay(o.bytes, end), '"')
	}
}

// appendInstead appends a text with some characters replaced. The function instead returns an empty text for characters
// that stay.
func appendInstead(b []byte, s string, instead func(c rune) string) []byte {
	from := 0
	for i, c := range s {
		if other := instead(c); other != "" {
			b = append(append(b, s[from:i]...), other...)
			from = i + utf8.RuneLen(c)
		}
	}
	return append(b, s[from:]...)
}

// document is a file with all nodes before all edges.
type document struct {
	output
	schema      *Schema
	middle, end string // the text between nodes and edges, and the text after the edges
	inEdges     bool
	count       int64 // of nodes or, once the edges have begun, of edges
}

func newDocument(w io.Writer, s *Schema, middle, end string) document {
	return document{output: newOutput(w), schema: s, middle: middle, end: end}
}

// toEdges ends the nodes and starts the edges, once.
func (d *document) toEdges() {
	if !d.inEdges {
		d.inEdges, d.count = true, 0
		d.add(d.middle)
	}
}

// Close ends the file.
func (d *document) Close() error {
	d.toEdges()
	d.add(d.end)
	return d.flush()
}

// appendPlain appends a value as text: a list as a JSON array, a date with its precision, money as an exact decimal
// number, and infinities in the form of Java, Python and C.
func appendPlain(b []byte, kind Kind, v any) []byte {
	switch kind {
	case Integer:
		return strconv.AppendInt(b, v.(int64), 10)
	case Decimal:
		return model.AppendAmount(b, v.(int64))
	case Float:
		return appendFloat(b, v.(float64))
	case Boolean:
		return strconv.AppendBool(b, v.(bool))
	case Date:
		d := v.(model.PartialDate)
		return model.AppendDate(b, d.Earliest, d.Precision)
	case List:
		return appendJSONList(b, v.([]string))
	case Text:
		return append(b, v.(string)...)
	default:
		panic("export: a value of an unknown kind")
	}
}

// plain returns the text that appendPlain appends.
func plain(kind Kind, v any) string {
	if s, is := v.(string); is {
		return s
	}
	return string(appendPlain(nil, kind, v))
}

func appendFloat(b []byte, f float64) []byte {
	switch {
	case math.IsInf(f, 1):
		return append(b, "Infinity"...)
	case math.IsInf(f, -1):
		return append(b, "-Infinity"...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

// normal returns the value, or 0 for a subnormal number, for which igraph would reject the whole file.
func normal(v any) any {
	const smallest = 0x1p-1022
	if f, is := v.(float64); is && f > -smallest && f < smallest {
		return 0.0
	}
	return v
}

func appendDay(b []byte, day int64) []byte { return model.AppendDate(b, day, model.DayPrecision) }

// placeOf returns the index of the attribute with a name, or -1.
func placeOf(attributes []Attribute, name string) int {
	return slices.IndexFunc(attributes, func(a Attribute) bool { return a.Name == name })
}
