package export

import (
	"io"
	"strings"
)

// csvTable writes rows of fields as in RFC 4180. An empty field without quotes is an unknown value.
type csvTable struct {
	output
	isDynamic  bool
	attributes []Attribute
	inSheets   bool // whether the file is for spreadsheets
}

// newCSVTable returns a table and writes its header: the columns of the format, the columns of days in a dynamic graph,
// and the columns of each attribute.
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

// texts adds fields, separated by commas. An empty text is unknown.
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

// value adds a value as text, in quotes if it is a text or a list.
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
