package oracle

import (
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Graph is a graph in memory. It takes in facts as a load of a store does; the zero value is empty.
type Graph struct {
	nodes         map[string]model.Node
	relationships map[relationshipID]model.Relationship
}

type relationshipID struct {
	relType model.RelType
	id      string
}

// Node keeps a node, in the place of one with its id.
func (g *Graph) Node(n model.Node) error {
	if g.nodes == nil {
		g.nodes = map[string]model.Node{}
	}
	n.Properties = maps.Clone(n.Properties)
	g.nodes[n.ID()] = n
	return nil
}

// Relationship keeps a relationship, in the place of one of its type with its id.
func (g *Graph) Relationship(r model.Relationship) error {
	if g.relationships == nil {
		g.relationships = map[relationshipID]model.Relationship{}
	}
	r.Properties = maps.Clone(r.Properties)
	g.relationships[relationshipID{r.Type, r.ID()}] = r
	return nil
}

// row is what lists are of: a node, or a relationship with the node at its far end. Without either it is a thing that is
// not there, of which no value is known.
type row struct {
	relationship *model.Relationship
	node         *model.Node
}

// far returns the row of the node at the far end alone.
func (r row) far() row { return row{node: r.node} }

// is reports whether the row is a node with this label.
func (r row) is(label model.Label) bool {
	return r.relationship == nil && r.node != nil && r.node.Label == label
}

// id returns the id of the relationship or, of a node alone, the node's.
func (r row) id() string {
	if r.relationship != nil {
		return r.relationship.ID()
	}
	return r.node.ID()
}

// value returns what the schema's field of this name stands for, and nil where it is not known.
func (r row) value(field string) (model.Property, any) {
	var stated []model.Property
	var values model.Properties
	switch {
	case r.relationship != nil:
		stated, values = r.relationship.Type.Properties(), r.relationship.Properties
	case r.node != nil:
		stated, values = r.node.Label.Properties(), r.node.Properties
	}
	if r.is(model.Programme) && field == "level" {
		return model.ProgrammeLevel, values[model.ProgrammeLevel]
	}
	for _, p := range stated {
		if p.String() == field {
			return p, values[p]
		}
	}
	return 0, nil
}

// indexed is a graph whose nodes and relationships are in order of id, so that every answer comes out alike.
type indexed struct {
	byID          map[string]*model.Node
	nodes         []*model.Node
	relationships map[model.RelType][]*model.Relationship
	touching      map[touch][]*model.Relationship
	conflicting   map[string][]row // by the id of the fact
	whole         *indexed         // the graph with what is not seen at a time
}

// touch is a type of relationship and the id of what it starts from, leads to or, of an investment, is made in.
type touch struct {
	relType model.RelType
	id      string
}

func index(g *Graph) *indexed {
	x := &indexed{
		map[string]*model.Node{},
		nil,
		map[model.RelType][]*model.Relationship{},
		map[touch][]*model.Relationship{},
		map[string][]row{},
		nil,
	}
	x.whole = x
	for _, id := range slices.Sorted(maps.Keys(g.nodes)) {
		n := g.nodes[id]
		x.byID[id] = &n
		x.nodes = append(x.nodes, &n)
		if n.Label == model.Conflict && n.Properties[model.Repeats] == nil { // what repeats the held value is no conflict
			of, _ := n.Properties[model.FactID].(string)
			x.conflicting[of] = append(x.conflicting[of], row{node: &n})
		}
	}
	for _, r := range g.relationships {
		x.relationships[r.Type] = append(x.relationships[r.Type], &r)
	}
	for _, rs := range x.relationships {
		slices.SortFunc(rs, func(a, b *model.Relationship) int { return strings.Compare(a.ID(), b.ID()) })
		for _, r := range rs {
			ids := []string{r.From}
			round, _ := r.Properties[model.RoundID].(string)
			for _, id := range []string{r.To, round} {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			for _, id := range ids {
				x.touching[touch{r.Type, id}] = append(x.touching[touch{r.Type, id}], r)
			}
		}
	}
	return x
}
