package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

var _ store.LoadWriter = (*writer)(nil)

var (
	readNodes = "UNWIND $p.ids AS id MATCH (n:" + cypher.FactLabel + " {id: id})" + byFactID("n") + " RETURN id, labels(n), properties(n)"

	readListed = "UNWIND $p.ids AS id MATCH (n:" + cypher.FactLabel + " {id: id})" + byFactID("n") + " WHERE n." + listedProperty +
		" IS NOT NULL RETURN id, labels(n), properties(n)"

	readConflicts = "MATCH (n:" + model.Conflict.String() + ") RETURN n.id, labels(n), properties(n)"

	// These are two statements, since planning a single one takes several times as long.
	countNodes         = "MATCH (n:" + cypher.FactLabel + ") RETURN count(n)"
	countRelationships = func() string {
		var names []string
		for _, t := range model.AllRelTypes() {
			names = append(names, t.String())
		}
		return "MATCH ()-[r:" + strings.Join(names, "|") + "]->() RETURN count(r)"
	}()
)

// Nodes returns those of the nodes that are stored.
func (w *writer) Nodes(ids []string) ([]model.Node, error) { return w.read(readNodes, ids) }

// Listed returns those of the nodes that were listed as investors.
func (w *writer) Listed(ids []string) ([]model.Node, error) { return w.read(readListed, ids) }

// Conflicts returns all conflicts.
func (w *writer) Conflicts() ([]model.Node, error) {
	if err := w.flushed(); err != nil {
		return nil, err
	}
	return w.found(nil, readConflicts, nil)
}

func (w *writer) read(text string, ids []string) ([]model.Node, error) {
	if err := w.flushed(); err != nil || w.fresh && len(w.known) == 0 {
		return nil, err
	}
	var nodes []model.Node
	for batch := range slices.Chunk(ids, batchSize) {
		var err error
		if nodes, err = w.found(nodes, text, map[string]any{"ids": batch}); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// found appends the nodes that a statement returns.
func (w *writer) found(nodes []model.Node, text string, p map[string]any) ([]model.Node, error) {
	rows, err := w.run("look up nodes", text, p)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		n, err := nodeOf(textOf(row[0]), row[1:])
		if err != nil {
			return nil, fmt.Errorf("neo4j: look up nodes: %w", err)
		}
		nodes = append(nodes, n)
	}
	return nodes, nil
}

// Links returns the relationships of a type.
func (w *writer) Links(t model.RelType) ([]store.Link, error) {
	if err := w.flushed(); err != nil {
		return nil, err
	}
	rows, err := w.run("read relationships", "MATCH (a)-[r:"+t.String()+"]->(b) RETURN r.id, a.id, b.id", nil)
	if err != nil {
		return nil, err
	}
	links := make([]store.Link, len(rows))
	for i, row := range rows {
		links[i] = store.Link{ID: textOf(row[0]), From: textOf(row[1]), To: textOf(row[2])}
	}
	return links, nil
}

// Replace replaces a stored node with another.
func (w *writer) Replace(id string, n model.Node) error { return w.keep(w.replace(id, n)) }

func (w *writer) replace(id string, n model.Node) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	}
	if err := w.flush(); err != nil {
		return err
	}
	to := n.ID()
	if id != to {
		if err := w.rename(id, to); err != nil {
			return err
		}
	}
	w.replaced[to] = true
	w.known[to] = n.Label // so that node looks it up
	return w.node(n)
}

// rename changes the id of a node. Conflicts refer to nodes by their ids.
func (w *writer) rename(id, to string) error {
	p := map[string]any{"id": id, "to": to}
	renamed, err := w.run("replace a node", "MATCH (n:"+cypher.FactLabel+" {id: $p.id})"+byFactID("n")+
		" WHERE NOT EXISTS { MATCH (:"+cypher.FactLabel+" {id: $p.to}) } SET n.id = $p.to RETURN n.id", p)
	if err != nil {
		return err
	}
	if len(renamed) == 0 {
		return fmt.Errorf("%w: %q cannot replace %q: %[2]q is already stored, or %[3]q is not", store.ErrInvalid, to, id)
	}
	factID := cypher.Columns[model.FactID][plan.Whole]
	if _, err := w.run("replace a node", "MATCH (c:"+model.Conflict.String()+") WHERE c."+factID+" = $p.id SET c."+factID+
		" = $p.to", p); err != nil {
		return err
	}
	if label, changed := w.relabelled[id]; changed {
		delete(w.relabelled, id)
		w.relabelled[to] = label
	}
	delete(w.known, id)
	return nil
}

// Facts returns the number of stored nodes and relationships.
func (w *writer) Facts() (int, error) {
	if err := w.flushed(); err != nil {
		return 0, err
	}
	if w.fresh {
		return w.tally.Created, nil
	}
	var all int64
	for _, text := range []string{countNodes, countRelationships} {
		rows, err := w.run("count facts", text, nil)
		if err != nil {
			return 0, err
		}
		n, _ := rows[0][0].(int64)
		all += n
	}
	return int(all), nil
}

// flushed writes the batch, so that a read includes it.
func (w *writer) flushed() error {
	if w.err != nil {
		return w.err
	}
	return w.keep(w.flush())
}
