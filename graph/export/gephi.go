package export

import (
	"archive/zip"
	"io"
)

// gephiTable writes a file of nodes or of edges for Gephi's import of spreadsheets,
// https://docs.gephi.org/desktop/User_Manual/Import/: a header, and a row for each. People open such files in a
// spreadsheet, which takes a text that begins like a formula for one. So an apostrophe is put before such a text, and
// before one that begins with an apostrophe: taking one away from the front gives the text back.
type gephiTable struct {
	output
	schema *Schema
}

func newGephi(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "csv", zip.Deflate, func(w io.Writer, nodes bool) (table, error) {
		g := &gephiTable{newOutput(w), s}
		own, attributes := "Id,Label,Kind", s.Nodes
		if !nodes {
			own, attributes = "Source,Target,Type,Id,Label,Kind", s.Edges
		}
		g.add(own)
		if s.Dynamic {
			g.add(",Timeset")
		}
		for _, a := range attributes {
			g.add(",", a.Name)
		}
		g.add("\n")
		return g, nil
	})
}

func (g *gephiTable) node(n *Node) error {
	g.text(n.ID)
	g.add(",")
	g.text(n.Label)
	g.add(",")
	g.text(n.Kind)
	g.values(n.Start, n.End, g.schema.Nodes, n.Values)
	return g.sent()
}

func (g *gephiTable) edge(e *Edge) error {
	g.text(e.Source)
	g.add(",")
	g.text(e.Target)
	if g.schema.Directed {
		g.add(",Directed,")
	} else {
		g.add(",Undirected,")
	}
	g.text(e.ID)
	g.add(",")
	g.text(e.Type)
	g.add(",")
	g.text(e.Type)
	g.values(e.Start, e.End, g.schema.Edges, e.Values)
	return g.sent()
}

func (g *gephiTable) values(start, end int64, attributes []Attribute, values []any) {
	if g.schema.Dynamic {
		g.add(",")
		g.timeset(start, end)
	}
	for i, v := range values {
		g.add(",")
		switch kind := attributes[i].Kind; {
		case v == nil:
		case kind == Text:
			g.quoted(v.(string))
		case kind == List:
			g.bytes = appendCSV(g.bytes, string(appendPlain(nil, kind, v)))
		default:
			g.bytes = appendPlain(g.bytes, kind, v)
		}
	}
	g.add("\n")
}

// timeset writes a set of one interval, whose ends both count in.
func (g *gephiTable) timeset(start, end int64) {
	if start == 0 && end == 0 {
		return
	}
	g.add(`"<[`)
	if start == 0 {
		g.add("-Infinity")
	} else {
		g.bytes = appendDay(g.bytes, start)
	}
	g.add(", ")
	if end == 0 {
		g.add("Infinity")
	} else {
		g.bytes = appendDay(g.bytes, end)
	}
	g.add(`]>"`)
}

// text writes a text that is absent when empty, quoted a text that may be empty.
func (g *gephiTable) text(s string) {
	if s != "" {
		g.quoted(s)
	}
}

func (g *gephiTable) quoted(s string) {
	if likeFormula(s) {
		s = "'" + s
	}
	g.bytes = appendCSV(g.bytes, s)
}

// likeFormula reports whether a spreadsheet could take a text for a formula, or would take away its apostrophe.
func likeFormula(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n', '\'':
		return true
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} { // to a spreadsheet in Japanese or Chinese
		if len(s) >= len(wide) && s[:len(wide)] == wide {
			return true
		}
	}
	return false
}

func (g *gephiTable) close() error { return g.flush() }

// appendCSV appends a field in quotes, RFC 4180. A field without quotes is one that is not known.
func appendCSV(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}
