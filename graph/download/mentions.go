package download

import (
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// facts receives the facts of a part of the graph, by id and properties.
type facts func(id string, p model.Properties)

// Node receives a node.
func (f facts) Node(n model.Node) error {
	f(n.ID(), n.Properties)
	return nil
}

// Relationship receives a relationship.
func (f facts) Relationship(r model.Relationship) error {
	f(r.ID(), r.Properties)
	return nil
}

// citations are the ids of the sources of facts.
type citations map[string]struct{}

func sourcesOf(p model.Properties) []string {
	sources, _ := p[model.Sources].([]string)
	return sources
}

// have reports whether all sources of a fact are among them. nil contains all sources.
func (c citations) have(p model.Properties) bool {
	return c == nil || !slices.ContainsFunc(sourcesOf(p), func(id string) bool {
		_, has := c[id]
		return !has
	})
}

// ids returns the ids in order.
func (c citations) ids() []string { return slices.Sorted(maps.Keys(c)) }

// disputes are the ids of conflicts, by the id of their fact, as long as the fact is not found.
type disputes map[string][]string

// add adds a conflict.
func (d disputes) add(id string, p model.Properties) {
	if fact, is := p[model.FactID].(string); is {
		d[fact] = append(d[fact], id)
	}
}

// aboutNothing returns the ids of the conflicts whose fact was not found, in order.
func (d disputes) aboutNothing() []string {
	ids := slices.Concat(slices.Collect(maps.Values(d))...)
	slices.Sort(ids)
	return ids
}
