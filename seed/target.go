package seed

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// target is the destination of a load. It counts the facts that it writes, each of which is written once, and tracks which
// conflicts repeat the values of these facts.
type target struct {
	writer    store.Writer
	graph     store.LoadWriter // the same writer, if the store was not empty; nil otherwise
	before    int              // number of facts that were stored before
	written   int
	conflicts contest
}

// newTarget returns a target for w. A writer that is no store.LoadWriter builds a new graph.
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

// replace stores a node and removes the node with the given id, which it replaces.
func (t *target) replace(id string, n model.Node) error {
	t.written++
	t.conflicts.rename(id, n.ID())
	t.conflicts.node(n)
	return t.graph.Replace(id, n)
}

// judge rewrites the conflicts of earlier loads whose Repeats has changed, since this load gave their facts other values.
// The files do not state these conflicts.
func (t *target) judge() error {
	for _, n := range t.conflicts.changed() {
		if err := t.writer.Node(n); err != nil {
			return err
		}
	}
	return nil
}

// unstated returns the number of stored facts that this load did not write. A load never removes facts.
func (t *target) unstated(tally store.Tally) int {
	if t.graph == nil {
		return 0
	}
	return t.before + tally.Created - t.written
}
