package export

import (
	"io"
	"strings"
)

// csvTable writes rows of fields, RFC 4180. A field without quotes is one that is not known.
type csvTable struct {
	output
	isDynamic  bool
	attributes []Attribute
	inSheets   bool // people open the file in a spreadsheet
}

// newCSVTable begins a table with a header: the columns of the format's own, those of days in a dynamic graph, and those of
// each attribute.
func newCSVTable(w io.Writer, s *Schema, own, days string, attributes []Attribute, columns func(Attribute) string) csvTable {
	t := csvTable{output: newOutput(w), isDynamic: s.Dynamic, attributes: attributes}
	t.add(own)
	if s.Dynamic {
		t.add(days)
	}
	for _, a := range attributes {
		t.add(",", columns(a))
	}
	t.add("\n")
	return t
}

// texts adds the first fields of a row, or those behind a comma. An empty text is not known.
func (t *csvTable) texts(all ...string) {
	for i, s := range all {
		if i > 0 {
			t.add(",")
		}
		if s != "" {
			t.quote(s)
		}
	}
}

// value adds a value, as text that is in quotes where the value is a text or a list.
func (t *csvTable) value(kind Kind, v any) {
	switch {
	case v == nil:
	case kind == Text || kind == List:
		t.quote(plain(kind, v))
	default:
		t.bytes = appendPlain(t.bytes, kind, v)
	}
}

func (t *csvTable) quote(s string) {
	t.add(`"`)
	if t.inSheets && likeFormula(s) {
		t.add("'")
	}
	t.add(strings.ReplaceAll(s, `"`, `""`), `"`)
}

// Close ends the table.
func (t *csvTable) Close() error { return t.flush() }
