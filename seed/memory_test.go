package seed_test

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed/seedtest"
)

// memory is a store that only accepts facts. It refuses everything that the contract of a store refuses, and also a fact that
// is written twice in one load.
type memory struct {
	nodes         map[string]model.Node
	relationships map[string]model.Relationship
	loads         int // number of loads begun
}

func (m *memory) Load(ctx context.Context, fill func(store.Writer) error) (store.Tally, error) {
	m.loads++
	w := &memoryWriter{
		memory: memory{nodes: maps.Clone(m.nodes), relationships: maps.Clone(m.relationships)}, written: map[string]bool{},
	}
	if w.nodes == nil {
		w.nodes, w.relationships = map[string]model.Node{}, map[string]model.Relationship{}
	}
	if err := fill(w); err != nil {
		return store.Tally{}, fmt.Errorf("load: %w", err)
	}
	if ctx.Err() != nil {
		return store.Tally{}, store.ErrCancelled
	}
	m.nodes, m.relationships = w.nodes, w.relationships
	return w.tally, nil
}

type memoryWriter struct {
	memory
	written map[string]bool
	tally   store.Tally
}

func (w *memoryWriter) Node(n model.Node) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	old, there := w.nodes[n.ID()]
	w.nodes[n.ID()] = n
	return w.count(n.ID(), there, reflect.DeepEqual(old, n))
}

func (w *memoryWriter) Relationship(r model.Relationship) error {
	if err := r.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	from, to := r.Type.Ends()
	for id, labels := range map[string]model.LabelSet{r.From: from, r.To: to} {
		if end, ok := w.nodes[id]; !ok || !labels.Has(end.Label) {
			return fmt.Errorf("%w: %s is no end of %s", store.ErrInvalid, id, r.ID())
		}
	}
	old, there := w.relationships[r.ID()]
	w.relationships[r.ID()] = r
	return w.count(r.ID(), there, reflect.DeepEqual(old, r))
}

func (w *memoryWriter) count(id string, there, equal bool) error {
	if w.written[id] {
		return fmt.Errorf("%w: %s is written twice", store.ErrInvalid, id)
	}
	w.written[id] = true
	switch {
	case !there:
		w.tally.Created++
	case !equal:
		w.tally.Updated++
	default:
		w.tally.Unchanged++
	}
	return nil
}

// facts returns all stored facts as sorted lines of text.
func (m *memory) facts() []string {
	var lines []string
	for _, n := range m.nodes {
		lines = append(lines, seedtest.FormatNode(n))
	}
	for _, r := range m.relationships {
		lines = append(lines, seedtest.FormatRelationship(r))
	}
	slices.Sort(lines)
	return lines
}

// ofType returns the relationships of a type in the order of their ids.
func (m *memory) ofType(t model.RelType) []model.Relationship {
	var found []model.Relationship
	for _, id := range slices.Sorted(maps.Keys(m.relationships)) {
		if r := m.relationships[id]; r.Type == t {
			found = append(found, r)
		}
	}
	return found
}

func (m *memory) labels() map[string]int {
	n := map[string]int{}
	for _, node := range m.nodes {
		n[node.Label.String()]++
	}
	for _, r := range m.relationships {
		n[r.Type.String()]++
	}
	return n
}

func requireEmpty(t *testing.T, m *memory) {
	t.Helper()
	if len(m.nodes)+len(m.relationships) != 0 {
		t.Errorf("%d nodes and %d relationships are stored, want none", len(m.nodes), len(m.relationships))
	}
}
