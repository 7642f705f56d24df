package export

import "io"

// graphML writes GraphML, http://graphml.graphdrawing.org/specification.html. It has no type for dates, lists and exact
// decimals, which are strings. The ids of nodes and edges are encoded as the schema of the format requires; see
// appendXMLID. No attribute is named id, which igraph would read as those ids. The id of an edge is also the attribute
// edgeId, since igraph 1.0 reads only the ids of nodes.
type graphML struct {
	document
	nodeTexts, edgeTexts,
	nodeKeys, edgeKeys []string
}

func newGraphML(w io.Writer, s *Schema) (Writer, error) {
	g := &graphML{document: newDocument(w, s, "", "</graph>\n</graphml>\n")}
	g.add(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	about, values := s.about()
	graphKeys := g.keys("graph", "g_", about)
	g.nodeTexts, g.nodeKeys = g.keys("node", "n_", s.own("label", "kind")), g.keys("node", "n_", s.Nodes)
	g.edgeTexts, g.edgeKeys = g.keys("edge", "e_", s.own("type", "edgeId")), g.keys("edge", "e_", s.Edges)
	g.add(`<graph edgedefault="`, direction(s), "\">\n")
	g.data(graphKeys, "\n", about, values)
	return g, nil
}

func direction(s *Schema) string {
	if s.Directed {
		return "directed"
	}
	return "undirected"
}

// keys declares attributes, and returns the start of the element of each attribute's value.
func (g *graphML) keys(of, prefix string, attributes []Attribute) []string {
	begin := make([]string, len(attributes))
	for i, a := range attributes {
		typ := typeName(a.Kind, "string")
		g.add(`<key id="`, prefix, a.Name, `" for="`, of, `" attr.name="`, a.Name, `" attr.type="`, typ, "\"/>\n")
		begin[i] = `<data key="` + prefix + a.Name + `">`
	}
	return begin
}

func (g *graphML) Node(n Node) error {
	g.add("<node")
	g.xmlID("id", n.ID, inNMTOKEN)
	g.add(">")
	g.text(g.nodeTexts[0], n.Label)
	g.text(g.nodeTexts[1], n.Kind)
	g.span(g.nodeTexts[2:], n.Start, n.End)
	g.data(g.nodeKeys, "", g.schema.Nodes, n.Values)
	g.add("</node>\n")
	return g.sent()
}

func (g *graphML) Edge(e Edge) error {
	g.xmlEdge(&e, inNMTOKEN)
	g.add(">")
	g.text(g.edgeTexts[0], e.Type)
	g.text(g.edgeTexts[1], e.ID)
	g.span(g.edgeTexts[2:], e.Start, e.End)
	g.data(g.edgeKeys, "", g.schema.Edges, e.Values)
	g.add("</edge>\n")
	return g.sent()
}

func (g *graphML) text(begin, s string) {
	if s != "" {
		g.add(begin)
		g.bytes = appendXML(g.bytes, s)
		g.add("</data>")
	}
}

func (g *graphML) span(begin []string, start, end int64) {
	for i, day := range []int64{start, end} {
		if day != 0 {
			g.add(begin[i])
			g.bytes = appendDay(g.bytes, day)
			g.add("</data>")
		}
	}
}

// data adds the known values, with the text behind after each.
func (g *graphML) data(begin []string, behind string, attributes []Attribute, values []any) {
	for i, v := range values {
		if v != nil {
			g.add(begin[i])
			g.bytes = appendXMLValue(g.bytes, attributes[i].Kind, normal(v))
			g.add("</data>", behind)
		}
	}
}
