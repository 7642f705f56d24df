package sqlite

import (
	database "database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

var _ store.LoadWriter = (*writer)(nil)

var (
	readAny = "SELECT id, label, listed_as_investor, " + strings.Join(sql.AllColumns(sql.NodeProperties), ", ") +
		" FROM node WHERE "
	readNodes     = readAny + "id IN (SELECT value FROM json_each(?))"
	readListed    = readNodes + " AND listed_as_investor = 1"
	readConflicts = readAny + "label = ?"
	countFacts    = func() string {
		counts := []string{"(SELECT count(*) FROM node)"}
		for _, t := range model.AllRelTypes() {
			counts = append(counts, "(SELECT count(*) FROM "+sql.TableName(t)+")")
		}
		return "SELECT " + strings.Join(counts, " + ")
	}()
)

// Nodes returns those of the nodes that are stored.
func (w *writer) Nodes(ids []string) ([]model.Node, error) {
	return w.read(readNodes, sql.JSONList(ids))
}

// Listed returns those of the nodes that were listed as investors.
func (w *writer) Listed(ids []string) ([]model.Node, error) {
	return w.read(readListed, sql.JSONList(ids))
}

// Conflicts returns all conflicts.
func (w *writer) Conflicts() ([]model.Node, error) {
	return w.read(readConflicts, model.Conflict.String())
}

func (w *writer) read(text string, arguments ...any) ([]model.Node, error) {
	var nodes []model.Node
	values := make([]driver.Value, 3+len(sql.AllColumns(sql.NodeProperties)))
	places := make([]any, len(values))
	for i := range values {
		places[i] = (*any)(&values[i])
	}
	err := w.each("look up nodes", text, func(rows *database.Rows) error {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		nodes = append(nodes, nodeOf(values))
		return nil
	}, arguments...)
	return nodes, err
}

// Links returns the relationships of a type.
func (w *writer) Links(t model.RelType) ([]store.Link, error) {
	var links []store.Link
	err := w.each("read relationships", "SELECT r.id, a.id, b.id FROM "+sql.TableName(t)+
		" AS r JOIN node AS a ON a.key = r.from_key JOIN node AS b ON b.key = r.to_key", func(rows *database.Rows) error {
		var link store.Link
		if err := rows.Scan(&link.ID, &link.From, &link.To); err != nil {
			return err
		}
		links = append(links, link)
		return nil
	})
	return links, err
}

// Replace replaces a stored node with another.
func (w *writer) Replace(id string, n model.Node) error { return w.keep(w.replace(id, n)) }

func (w *writer) replace(id string, n model.Node) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	if n.ID() != id {
		if err := w.rename(id, n.ID()); err != nil {
			return err
		}
	}
	before := w.tally
	key, err := w.putNode(n)
	if err != nil {
		return err
	}
	w.tally = before
	w.tally.Updated++
	return w.index(key, n)
}

// rename changes the id of a node. Relationships refer to nodes by their keys, and conflicts by their ids.
func (w *writer) rename(id, to string) error {
	result, err := w.exec("replace a node",
		"UPDATE node SET id = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM node WHERE id = ?2)", id, to)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%w: %q cannot replace %q: %[2]q is already stored, or %[3]q is not",
			store.ErrInvalid, to, id))
	}
	w.recent.Remove(id)
	_, err = w.exec("replace a node", "UPDATE node SET fact_id = ?2 WHERE fact_id = ?1", id, to)
	return err
}

// Facts returns the number of stored nodes and relationships.
func (w *writer) Facts() (n int, err error) {
	if err := w.tx.QueryRowContext(w.ctx, countFacts).Scan(&n); err != nil {
		return 0, w.store.failed(w.ctx, "count facts", err)
	}
	return n, nil
}

// each runs a query and calls row for each of its rows.
func (w *writer) each(operation, text string, row func(*database.Rows) error, args ...any) error {
	rows, err := w.tx.QueryContext(w.ctx, text, args...)
	if err != nil {
		return w.store.failed(w.ctx, operation, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return w.store.failed(w.ctx, operation, err)
		}
	}
	if err := rows.Err(); err != nil {
		return w.store.failed(w.ctx, operation, err)
	}
	return nil
}
