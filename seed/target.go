package seed

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// target is what a load writes to. It counts the facts, each of which is written once, and knows which conflicts repeat
// what the facts that it wrote hold.
type target struct {
	writer    store.Writer
	graph     store.LoadWriter // the same, where something was stored before
	before    int              // facts that were stored before
	written   int
	conflicts contest
}

// newTarget returns what writes to w. A writer that cannot read is that of a graph which is made anew.
func newTarget(w store.Writer, contested map[string]bool) (*target, error) {
	t := &target{writer: w, conflicts: newContest(contested)}
	graph, reads := w.(store.LoadWriter)
	if !reads {
		return t, nil
	}
	var err error
	if t.before, err = graph.Facts(); err != nil || t.before == 0 {
		return t, err
	}
	t.graph = graph
	stored, err := graph.Conflicts()
	t.conflicts.keep(stored)
	return t, err
}

// Node stores a node.
func (t *target) Node(n model.Node) error {
	t.written++
	t.conflicts.node(n)
	return t.writer.Node(n)
}

// Relationship stores a relationship.
func (t *target) Relationship(r model.Relationship) error {
	t.written++
	t.conflicts.hold(r.ID(), r.Properties)
	return t.writer.Relationship(r)
}

// replace stores a node in the place of another.
func (t *target) replace(id string, n model.Node) error {
	t.written++
	t.conflicts.rename(id, n.ID())
	t.conflicts.node(n)
	return t.graph.Replace(id, n)
}

// judge stores anew the conflicts of earlier loads whose fact this load has given another value, so that they repeat it
// now, or do not any more. The files do not state them.
func (t *target) judge() error {
	for _, n := range t.conflicts.changed() {
		if err := t.writer.Node(n); err != nil {
			return err
		}
	}
	return nil
}

// unstated returns how many facts are stored that were not written. No load removes any.
func (t *target) unstated(tally store.Tally) int {
	if t.graph == nil {
		return 0
	}
	return t.before + tally.Created - t.written
}
