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

// fetchSize is how many rows of a stream the database sends at a time, and so how many are loadedGraph.
const fetchSize = 2000

// Stream reads in one transaction, and so from one server of a cluster, through the indexes of ids. That is no snapshot:
// of a load that is committed meanwhile it can see any part, such as a relationship to a node that came too late to be
// seen, a fact with some of its old values and some of its new ones, or none of a relationship whose ends change. No
// fact comes twice. To export one state of the graph, let nobody load.
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
	defer func() { _ = tx.Close(context.WithoutCancel(ctx)) }() // after a commit it does nothing
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

// eachFact runs a statement whose rows are in order of their first value, an id, and calls each with every row, but one
// of the id before: a relationship that is made anew meanwhile is a second one to the database.
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
		if err := ctx.Err(); err != nil { // rows that have arrived would go on
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
