package export

import "io"

// dot writes the language of Graphviz, https://graphviz.org/doc/info/lang.html. All that is not of the language itself
// is a quoted string, so that no text is taken for a keyword, a number or HTML.
type dot struct {
	output
	schema *Schema
	arrow  string
}

func newDOT(w io.Writer, s *Schema) (Writer, error) {
	d := &dot{output: newOutput(w), schema: s, arrow: " -- "}
	if !s.Parallel {
		d.add("strict ")
	}
	if s.Directed {
		d.arrow = " -> "
		d.add("di")
	}
	d.add("graph ")
	d.quote(s.Name)
	d.add(" {\n")
	for _, n := range s.Notes {
		d.add(n.Name, "=")
		d.quote(string(n.appendPlain(nil)))
		d.add(";\n")
	}
	return d, nil
}

func (d *dot) Node(n Node) error {
	d.quote(n.ID)
	d.add(" [label=")
	d.bytes = appendDOT(d.bytes, or(n.Label, n.ID), true)
	d.attribute("kind", n.Kind)
	d.span(n.Start, n.End)
	d.values(d.schema.Nodes, n.Values)
	d.add("];\n")
	return d.sent()
}

func (d *dot) Edge(e Edge) error {
	d.quote(e.Source)
	d.add(d.arrow)
	d.quote(e.Target)
	d.add(" [label=")
	d.bytes = appendDOT(d.bytes, e.Type, true)
	d.attribute("type", e.Type)
	if d.schema.Parallel {
		d.attribute("key", e.ID)
	} else {
		d.attribute("id", e.ID)
	}
	d.span(e.Start, e.End)
	d.values(d.schema.Edges, e.Values)
	d.add("];\n")
	return d.sent()
}

func (d *dot) quote(s string) { d.bytes = appendDOT(d.bytes, s, false) }

func (d *dot) attribute(name, s string) {
	if s != "" {
		d.add(" ", name, "=")
		d.quote(s)
	}
}

func (d *dot) span(start, end int64) {
	if start != 0 {
		d.add(` start="`)
		d.bytes = append(appendDay(d.bytes, start), '"')
	}
	if end != 0 {
		d.add(` end="`)
		d.bytes = append(appendDay(d.bytes, end), '"')
	}
}

func (d *dot) values(attributes []Attribute, values []any) {
	for i, v := range values {
		if v == nil {
			continue
		}
		d.add(" ", attributes[i].Name, "=")
		switch kind := attributes[i].Kind; kind {
		case Text:
			d.quote(v.(string))
		case List:
			d.quote(string(appendPlain(nil, kind, v)))
		case Integer, Decimal, Float, Boolean, Date:
			d.bytes = append(appendPlain(append(d.bytes, '"'), kind, v), '"')
		default:
			panic("export: a value of an unknown kind")
		}
	}
}

// appendDOT appends a quoted string. Graphviz ends it at a quote without a backslash and otherwise leaves backslashes to
// whoever uses the string, who has \\ and \n; U+0000 would end it for a program in C. In what is shown it also reads the
// references of HTML, so their first character is written as one.
func appendDOT(b []byte, s string, shown bool) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == 0:
			b = append(b, "\uFFFD"...)
		case c == '&' && shown:
			b = append(b, "&amp;"...)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

func (d *dot) Close() error {
	d.add("}\n")
	return d.flush()
}
