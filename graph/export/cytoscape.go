package export

import "io"

// cytoscape writes the JSON of Cytoscape.js, https://js.cytoscape.org/#notation/elements-json, with what NetworkX's
// reader asks for: name and value of each node, and whether the graph is directed and has parallel edges. Integers that
// JavaScript cannot tell apart are text.
type cytoscape struct {
	output
	schema *Schema
	nodes  int64
	edges  int64
}

func newCytoscape(w io.Writer, s *Schema) (Writer, error) {
	c := &cytoscape{output: newOutput(w), schema: s}
	c.add(`{"directed":`, truth(s.Directed), `,"multigraph":`, truth(s.Parallel), `,"data":`)
	c.bytes = s.appendAbout(c.bytes)
	c.add(`,"elements":{"nodes":[`)
	return c, nil
}

func (c *cytoscape) Node(n Node) error {
	c.next(&c.nodes)
	c.bytes = appendJSON(append(c.bytes, `{"data":{"id":`...), n.ID)
	c.bytes = appendText(c.bytes, "value", n.ID)
	c.bytes = appendText(c.bytes, "name", or(n.Label, n.ID))
	c.bytes = appendText(c.bytes, "kind", n.Kind)
	c.bytes = appendSpan(c.bytes, n.Start, n.End)
	c.bytes = append(appendMembers(c.bytes, c.schema.Nodes, n.Values, true), "}}"...)
	return c.sent()
}

// or returns the text, or the other one where it is empty.
func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func (c *cytoscape) Edge(e Edge) error {
	c.toEdges()
	c.next(&c.edges)
	c.bytes = appendJSON(append(c.bytes, `{"data":{"source":`...), e.Source)
	c.bytes = appendText(c.bytes, "target", e.Target)
	c.bytes = appendText(c.bytes, "id", e.ID)
	if c.schema.Parallel {
		c.bytes = appendText(c.bytes, "key", e.ID)
	}
	c.bytes = appendText(c.bytes, "interaction", e.Type)
	c.bytes = appendSpan(c.bytes, e.Start, e.End)
	c.bytes = append(appendMembers(c.bytes, c.schema.Edges, e.Values, true), "}}"...)
	return c.sent()
}

// toEdges begins the edges before the first of them.
func (c *cytoscape) toEdges() {
	if c.edges == 0 {
		c.add("\n],\"edges\":[")
	}
}

func (c *cytoscape) Close() error {
	c.toEdges()
	c.add("\n]}}\n")
	return c.flush()
}
