package oracle

import (
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Graph is a graph in memory. Facts are added as in the load of a store; the zero value is empty.
type Graph struct {
	nodes         map[string]model.Node
	relationships map[relationshipID]model.Relationship
}

type relationshipID struct {
	relType model.RelType
	id      string
}

// Node adds a node, or replaces the node with its id.
func (g *Graph) Node(n model.Node) error {
	if g.nodes == nil {
		g.nodes = map[string]model.Node{}
	}
	n.Properties = maps.Clone(n.Properties)
	g.nodes[n.ID()] = n
	return nil
}

// Relationship adds a relationship, or replaces the one of its type with its id.
func (g *Graph) Relationship(r model.Relationship) error {
	if g.relationships == nil {
		g.relationships = map[relationshipID]model.Relationship{}
	}
	r.Properties = maps.Clone(r.Properties)
	g.relationships[relationshipID{r.Type, r.ID()}] = r
	return nil
}

// row is a row of a list: a node, or a relationship with the node at its far end. The zero value is a missing node; all of
// its values are null.
type row struct {
	relationship *model.Relationship
	node         *model.Node
}

// far returns a row of only the node.
func (r row) far() row { return row{node: r.node} }

// is reports whether the row is a node with this label.
func (r row) is(label model.Label) bool {
	return r.relationship == nil && r.node != nil && r.node.Label == label
}

// id returns the id of the relationship, or of the node if the row has no relationship.
func (r row) id() string {
	if r.relationship != nil {
		return r.relationship.ID()
	}
	return r.node.ID()
}

// value returns the property with the name of a field of the schema, and its value, which is nil if it is null.
func (r row) value(field string) (model.Property, any) {
	var stated []model.Property
	var values model.Properties
	switch {
	case r.relationship != nil:
		stated, values = r.relationship.Type.Properties(), r.relationship.Properties
	case r.node != nil:
		stated, values = r.node.Label.Properties(), r.node.Properties
	}
	if r.is(model.Programme) && field == "programmeLevel" {
		return model.ProgrammeLevel, values[model.ProgrammeLevel]
	}
	for _, p := range stated {
		if p.String() == field {
			return p, values[p]
		}
	}
	return 0, nil
}

// indexed is a graph with indexes. Nodes and relationships are sorted by id, so that answers are deterministic.
type indexed struct {
	byID          map[string]*model.Node
	nodes         []*model.Node
	relationships map[model.RelType][]*model.Relationship
	touching      map[touch][]*model.Relationship
	conflicting   map[string][]row // conflicts by the id of the fact
	whole         *indexed         // the graph of all times
}

// touch is a type of relationship and the id of its start, its end or, for an investment, its round.
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
		if n.Label == model.Conflict && n.Properties[model.Repeats] == nil { // a repeated value is no conflict
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
