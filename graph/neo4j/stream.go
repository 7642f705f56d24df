package neo4j

import (
	"context"
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// fetchSize is the number of rows of a stream that the database sends at a time, and therefore the size of the buffer.
const fetchSize = 2000

// Stream reads in one transaction, and therefore from one server of a cluster, through the indexes of ids. It does not
// read a snapshot: it can see any part of a load that is committed meanwhile, such as a relationship without one of its
// nodes, or a fact with both old and new values. It can miss a relationship whose ends change. No fact occurs twice. To
// export a single state of the graph, do not load data during the export.
func (s *Store) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) (err error) {
	if part != nil {
		if err := cypher.CheckExpansion(part.Expansion); err != nil {
			return fmt.Errorf("neo4j: stream: %w", err)
		}
	}
	if err := s.begin("stream"); err != nil {
		return err
	}
	defer s.running.Done()
	if err := ctx.Err(); err != nil {
		return failed(ctx, "stream", err)
	}
	session := s.session(ctx, driver.AccessModeRead, fetchSize)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	tx, err := session.BeginTransaction(ctx, serverTimeout(ctx))
	if err != nil {
		return failed(ctx, "stream", err)
	}
	defer func() { _ = tx.Close(context.WithoutCancel(ctx)) }() // it does nothing after a commit
	if part.HasNodes() {
		if err := eachFact(ctx, tx, cypher.Nodes(part), func(id string, values []any) error {
			n, err := nodeOf(id, values)
			if err != nil {
				return err
			}
			return w.Node(n)
		}); err != nil {
			return err
		}
	}
	for _, pattern := range part.Patterns() {
		if err := eachFact(ctx, tx, cypher.Relationships(part, pattern), func(id string, values []any) error {
			r, err := relationshipOf(pattern.Rel, id, values)
			if err != nil {
				return err
			}
			return w.Relationship(r)
		}); err != nil {
			return err
		}
	}
	if err := tx.Commit(ctx); err != nil {
		return failed(ctx, "stream", err)
	}
	return nil
}

// eachFact runs a statement whose rows are sorted by their first value, an id, and calls each for every row. It skips a
// row with the id of the row before: if a relationship is deleted and created again meanwhile, the database can return
// both.
func eachFact(
	ctx context.Context, tx driver.ExplicitTransaction, q cypher.Query, each func(id string, values []any) error,
) error {
	result, err := tx.Run(ctx, q.Text, q.Params)
	if err != nil {
		return failed(ctx, "stream", err)
	}
	before := ""
	var record *driver.Record
	for result.NextRecord(ctx, &record) {
		id := textOf(record.Values[0])
		if id == before {
			continue
		}
		before = id
		if err := each(id, record.Values[1:]); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil { // buffered rows would continue
			return failed(ctx, "stream", err)
		}
	}
	if err := result.Err(); err != nil {
		return failed(ctx, "stream", err)
	}
	return nil
}

func nodeOf(id string, values []any) (model.Node, error) {
	label, known := ownLabel(values[0])
	if !known {
		return model.Node{}, fmt.Errorf("neo4j: stream: %w: node %q has an unknown label", errDecode, id)
	}
	stored, _ := values[1].(map[string]any)
	properties, err := stated(label.Properties(), stored)
	if err != nil {
		return model.Node{}, fmt.Errorf("neo4j: stream: %s %q: %w", label, id, err)
	}
	_, listed := stored[listedProperty]
	return model.Node{Label: label, Investor: listed, Properties: properties}, nil
}

func relationshipOf(t model.RelType, id string, values []any) (model.Relationship, error) {
	stored, _ := values[2].(map[string]any)
	properties, err := stated(t.Properties(), stored)
	if err != nil {
		return model.Relationship{}, fmt.Errorf("neo4j: stream: %s %q: %w", t, id, err)
	}
	return model.Relationship{Type: t, From: textOf(values[0]), To: textOf(values[1]), Properties: properties}, nil
}
