package seed

import (
	"stakegraph/graph/model"
	"stakegraph/graph/store"
)

// target is what a load writes to. It counts the facts, each of which is written once.
type target struct {
	writer store.Writer
	graph  store.LoadWriter // the same; nil for one that cannot read, which a graph is made by that has nothing before
	facts  int
}

func newTarget(w store.Writer) *target {
	graph, _ := w.(store.LoadWriter)
	return &target{writer: w, graph: graph}
}

// Node stores a node.
func (t *target) Node(n model.Node) error {
	t.facts++
	return t.writer.Node(n)
}

// Relationship stores a relationship.
func (t *target) Relationship(r model.Relationship) error {
	t.facts++
	return t.writer.Relationship(r)
}

// replace stores a node in the place of another.
func (t *target) replace(id string, n model.Node) error {
	t.facts++
	return t.graph.Replace(id, n)
}

// unstated returns how many facts there are that were not written.
func (t *target) unstated() (int, error) {
	if t.graph == nil {
		return 0, nil
	}
	n, err := t.graph.Facts()
	return n - t.facts, err
}
