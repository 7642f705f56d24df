package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Answer returns nothing, since SQLite runs every InitPlan step by step.
func (s *Store) Answer(context.Context, *plan.Plan) ([]plan.Found, *store.Record, error) {
	return nil, nil, nil
}

// Paths searches for paths in one snapshot.
func (s *Store) Paths(ctx context.Context, spec *plan.Paths) (found plan.FoundPaths, err error) {
	err = s.search(ctx, "search for paths", func(ctx context.Context, g ground) error {
		found, err = paths.Find(ctx, g, spec)
		return err
	})
	return found, err
}

// Neighbourhood searches for a neighbourhood in one snapshot.
func (s *Store) Neighbourhood(
	ctx context.Context, spec *plan.Neighbourhood,
) (found *plan.FoundNeighbourhood, err error) {
	err = s.search(ctx, "search for a neighbourhood", func(ctx context.Context, g ground) error {
		found, err = paths.FindNeighbourhood(ctx, g, spec)
		return err
	})
	return found, err
}

// ExplainSearch returns the statements that Paths or Neighbourhood sends.
func (s *Store) ExplainSearch(spec plan.InitPlan) ([]store.Statement, error) {
	var all []store.Statement
	for _, q := range paths.Questions(spec) {
		var one sql.Query
		switch q.Kind {
		case paths.ForPairs:
			one = sql.Steps(q.Expansion, q.Nodes, q.Ends, q.Most+1)
		case paths.ForLinks:
			one = sql.Links(q.Expansion, q.Nodes, q.Most+1)
		case paths.ForDegrees:
			one = sql.Degrees(q.Expansion.Types(), q.Nodes)
		default:
			panic("sqlite: a question of an unknown kind")
		}
		all = append(all, explained(q.When, one))
	}
	return all, nil
}

// search runs several statements in one transaction.
func (s *Store) search(
	ctx context.Context, operation string, do func(ctx context.Context, g ground) error,
) error {
	if s.closed.Load() {
		return fmt.Errorf("sqlite: %s: %w: the store is closed", operation, store.ErrUnavailable)
	}
	err := s.reading.use(ctx, false, func(ctx context.Context, c *connection, conn any) error {
		g := ground{c, conn}
		if err := g.read(ctx, sql.Query{Text: "BEGIN"}, nil); err != nil {
			return err
		}
		if err := do(ctx, g); err != nil {
			return err // this closes the connection, which ends the transaction
		}
		return g.read(ctx, sql.Query{Text: "COMMIT"}, nil)
	})
	if err != nil && !errors.Is(err, plan.ErrLimit) {
		return s.failed(ctx, operation, err)
	}
	return err
}

// ground is the graph in a transaction of a connection.
type ground struct {
	connection *connection
	conn       any
}

var _ paths.Ground = ground{}

// Expand returns the pairs of nodes of one step, at most one more than most.
func (g ground) Expand(ctx context.Context, expansion plan.Expansion, from, ends []string, most int) ([]paths.Pair, error) {
	var pairs []paths.Pair
	err := g.read(ctx, sql.Steps(expansion, from, ends, most+1), func(row []driver.Value) error {
		pairs = append(pairs, paths.Pair{From: textOf(row[0]), To: textOf(row[1])})
		return nil
	})
	return pairs, err
}

// Links returns the relationships among nodes, at most one more than most.
func (g ground) Links(ctx context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	var links []plan.Link
	err := g.read(ctx, sql.Links(expansion, nodes, most+1), func(row []driver.Value) error {
		rel, _ := row[0].(int64)
		links = append(links, plan.Link{Rel: model.RelType(rel), ID: textOf(row[1]), Start: textOf(row[2]), End: textOf(row[3])})
		return nil
	})
	return links, err
}

// Degrees returns the degree of each node.
func (g ground) Degrees(ctx context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error) {
	degrees := make(map[string]int64, len(nodes))
	err := g.read(ctx, sql.Degrees(expansion.Types(), nodes), func(row []driver.Value) error {
		degrees[textOf(row[0])], _ = row[1].(int64)
		return nil
	})
	return degrees, err
}

func textOf(value driver.Value) string {
	text, _ := value.(string)
	return text
}

// read runs a statement and calls each for every row. The rows share one slice of values.
func (g ground) read(ctx context.Context, q sql.Query, each func([]driver.Value) error) (err error) {
	statement, err := g.connection.prepared.statement(ctx, g.conn, q.Text)
	if err != nil {
		return err
	}
	rows, err := query(ctx, statement, q.Args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, q.Width)
	for {
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := each(values); err != nil {
			return err
		}
	}
}
