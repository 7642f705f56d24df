package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// cx2 writes version 2 of the Cytoscape Exchange format, https://cytoscape.org/cx/cx2/specification/. Nodes and edges
// have numbers. The id of a node is its attribute represents, by convention of the format.
type cx2 struct {
	document
	ids *index
}

func newCX2(w io.Writer, s *Schema) (Writer, error) {
	const end = "\n]},\n" + `{"status":[{"success":true}]}]` + "\n"
	c := &cx2{newDocument(w, s, "\n]},\n{\"edges\":[", end), newIndex(s.Counts.Nodes)}
	c.add(`[{"CXVersion":"2.0","hasFragments":false},` + "\n" + `{"metaData":[{"name":"attributeDeclarations","elementCount":1},`)
	if s.isAbout() {
		c.add(`{"name":"networkAttributes","elementCount":1},`)
	}
	c.add(`{"name":"nodes","elementCount":`, strconv.FormatInt(s.Counts.Nodes, 10),
		`},{"name":"edges","elementCount":`, strconv.FormatInt(s.Counts.Edges, 10), "}]},\n", `{"attributeDeclarations":[{`)
	if attributes, _ := s.about(); len(attributes) > 0 {
		c.declare("networkAttributes", attributes)
		c.add(",")
	}
	c.declare("nodes", append(s.own("name", "represents", "kind"), s.Nodes...))
	c.add(",")
	c.declare("edges", append(s.own("key", "interaction"), s.Edges...))
	c.add("}]},\n")
	if s.isAbout() {
		c.add(`{"networkAttributes":[`)
		c.bytes = s.appendAbout(c.bytes)
		c.add("]},\n")
	}
	c.add(`{"nodes":[`)
	return c, nil
}

func (c *cx2) declare(of string, attributes []Attribute) {
	c.add(`"`, of, `":{`)
	for i, a := range attributes {
		if i > 0 {
			c.add(",")
		}
		c.add(`"`, a.Name, `":{"d":"`, typeName(a.Kind, "list_of_string"), `"}`)
	}
	c.add("}")
}

func (c *cx2) Node(n Node) error {
	if !c.ids.add(n.ID) {
		return fmt.Errorf("%w: duplicate or unannounced node %q", ErrInput, n.ID)
	}
	c.numbered()
	c.bytes = appendJSON(append(c.bytes, `,"v":{"name":`...), cmp.Or(n.Label, n.ID))
	c.text("represents", n.ID)
	c.text("kind", n.Kind)
	c.members(n.Start, n.End, c.schema.Nodes, n.Values, false)
	c.add("}}")
	return c.sent()
}

func (c *cx2) Edge(e Edge) error {
	source, target, err := c.ids.ends(e)
	if err != nil {
		return err
	}
	c.toEdges()
	c.numbered()
	c.bytes = strconv.AppendInt(append(c.bytes, `,"s":`...), int64(source), 10)
	c.bytes = strconv.AppendInt(append(c.bytes, `,"t":`...), int64(target), 10)
	c.add(`,"v":{`)
	at := len(c.bytes)
	c.text("key", e.ID)
	c.text("interaction", e.Type)
	c.members(e.Start, e.End, c.schema.Edges, e.Values, false)
	if len(c.bytes) > at { // the comma before the first member
		c.bytes = slices.Delete(c.bytes, at, at+1)
	}
	c.add("}}")
	return c.sent()
}

// numbered starts a node or an edge with its number.
func (c *cx2) numbered() {
	number := c.count
	c.next()
	c.bytes = strconv.AppendInt(append(c.bytes, `{"id":`...), number, 10)
}
