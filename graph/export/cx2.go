package export

import (
	"fmt"
	"io"
	"strconv"
)

// cx2 writes the second version of the Cytoscape Exchange format, https://cytoscape.org/cx/cx2/specification/. Nodes and
// edges are numbered; a node's id is its attribute represents, as that format's users have it.
type cx2 struct {
	output
	schema *Schema
	ids    *index
	nodes  int64
	edges  int64
}

func newCX2(w io.Writer, s *Schema) (Writer, error) {
	c := &cx2{output: newOutput(w), schema: s, ids: newIndex(s.Counts.Nodes)}
	c.add(`[{"CXVersion":"2.0","hasFragments":false},` + "\n" + `{"metaData":[{"name":"attributeDeclarations","elementCount":1},`)
	if s.isAbout() {
		c.add(`{"name":"networkAttributes","elementCount":1},`)
	}
	c.add(`{"name":"nodes","elementCount":`, strconv.FormatInt(s.Counts.Nodes, 10),
		`},{"name":"edges","elementCount":`, strconv.FormatInt(s.Counts.Edges, 10), "}]},\n", `{"attributeDeclarations":[{`)
	if s.isAbout() {
		c.declareAbout()
	}
	c.declare("nodes", []string{"name", "represents", "kind"}, s.Nodes)
	c.add(",")
	c.declare("edges", []string{"key", "interaction"}, s.Edges)
	c.add("}]},\n")
	if s.isAbout() {
		c.add(`{"networkAttributes":[`)
		c.bytes = s.appendAbout(c.bytes)
		c.add("]},\n")
	}
	c.add(`{"nodes":[`)
	return c, nil
}

// declareAbout declares what is said of the network.
func (c *cx2) declareAbout() {
	c.add(`"networkAttributes":{`)
	if c.schema.Name != "" {
		c.add(`"name":{"d":"string"}`)
	}
	for i, n := range c.schema.Notes {
		if i > 0 || c.schema.Name != "" {
			c.add(",")
		}
		kind, _ := n.kind()
		c.add(`"`, n.Name, `":{"d":"`, typeName(kind, ""), `"}`)
	}
	c.add("},")
}

func (c *cx2) declare(of string, texts []string, attributes []Attribute) {
	if c.schema.Dynamic {
		texts = append(texts, "start", "end")
	}
	c.add(`"`, of, `":{`)
	for i, name := range texts {
		if i > 0 {
			c.add(",")
		}
		c.add(`"`, name, `":{"d":"string"}`)
	}
	for _, a := range attributes {
		typ := typeName(a.Kind, "list_of_string")
		c.add(`,"`, a.Name, `":{"d":"`, typ, `"}`)
	}
	c.add("}")
}

func (c *cx2) Node(n Node) error {
	if !c.ids.add(n.ID) {
		return fmt.Errorf("%w: node %q is written twice, or is one too many", ErrInput, n.ID)
	}
	number := c.nodes
	c.next(&c.nodes)
	c.bytes = strconv.AppendInt(append(c.bytes, `{"id":`...), number, 10)
	c.bytes = appendJSON(append(c.bytes, `,"v":{"name":`...), or(n.Label, n.ID))
	c.bytes = appendText(c.bytes, "represents", n.ID)
	c.bytes = appendText(c.bytes, "kind", n.Kind)
	c.bytes = appendSpan(c.bytes, n.Start, n.End)
	c.bytes = append(appendMembers(c.bytes, c.schema.Nodes, n.Values, false), "}}"...)
	return c.sent()
}

func (c *cx2) Edge(e Edge) error {
	source, target, err := c.ids.ends(e)
	if err != nil {
		return err
	}
	c.toEdges()
	number := c.edges
	c.next(&c.edges)
	c.bytes = strconv.AppendInt(append(c.bytes, `{"id":`...), number, 10)
	c.bytes = strconv.AppendInt(append(c.bytes, `,"s":`...), int64(source), 10)
	c.bytes = strconv.AppendInt(append(c.bytes, `,"t":`...), int64(target), 10)
	c.bytes = append(c.bytes, `,"v":{`...)
	at := len(c.bytes)
	c.bytes = appendText(c.bytes, "key", e.ID)
	c.bytes = appendText(c.bytes, "interaction", e.Type)
	c.bytes = appendSpan(c.bytes, e.Start, e.End)
	c.bytes = appendMembers(c.bytes, c.schema.Edges, e.Values, false)
	if len(c.bytes) > at { // the comma before the first member
		c.bytes = append(c.bytes[:at], c.bytes[at+1:]...)
	}
	c.bytes = append(c.bytes, "}}"...)
	return c.sent()
}

// toEdges begins the edges before the first of them.
func (c *cx2) toEdges() {
	if c.edges == 0 {
		c.add("\n]},\n{\"edges\":[")
	}
}

func (c *cx2) Close() error {
	c.toEdges()
	c.add("\n]},\n" + `{"status":[{"success":true}]}]` + "\n")
	return c.flush()
}
