package export

import (
	"io"
	"strconv"
)

// gexf writes GEXF 1.3, https://gexf.net/schema.html. The attributes start and end of nodes and edges are inclusive
// days. A list is a liststring, which Gephi parses like a JSON array. NetworkX rejects the type bigdecimal, so exact
// decimals are strings. Dates are strings too, since they can be partial.
type gexf struct {
	document
	weight       int // the index of the weight in an edge's values, or -1
	nodes, edges []string
}

func newGEXF(w io.Writer, s *Schema) (Writer, error) {
	g := &gexf{
		document: newDocument(w, s, "</nodes>\n<edges>\n", "</edges>\n</graph>\n</gexf>\n"), weight: placeOf(s.Edges, Weight),
	}
	g.add(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
`)
	if s.isAbout() {
		g.add(`<meta><description>`)
		g.bytes = appendXML(g.bytes, s.heading())
		g.add("</description></meta>\n")
	}
	g.add(`<graph defaultedgetype="`, direction(s), `" idtype="string"`)
	if s.Dynamic {
		g.add(` mode="dynamic" timeformat="date" timerepresentation="interval"`)
	} else {
		g.add(` mode="static"`)
	}
	g.add(">\n")
	g.nodes = g.attributes("node", append([]Attribute{{Name: "kind"}}, s.Nodes...), -1)
	g.edges = g.attributes("edge", append([]Attribute{{Name: "type"}}, s.Edges...), g.weight+1)
	g.add("<nodes>\n")
	return g, nil
}

// attributes declares the attributes, except one that has its own place, and returns the start of the element of each
// attribute's value.
func (g *gexf) attributes(class string, attributes []Attribute, except int) []string {
	begin := make([]string, len(attributes))
	g.add(`<attributes class="`, class, `" mode="static">`, "\n")
	for i, a := range attributes {
		id := strconv.Itoa(i)
		if i > 0 && i == except {
			continue
		}
		g.add(`<attribute id="`, id, `" title="`, a.Name, `" type="`, typeName(a.Kind, "liststring"), "\"/>\n")
		begin[i] = `<attvalue for="` + id + `" value="`
	}
	g.add("</attributes>\n")
	return begin
}

func (g *gexf) Node(n Node) error {
	g.add("<node")
	g.xmlID("id", n.ID, inXML)
	if n.Label == "" {
		g.xmlID("label", n.ID, inXML)
	} else {
		g.xmlAttribute("label", n.Label)
	}
	g.span(" ", `="`, n.Start, n.End)
	g.add(">")
	g.values(g.nodes, n.Kind, g.schema.Nodes, n.Values, -1)
	g.add("</node>\n")
	return g.sent()
}

func (g *gexf) Edge(e Edge) error {
	g.toEdges()
	g.xmlEdge(&e, inXML)
	if e.Type != "" {
		g.xmlAttribute("label", e.Type)
		g.xmlAttribute("kind", e.Type)
	}
	if g.weight >= 0 && e.Values[g.weight] != nil {
		g.add(` weight="`)
		g.bytes = append(appendXMLDouble(g.bytes, g.schema.Edges[g.weight].Kind, e.Values[g.weight]), '"')
	}
	g.span(" ", `="`, e.Start, e.End)
	g.add(">")
	g.values(g.edges, e.Type, g.schema.Edges, e.Values, g.weight)
	g.add("</edge>\n")
	return g.sent()
}

func (g *gexf) values(begin []string, first string, attributes []Attribute, values []any, except int) {
	g.add("<attvalues>")
	if first != "" {
		g.add(begin[0])
		g.bytes = appendXML(g.bytes, first)
		g.add(`"/>`)
	}
	for i, v := range values {
		if v == nil || i == except {
			continue
		}
		g.add(begin[i+1])
		g.bytes = appendXMLValue(g.bytes, attributes[i].Kind, v)
		g.add(`"/>`)
	}
	g.add("</attvalues>")
}
