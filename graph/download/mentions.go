package download

import (
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// mentions takes in the facts of a part of the graph, and keeps what they name.
type mentions struct {
	cited    citations
	disputes disputes
}

// Node takes in a node.
func (m mentions) Node(n model.Node) error {
	m.cited.add(n.Properties)
	m.disputes.settle(n.ID())
	return nil
}

// Relationship takes in a relationship.
func (m mentions) Relationship(r model.Relationship) error {
	m.cited.add(r.Properties)
	m.disputes.settle(r.ID())
	return nil
}

// citations are the ids of the sources that facts name.
type citations map[string]struct{}

func (c citations) add(p model.Properties) {
	sources, _ := p[model.Sources].([]string)
	for _, id := range sources {
		c[id] = struct{}{}
	}
}

// have reports whether all sources of a fact are among them; of none that are kept all are.
func (c citations) have(p model.Properties) bool {
	if c == nil {
		return true
	}
	sources, _ := p[model.Sources].([]string)
	for _, id := range sources {
		if _, has := c[id]; !has {
			return false
		}
	}
	return true
}

// ids returns them in order.
func (c citations) ids() []string { return slices.Sorted(maps.Keys(c)) }

// disputes are the ids of conflicts by that of the fact that they are about, as long as the fact was not found.
type disputes map[string][]string

// Node takes in a conflict.
func (d disputes) Node(n model.Node) error {
	if fact, is := n.Properties[model.FactID].(string); is {
		d[fact] = append(d[fact], n.ID())
	}
	return nil
}

// Relationship takes in nothing.
func (disputes) Relationship(model.Relationship) error { return nil }

// settle takes a fact for found.
func (d disputes) settle(fact string) { delete(d, fact) }

// aboutNothing returns the ids of the conflicts whose fact was not found, in order.
func (d disputes) aboutNothing() []string {
	var ids []string
	for _, of := range d {
		ids = append(ids, of...)
	}
	slices.Sort(ids)
	return ids
}
