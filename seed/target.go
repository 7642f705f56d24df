package seed

import (
	"stakegraph/graph/model"
	"stakegraph/graph/store"
)

// target is what a load writes to. It counts the facts, each of which is written once.
type target struct {
	writer  store.Writer
	graph   store.LoadWriter // the same, where something was stored before
	before  int              // facts that were stored before
	written int
}

// newTarget returns what writes to w. A writer that cannot read is that of a graph which is made anew.
func newTarget(w store.Writer) (*target, error) {
	t := &target{writer: w}
	graph, reads := w.(store.LoadWriter)
	if !reads {
		return t, nil
	}
	var err error
	if t.before, err = graph.Facts(); err != nil {
		return nil, err
	}
	if t.before > 0 {
		t.graph = graph
	}
	return t, nil
}

// Node stores a node.
func (t *target) Node(n model.Node) error {
	t.written++
	return t.writer.Node(n)
}

// Relationship stores a relationship.
func (t *target) Relationship(r model.Relationship) error {
	t.written++
	return t.writer.Relationship(r)
}

// replace stores a node in the place of another.
func (t *target) replace(id string, n model.Node) error {
	t.written++
	return t.graph.Replace(id, n)
}

// unstated returns how many facts are stored that were not written. No load removes any.
func (t *target) unstated(tally store.Tally) int {
	if t.graph == nil {
		return 0
	}
	return t.before + tally.Created - t.written
}
