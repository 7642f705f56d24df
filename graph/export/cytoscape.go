package export

import (
	"cmp"
	"io"
)

// cytoscape writes the JSON of Cytoscape.js, https://js.cytoscape.org/#notation/elements-json, with the members that
// the reader of NetworkX requires: name and value of each node, and whether the graph is directed and has parallel
// edges. Integers that JavaScript cannot represent exactly are text.
type cytoscape struct{ document }

func newCytoscape(w io.Writer, s *Schema) (Writer, error) {
	c := &cytoscape{newDocument(w, s, "\n],\"edges\":[", "\n]}}\n")}
	c.begin(`,"data":`, `,"elements":{"nodes":[`)
	return c, nil
}

func (c *cytoscape) Node(n Node) error {
	c.next()
	c.bytes = appendJSON(append(c.bytes, `{"data":{"id":`...), n.ID)
	c.text("value", n.ID)
	c.text("name", cmp.Or(n.Label, n.ID))
	c.text("kind", n.Kind)
	c.members(n.Start, n.End, c.schema.Nodes, n.Values, true)
	c.add("}}")
	return c.sent()
}

func (c *cytoscape) Edge(e Edge) error {
	c.toEdges()
	c.next()
	c.bytes = appendJSON(append(c.bytes, `{"data":{"source":`...), e.Source)
	c.text("target", e.Target)
	c.text("id", e.ID)
	if c.schema.Parallel {
		c.text("key", e.ID)
	}
	c.text("interaction", e.Type)
	c.members(e.Start, e.End, c.schema.Edges, e.Values, true)
	c.add("}}")
	return c.sent()
}
