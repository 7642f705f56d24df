package export

import (
	"cmp"
	"io"
	"strings"
)

// dot writes the DOT language of Graphviz, https://graphviz.org/doc/info/lang.html. All texts are quoted strings, so
// that none is read as a keyword, a number or HTML.
type dot struct {
	document
	arrow string
}

func newDOT(w io.Writer, s *Schema) (Writer, error) {
	d := &dot{newDocument(w, s, "", "}\n"), " -- "}
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
		d.quote(n.plain())
		d.add(";\n")
	}
	return d, nil
}

func (d *dot) Node(n Node) error {
	d.quote(n.ID)
	d.show(cmp.Or(n.Label, n.ID))
	d.attribute("kind", n.Kind)
	d.span(" ", `="`, n.Start, n.End)
	d.values(d.schema.Nodes, n.Values)
	d.add("];\n")
	return d.sent()
}

func (d *dot) Edge(e Edge) error {
	d.quote(e.Source)
	d.add(d.arrow)
	d.quote(e.Target)
	d.show(e.Type)
	d.attribute("type", e.Type)
	if d.schema.Parallel {
		d.attribute("key", e.ID)
	} else {
		d.attribute("id", e.ID)
	}
	d.span(" ", `="`, e.Start, e.End)
	d.values(d.schema.Edges, e.Values)
	d.add("];\n")
	return d.sent()
}

// quote adds a quoted string. Graphviz ends a string at a quote without a backslash. It leaves other backslashes to the
// reader of the string, which has the escapes \\ and \n. U+0000 would end the string in C.
func (d *dot) quote(s string) { d.add(`"`, escapedInDOT.Replace(s), `"`) }

// show adds the label of a node or an edge. Graphviz also decodes HTML character references in labels, so & is written
// as one.
func (d *dot) show(s string) { d.add(` [label="`, shownInDOT.Replace(s), `"`) }

var (
	escapedInDOT = strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`, "\x00", "\uFFFD")
	shownInDOT   = strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`, "\x00", "\uFFFD", "&", "&amp;")
)

func (d *dot) attribute(name, s string) {
	if s != "" {
		d.add(" ", name, "=")
		d.quote(s)
	}
}

func (d *dot) values(attributes []Attribute, values []any) {
	for i, v := range values {
		if v != nil {
			d.add(" ", attributes[i].Name, "=")
			d.quote(plain(attributes[i].Kind, v))
		}
	}
}
