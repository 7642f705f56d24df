package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Stream reads a snapshot of the graph in one transaction. It has its own connection, so a slow w does not delay plans.
// A database in memory has no write-ahead log: a load waits for the end of the stream, and the stream for the end of a
// load. Therefore w must not load into it.
func (s *Store) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) error {
	done, err := s.beginStream()
	if err != nil {
		return err
	}
	defer done()
	if err := ctx.Err(); err != nil {
		return s.failed(ctx, "stream", err)
	}
	c, err := s.streaming.connect(ctx)
	if err != nil {
		return s.failed(ctx, "stream", err)
	}
	defer func() { _ = c.close() }()
	var refused error // an error of w, which is returned unchanged
	err = c.Raw(func(conn any) (err error) {
		read := ground{c, conn}.read
		if err := read(ctx, sql.Query{Text: "BEGIN"}, nil); err != nil {
			return err
		}
		defer func() {
			if end := read(context.WithoutCancel(ctx), sql.Query{Text: "ROLLBACK"}, nil); end != nil {
				err = errors.Join(err, end, driver.ErrBadConn) // ErrBadConn prevents reuse of the connection
			}
		}()
		write := func(err error) error {
			if refused = err; err != nil {
				return err
			}
			return ctx.Err()
		}
		if part.HasNodes() {
			err = read(ctx, sql.Nodes(part), func(values []driver.Value) error {
				return write(w.Node(nodeOf(values)))
			})
		}
		for _, pattern := range part.Patterns() {
			if err != nil {
				break
			}
			err = read(ctx, sql.Relationships(part, pattern), func(values []driver.Value) error {
				return write(w.Relationship(relationshipOf(pattern.Rel, values)))
			})
		}
		return err
	})
	if refused != nil {
		return refused
	}
	if err != nil {
		return s.failed(ctx, "stream", err)
	}
	return nil
}

// ExplainStream returns the statements that Stream sends.
func (s *Store) ExplainStream(part *plan.Subgraph) []store.Statement {
	var all []store.Statement
	if part.HasNodes() {
		all = append(all, explained("once", sql.Nodes(part)))
	}
	for _, pattern := range part.Patterns() {
		all = append(all, explained("once", sql.Relationships(part, pattern)))
	}
	return all
}

// beginStream adds a stream that Close waits for, and returns a function that removes it.
func (s *Store) beginStream() (done func(), err error) {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed.Load() {
		return nil, fmt.Errorf("sqlite: stream: %w: the store is closed", store.ErrUnavailable)
	}
	s.streams.Add(1)
	return s.streams.Done, nil
}

func nodeOf(values []driver.Value) model.Node {
	label, _ := model.ParseLabel(textOf(values[1]))
	n := model.Node{Label: label, Investor: values[2] == int64(1), Properties: identified(values)}
	takeValues(n.Properties, sql.NodeProperties, values[3:])
	return n
}

func relationshipOf(t model.RelType, values []driver.Value) model.Relationship {
	r := model.Relationship{Type: t, From: textOf(values[1]), To: textOf(values[2]), Properties: identified(values)}
	takeValues(r.Properties, t.Properties()[1:], values[3:])
	return r
}

// identified returns properties with the id, which is the first value of a row, and capacity for the others.
func identified(row []driver.Value) model.Properties {
	known := 0
	for _, value := range row {
		if value != nil {
			known++
		}
	}
	p := make(model.Properties, known)
	p[model.ID] = row[0]
	return p
}
