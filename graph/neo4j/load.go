package neo4j

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Load writes in one transaction, which is invisible to readers until it is committed, with a few thousand facts in
// each statement. A lock on the layout node makes loads wait for each other, wherever they run.
func (s *Store) Load(ctx context.Context, fill func(store.Writer) error) (store.Tally, error) {
	if err := s.begin("load"); err != nil {
		return store.Tally{}, err
	}
	defer s.running.Done()
	if err := ctx.Err(); err != nil {
		return store.Tally{}, failed(ctx, "begin a load", err)
	}
	select {
	case s.loading <- struct{}{}: // before it takes a connection, which would only wait
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return store.Tally{}, failed(ctx, "begin a load", ctx.Err())
	}
	session := s.session(ctx, driver.AccessModeWrite, driver.FetchAll)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	tx, err := session.BeginTransaction(ctx, serverTimeout(ctx))
	if err != nil {
		return store.Tally{}, failed(ctx, "begin a load", err)
	}
	defer func() { _ = tx.Close(context.WithoutCancel(ctx)) }() // it does nothing after a commit
	w := newWriter(ctx, tx)
	if err := w.lock(); err != nil {
		return store.Tally{}, err
	}
	if err := fill(w); err != nil {
		return store.Tally{}, err
	}
	if err := w.finish(); err != nil {
		return store.Tally{}, err
	}
	if err := ctx.Err(); err != nil {
		return store.Tally{}, failed(ctx, "commit a load", err)
	}
	if err := tx.Commit(ctx); err != nil {
		return store.Tally{}, failed(ctx, "commit a load", err)
	}
	return w.tally, nil
}

// batchSize is the number of facts in one statement.
const batchSize = 5000

// writer buffers facts until a batch is full. A batch can write its nodes and relationships in a different order,
// because the labels of a relationship's ends are checked when it arrives.
type writer struct {
	ctx   context.Context
	tx    driver.ExplicitTransaction
	tally store.Tally
	err   error // the first error of a write, which ends the load even if fill continues

	// fresh says that the database had no nodes when the load began, so that all facts are from the load.
	fresh bool
	// known has the labels of the nodes that this load wrote or looked up.
	known map[string]model.Label
	// relabelled has the nodes whose label has changed, with their last label.
	relabelled map[string]model.Label
	// replaced has the nodes that replaced another.
	replaced map[string]bool
	// written has the relationships that this load wrote.
	written map[relationshipKey]bool

	nodes         []pendingNode
	relationships []pendingRelationship
	nodeIDs       map[string]bool          // of the batch
	keys          map[relationshipKey]bool // of the batch
	unknown       map[string]bool          // ends in the batch that must be looked up
	marks         markers
}

type relationshipKey struct {
	relType model.RelType
	id      string
}

type pendingNode struct {
	model.Node
	mayExist bool
}

type pendingRelationship struct {
	model.Relationship
	mayExist bool
}

func newWriter(ctx context.Context, tx driver.ExplicitTransaction) *writer {
	return &writer{
		ctx: ctx, tx: tx, known: map[string]model.Label{}, relabelled: map[string]model.Label{},
		replaced: map[string]bool{}, written: map[relationshipKey]bool{},
		nodeIDs: map[string]bool{}, keys: map[relationshipKey]bool{}, unknown: map[string]bool{}, marks: newMarkers(),
	}
}

// lock waits for other loads.
func (w *writer) lock() error {
	values, err := w.run("wait for other loads", "MATCH (l:"+layoutLabel+") SET l.loads = coalesce(l.loads, 0) + 1"+
		" RETURN NOT EXISTS { MATCH (n:"+cypher.FactLabel+") }", nil)
	if err != nil {
		return err
	}
	if len(values) == 0 {
		return fmt.Errorf("neo4j: load: %w: the layout node is missing: reopen the database", store.ErrForeign)
	}
	w.fresh, _ = values[0][0].(bool)
	return nil
}

// Node stores a node.
func (w *writer) Node(n model.Node) error { return w.keep(w.node(n)) }

// Relationship stores a relationship.
func (w *writer) Relationship(r model.Relationship) error { return w.keep(w.relationship(r)) }

func (w *writer) keep(err error) error {
	if w.err == nil {
		w.err = err
	}
	return err
}

func (w *writer) node(n model.Node) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	if err := checkIndexed(n); err != nil {
		return err
	}
	id := n.ID()
	// A relationship that arrived earlier must not find this node.
	if w.nodeIDs[id] || w.unknown[id] || len(w.nodes) == batchSize {
		if err := w.flush(); err != nil {
			return err
		}
	}
	_, before := w.known[id]
	w.nodes = append(w.nodes, pendingNode{n, before || !w.fresh})
	w.nodeIDs[id], w.known[id] = true, n.Label
	return nil
}

func (w *writer) relationship(r model.Relationship) error {
	if err := r.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	key := relationshipKey{r.Type, r.ID()}
	if w.keys[key] || len(w.relationships) == batchSize {
		if err := w.flush(); err != nil {
			return err
		}
	}
	for _, end := range endsOf(r) {
		label, known := w.known[end.id]
		switch {
		case known:
			if err := end.check(r, label, true); err != nil {
				return err
			}
		case w.fresh:
			return end.check(r, 0, false)
		default:
			w.unknown[end.id] = true
		}
	}
	w.relationships = append(w.relationships, pendingRelationship{r, w.written[key] || !w.fresh})
	w.keys[key], w.written[key] = true, true
	return nil
}

// end is a node that a relationship refers to.
type end struct {
	role, id string
	allowed  model.LabelSet
}

func endsOf(r model.Relationship) []end {
	from, to := r.Type.Ends()
	ends := append(make([]end, 0, 3), end{"start", r.From, from}, end{"end", r.To, to})
	if id, ok := r.Properties[model.RoundID].(string); ok {
		ends = append(ends, end{"round", id, model.Round.Set()})
	}
	return ends
}

func (e end) check(r model.Relationship, label model.Label, found bool) error {
	if !found {
		return fmt.Errorf("%w: %s %q: %s %q is not stored", store.ErrInvalid, r.Type, r.ID(), e.role, e.id)
	}
	if !e.allowed.Has(label) {
		return fmt.Errorf("%w: %s %q: %s %q cannot be a %s", store.ErrInvalid, r.Type, r.ID(), e.role, e.id, label)
	}
	return nil
}

// finish writes the rest, checks the changed labels, and updates the markers and the revision.
func (w *writer) finish() error {
	if w.err != nil {
		return w.err
	}
	if err := inTurn(w.flush, w.checkLabels, w.mark); err != nil {
		return err
	}
	if w.tally.Created+w.tally.Updated == 0 {
		return nil
	}
	_, err := w.run("finish a load", "MATCH (l:"+layoutLabel+") SET l.revision = $p.revision",
		map[string]any{"revision": rand.Text()})
	return err
}

// inTurn runs steps in order, until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// flush writes the batch.
func (w *writer) flush() error {
	if err := inTurn(w.resolve, w.writeNodes, w.writeRelationships); err != nil {
		return err
	}
	w.nodes, w.relationships = w.nodes[:0], w.relationships[:0]
	clear(w.nodeIDs)
	clear(w.keys)
	clear(w.unknown)
	return nil
}

// resolve looks up the unknown ends.
func (w *writer) resolve() error {
	if len(w.unknown) == 0 {
		return nil
	}
	ids := slices.Collect(maps.Keys(w.unknown))
	rows, err := w.run("look up nodes", "UNWIND $p.ids AS id MATCH (n:"+cypher.FactLabel+" {id: id})"+byFactID("n")+" RETURN id, labels(n)",
		map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if label, ok := ownLabel(row[1]); ok {
			w.known[textOf(row[0])] = label
		}
	}
	for _, r := range w.relationships {
		for _, end := range endsOf(r.Relationship) {
			if !w.unknown[end.id] {
				continue
			}
			label, found := w.known[end.id]
			if err := end.check(r.Relationship, label, found); err != nil {
				return err
			}
		}
	}
	return nil
}

// ownLabel returns the label of a node that is not a marker.
func ownLabel(labels any) (model.Label, bool) {
	list, _ := labels.([]any)
	for _, name := range list {
		if label, ok := model.ParseLabel(textOf(name)); ok {
			return label, true
		}
	}
	return 0, false
}

// run sends a statement in the load's transaction and returns its rows.
func (w *writer) run(operation, text string, values map[string]any) ([][]any, error) {
	result, err := w.tx.Run(w.ctx, text, map[string]any{"p": values})
	if err != nil {
		return nil, failed(w.ctx, operation, err)
	}
	records, err := result.Collect(w.ctx)
	if err != nil {
		return nil, failed(w.ctx, operation, err)
	}
	rows := make([][]any, len(records))
	for i, record := range records {
		rows[i] = record.Values
	}
	return rows, nil
}
