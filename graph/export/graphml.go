package export

import "io"

// graphML writes GraphML as http://graphml.graphdrawing.org/specification.html has it. There is no type for dates, so
// they are strings, and so are lists and exact decimals. Nodes and
// edges have their ids as the format's schema allows them, see appendXMLID. No attribute is named id, which igraph would
// take for those; an edge's id is an attribute edgeId too, since igraph 1.0 takes the ids of edges from nodes.
type graphML struct {
	output
	schema *Schema
	nodeTexts, edgeTexts,
	nodeKeys, edgeKeys []string
}

func newGraphML(w io.Writer, s *Schema) (Writer, error) {
	g := &graphML{output: newOutput(w), schema: s}
	g.add(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	nodes, edges := []Attribute{{Name: "label"}, {Name: "kind"}}, []Attribute{{Name: "type"}, {Name: "edgeId"}}
	if s.Dynamic {
		nodes = append(nodes, Attribute{Name: "start"}, Attribute{Name: "end"})
		edges = append(edges, Attribute{Name: "start"}, Attribute{Name: "end"})
	}
	if s.Name != "" {
		g.key("graph", "g_", Attribute{Name: "name"})
	}
	for _, n := range s.Notes {
		kind, _ := n.kind()
		g.key("graph", "g_", Attribute{n.Name, kind})
	}
	g.nodeTexts, g.nodeKeys = g.keys("node", "n_", nodes), g.keys("node", "n_", s.Nodes)
	g.edgeTexts, g.edgeKeys = g.keys("edge", "e_", edges), g.keys("edge", "e_", s.Edges)
	g.add(`<graph edgedefault="`, direction(s), "\">\n")
	if s.Name != "" {
		g.add(`<data key="g_name">`)
		g.bytes = appendXML(g.bytes, s.Name)
		g.add("</data>\n")
	}
	for _, n := range s.Notes {
		kind, _ := n.kind()
		g.add(`<data key="g_`, n.Name, `">`)
		g.bytes = appendXMLValue(g.bytes, kind, n.Value)
		g.add("</data>\n")
	}
	return g, nil
}

func direction(s *Schema) string {
	if s.Directed {
		return "directed"
	}
	return "undirected"
}

// keys declares attributes, and returns how an element with a value of each begins.
func (g *graphML) keys(of, prefix string, attributes []Attribute) []string {
	begin := make([]string, len(attributes))
	for i, a := range attributes {
		g.key(of, prefix, a)
		begin[i] = `<data key="` + prefix + a.Name + `">`
	}
	return begin
}

func (g *graphML) key(of, prefix string, a Attribute) {
	typ := typeName(a.Kind, "string")
	g.add(`<key id="`, prefix, a.Name, `" for="`, of, `" attr.name="`, a.Name, `" attr.type="`, typ, "\"/>\n")
}

func (g *graphML) Node(n Node) error {
	g.add(`<node id="`)
	g.bytes = appendXMLID(g.bytes, n.ID, inNMTOKEN)
	g.add(`">`)
	g.text(g.nodeTexts[0], n.Label)
	g.text(g.nodeTexts[1], n.Kind)
	g.span(g.nodeTexts[2:], n.Start, n.End)
	g.data(g.nodeKeys, g.schema.Nodes, n.Values)
	g.add("</node>\n")
	return g.sent()
}

func (g *graphML) Edge(e Edge) error {
	g.add(`<edge `)
	if e.ID != "" {
		g.add(`id="`)
		g.bytes = appendXMLID(g.bytes, e.ID, inNMTOKEN)
		g.add(`" `)
	}
	g.add(`source="`)
	g.bytes = appendXMLID(g.bytes, e.Source, inNMTOKEN)
	g.add(`" target="`)
	g.bytes = appendXMLID(g.bytes, e.Target, inNMTOKEN)
	g.add(`">`)
	g.text(g.edgeTexts[0], e.Type)
	g.text(g.edgeTexts[1], e.ID)
	g.span(g.edgeTexts[2:], e.Start, e.End)
	g.data(g.edgeKeys, g.schema.Edges, e.Values)
	g.add("</edge>\n")
	return g.sent()
}

func (g *graphML) text(begin, s string) {
	if s == "" {
		return
	}
	g.add(begin)
	g.bytes = appendXML(g.bytes, s)
	g.add("</data>")
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

func (g *graphML) data(begin []string, attributes []Attribute, values []any) {
	for i, v := range values {
		if v == nil {
			continue
		}
		g.add(begin[i])
		g.bytes = appendXMLValue(g.bytes, attributes[i].Kind, normal(v))
		g.add("</data>")
	}
}

func (g *graphML) Close() error {
	g.add("</graph>\n</graphml>\n")
	return g.flush()
}
