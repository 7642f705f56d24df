package export

import "io"

// nodeLink writes the node-link form of NetworkX 3.4 and later, whose edges are under "edges":
// https://networkx.org/documentation/stable/reference/readwrite/json_graph.html. A parallel edge's key is its id.
// Numbers are exact, which Python reads so.
type nodeLink struct {
	output
	schema *Schema
	nodes  int64
	edges  int64
}

func newNodeLink(w io.Writer, s *Schema) (Writer, error) {
	l := &nodeLink{output: newOutput(w), schema: s}
	l.add(`{"directed":`, truth(s.Directed), `,"multigraph":`, truth(s.Parallel), `,"graph":`)
	l.bytes = s.appendAbout(l.bytes)
	l.add(`,"nodes":[`)
	return l, nil
}

func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// next appends what stands between the elements of a list, which then has one more.
func (o *output) next(so *int64) {
	if *so > 0 {
		o.bytes = append(o.bytes, ',')
	}
	*so++
	o.bytes = append(o.bytes, '\n')
}

func (l *nodeLink) Node(n Node) error {
	l.next(&l.nodes)
	l.bytes = appendJSON(append(l.bytes, `{"id":`...), n.ID)
	l.bytes = appendText(l.bytes, "label", n.Label)
	l.bytes = appendText(l.bytes, "kind", n.Kind)
	l.bytes = appendSpan(l.bytes, n.Start, n.End)
	l.bytes = append(appendMembers(l.bytes, l.schema.Nodes, n.Values, false), '}')
	return l.sent()
}

func (l *nodeLink) Edge(e Edge) error {
	l.toEdges()
	l.next(&l.edges)
	l.bytes = appendJSON(append(l.bytes, `{"source":`...), e.Source)
	l.bytes = appendText(l.bytes, "target", e.Target)
	if l.schema.Parallel {
		l.bytes = appendText(l.bytes, "key", e.ID)
	} else {
		l.bytes = appendText(l.bytes, "id", e.ID)
	}
	l.bytes = appendText(l.bytes, "type", e.Type)
	l.bytes = appendSpan(l.bytes, e.Start, e.End)
	l.bytes = append(appendMembers(l.bytes, l.schema.Edges, e.Values, false), '}')
	return l.sent()
}

// toEdges begins the edges before the first of them.
func (l *nodeLink) toEdges() {
	if l.edges == 0 {
		l.add("\n],\"edges\":[")
	}
}

func (l *nodeLink) Close() error {
	l.toEdges()
	l.add("\n]}\n")
	return l.flush()
}
