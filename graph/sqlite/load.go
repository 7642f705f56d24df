package sqlite

import (
	"context"
	"crypto/rand"
	database "database/sql"
	"errors"
	"fmt"
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// recentNodes is the number of nodes whose keys a load caches, so that most relationships need not look up their ends.
const recentNodes = 1 << 17

// Load writes in one transaction.
func (s *Store) Load(ctx context.Context, fill func(store.Writer) error) (store.Tally, error) {
	if err := s.file.check(); err != nil { // otherwise the data would be written to a deleted file
		return store.Tally{}, fmt.Errorf("sqlite: begin a load: %w", err)
	}
	tx, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return store.Tally{}, s.failed(ctx, "begin a load", err)
	}
	defer func() { _ = tx.Rollback() }() // it does nothing after a commit
	if _, err := tx.ExecContext(ctx, createPending); err != nil {
		return store.Tally{}, s.failed(ctx, "begin a load", err)
	}
	recent, err := lru.New[string, nodeKey](recentNodes)
	if err != nil {
		return store.Tally{}, err
	}
	w := &writer{ctx: ctx, store: s, tx: tx, recent: recent, prepared: map[string]*database.Stmt{}, relabelled: map[int64]bool{}}
	if err := fill(w); err != nil {
		return store.Tally{}, err
	}
	if w.failed != nil {
		return store.Tally{}, w.failed
	}
	if err := w.checkLabels(); err != nil {
		return store.Tally{}, err
	}
	for _, statement := range slices.Concat(indexing, countingDegrees, closing) {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return store.Tally{}, s.failed(ctx, "finish a load", err)
		}
	}
	if w.tally.Created+w.tally.Updated > 0 {
		if _, err := tx.ExecContext(ctx, "UPDATE revision SET token = ?", rand.Text()); err != nil {
			return store.Tally{}, s.failed(ctx, "finish a load", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return store.Tally{}, s.failed(ctx, "commit a load", err)
	}
	return w.tally, nil
}

// closing updates the markers, and then the statistics by which SQLite chooses its indexes.
var closing = []string{
	updateMarker(model.Founder,
		"EXISTS (SELECT 1 FROM has_role WHERE from_key = node.key AND is_founder = 1)"),
	updateMarker(model.Investor,
		"(listed_as_investor OR EXISTS (SELECT 1 FROM invested_in WHERE from_key = node.key)"+
			" OR EXISTS (SELECT 1 FROM committed_to WHERE from_key = node.key))"),
	"ANALYZE",
}

func updateMarker(m model.Marker, holds string) string {
	column := sql.MarkerColumn(m)
	holds = "(label IN (" + labelList(m.Labels()) + ") AND " + holds + ")"
	return "UPDATE node SET " + column + " = " + holds + " WHERE " + column + " <> " + holds
}

type nodeKey struct {
	key   int64
	label model.Label
}

type writer struct {
	ctx      context.Context
	store    *Store
	tx       *database.Tx
	tally    store.Tally
	recent   *lru.Cache[string, nodeKey]
	prepared map[string]*database.Stmt // by text

	relabelled map[int64]bool // the keys of the nodes whose label has changed
	failed     error          // the first error of a write, which ends the load even if fill continues
}

// Node stores a node.
func (w *writer) Node(n model.Node) error { return w.keep(w.node(n)) }

// Relationship stores a relationship.
func (w *writer) Relationship(r model.Relationship) error { return w.keep(w.relationship(r)) }

func (w *writer) keep(err error) error {
	if w.failed == nil {
		w.failed = err
	}
	return err
}

func (w *writer) node(n model.Node) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	before := w.tally
	key, err := w.putNode(n)
	if err != nil || w.tally.Unchanged != before.Unchanged {
		return err
	}
	return w.index(key, n)
}

// putNode stores a node without its search entry, and returns its key.
func (w *writer) putNode(n model.Node) (int64, error) {
	values := []any{n.ID(), n.Label.String(), n.Investor}
	for _, p := range sql.NodeProperties {
		values = appendValues(values, p, n.Properties[p])
	}
	key, label, err := w.put(nodeUpsert, values)
	if err != nil {
		return 0, err
	}
	if label != "" && label != n.Label.String() {
		w.relabelled[key] = true
	}
	w.recent.Add(n.ID(), nodeKey{key, n.Label})
	return key, nil
}

func (w *writer) relationship(r model.Relationship) error {
	if err := r.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	from, to := r.Type.Ends()
	fromKey, err := w.end(r, "start", r.From, from)
	if err != nil {
		return err
	}
	toKey, err := w.end(r, "end", r.To, to)
	if err != nil {
		return err
	}
	values := []any{r.ID(), fromKey, toKey}
	for _, p := range r.Type.Properties()[1:] {
		value := r.Properties[p]
		if id, ok := value.(string); ok && p == model.RoundID {
			if value, err = w.end(r, "round", id, model.Round.Set()); err != nil {
				return err
			}
		}
		values = appendValues(values, p, value)
	}
	_, _, err = w.put(relationshipUpserts[r.Type], values)
	return err
}

// end returns the key of a node that a relationship refers to.
func (w *writer) end(r model.Relationship, role, id string, allowed model.LabelSet) (int64, error) {
	node, found := w.recent.Get(id)
	if !found {
		stmt, err := w.prepare("SELECT key, label FROM node WHERE id = ?")
		if err != nil {
			return 0, err
		}
		var label string
		switch err := stmt.QueryRowContext(w.ctx, id).Scan(&node.key, &label); {
		case errors.Is(err, database.ErrNoRows):
			return 0, fmt.Errorf("%w: %s %q: %s %q is not stored", store.ErrInvalid, r.Type, r.ID(), role, id)
		case err != nil:
			return 0, w.store.failed(w.ctx, "look up a node", err)
		}
		node.label, _ = model.ParseLabel(label)
		w.recent.Add(id, node)
	}
	if !allowed.Has(node.label) {
		return 0, fmt.Errorf("%w: %s %q: %s %q cannot be a %s",
			store.ErrInvalid, r.Type, r.ID(), role, id, node.label)
	}
	return node.key, nil
}

// put inserts a row. If its id is already stored, it updates the row if that changes any value. It returns the row's
// key and, for a stored node, the label that it had.
func (w *writer) put(u upsert, values []any) (key int64, label string, err error) {
	result, err := w.exec("insert", u.insert, values...)
	if err != nil {
		return 0, "", err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		w.tally.Created++
		key, lastErr := result.LastInsertId()
		return key, "", errors.Join(err, lastErr)
	}
	find, err := w.prepare(u.find)
	if err != nil {
		return 0, "", err
	}
	if err := find.QueryRowContext(w.ctx, values[0]).Scan(&key, &label); err != nil {
		return 0, "", w.store.failed(w.ctx, "look up a row", err)
	}
	stated := values[1:]
	if result, err = w.exec("update", u.update, slices.Concat(stated, []any{key}, stated)...); err != nil {
		return 0, "", err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		w.tally.Updated++
		return key, label, err
	}
	w.tally.Unchanged++
	return key, label, nil
}

// exec runs a prepared statement, which is reused.
func (w *writer) exec(operation, text string, args ...any) (database.Result, error) {
	statement, err := w.prepare(text)
	if err != nil {
		return nil, err
	}
	result, err := statement.ExecContext(w.ctx, args...)
	if err != nil {
		return nil, w.store.failed(w.ctx, operation, err)
	}
	return result, nil
}

func (w *writer) prepare(text string) (*database.Stmt, error) {
	if stmt, found := w.prepared[text]; found {
		return stmt, nil
	}
	stmt, err := w.tx.PrepareContext(w.ctx, text)
	if err != nil {
		return nil, w.store.failed(w.ctx, "prepare a write", err)
	}
	w.prepared[text] = stmt // closed with the transaction
	return stmt, nil
}
