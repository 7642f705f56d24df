package export

import "io"

// nodeLink writes the node-link format of NetworkX 3.4 and later, with the edges in "edges":
// https://networkx.org/documentation/stable/reference/readwrite/json_graph.html. The key of a parallel edge is its id.
// Integers are exact, as Python reads them.
type nodeLink struct{ document }

func newNodeLink(w io.Writer, s *Schema) (Writer, error) {
	l := &nodeLink{newDocument(w, s, "\n],\"edges\":[", "\n]}\n")}
	l.begin(`,"graph":`, `,"nodes":[`)
	return l, nil
}

func (l *nodeLink) Node(n Node) error {
	l.next()
	l.bytes = appendJSON(append(l.bytes, `{"id":`...), n.ID)
	l.text("label", n.Label)
	l.text("kind", n.Kind)
	l.members(n.Start, n.End, l.schema.Nodes, n.Values, false)
	l.add("}")
	return l.sent()
}

func (l *nodeLink) Edge(e Edge) error {
	l.toEdges()
	l.next()
	l.bytes = appendJSON(append(l.bytes, `{"source":`...), e.Source)
	l.text("target", e.Target)
	if l.schema.Parallel {
		l.text("key", e.ID)
	} else {
		l.text("id", e.ID)
	}
	l.text("type", e.Type)
	l.members(e.Start, e.End, l.schema.Edges, e.Values, false)
	l.add("}")
	return l.sent()
}
