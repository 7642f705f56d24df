package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"

	"stakegraph/graph/model"
	"stakegraph/graph/store"
)

// Stream reads in one transaction, so that what it sees is a snapshot: the graph as it was at one moment. It has a
// connection of its own and takes none from those that answer plans, however slow w is. In memory, where there is no
// log beside the database, a load waits for it to end, and it for a load; so w must not load there.
func (s *Store) Stream(ctx context.Context, w store.Writer) error {
	done, err := s.beginStream()
	if err != nil {
		return err
	}
	defer done()
	if err := ctx.Err(); err != nil {
		return s.failed(ctx, "stream", err)
	}
	c, err := s.reading.connect(ctx)
	if err != nil {
		return s.failed(ctx, "stream", err)
	}
	defer func() { _ = c.close() }()
	var refused error // by w, whose errors are its own
	err = c.Raw(func(conn any) (err error) {
		read := func(ctx context.Context, text string, width int, row func([]driver.Value) error) error {
			statement, err := c.prepare(ctx, conn, text)
			if err != nil {
				return err
			}
			return eachRow(ctx, statement, width, row)
		}
		if err := read(ctx, "BEGIN", 0, nil); err != nil {
			return err
		}
		defer func() {
			if end := read(context.WithoutCancel(ctx), "ROLLBACK", 0, nil); end != nil {
				err = errors.Join(err, end, driver.ErrBadConn) // which keeps the connection from being used again
			}
		}()
		write := func(err error) error {
			if refused = err; err != nil {
				return err
			}
			return ctx.Err()
		}
		err = read(ctx, nodeScan, len(nodeScanColumns), func(values []driver.Value) error {
			return write(w.Node(nodeOf(values)))
		})
		for _, t := range model.AllRelTypes() {
			if err != nil {
				break
			}
			scan := relationshipScans[t]
			err = read(ctx, scan.text, len(scan.columns), func(values []driver.Value) error {
				return write(w.Relationship(relationshipOf(t, values)))
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

// beginStream counts a stream, which Close waits for, and returns what says that it is done.
func (s *Store) beginStream() (done func(), err error) {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed.Load() {
		return nil, fmt.Errorf("sqlite: stream: %w: it is closed", store.ErrUnavailable)
	}
	s.streams.Add(1)
	return s.streams.Done, nil
}

// eachRow runs a statement and calls each with every row, whose values are the same slice each time.
func eachRow(
	ctx context.Context, statement driver.Stmt, width int, each func([]driver.Value) error,
) (err error) {
	rows, err := query(ctx, statement, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, width)
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

// The scans read tables by the index of their ids, so that nothing is sorted. CROSS JOIN keeps SQLite from beginning
// with another table.

var nodeScanColumns = append([]string{"id", "label", "listed_as_investor"}, allColumns(nodeTableProperties)...)

var nodeScan = "SELECT " + strings.Join(nodeScanColumns, ", ") + " FROM node ORDER BY id"

type scan struct {
	columns []string
	text    string
}

var relationshipScans = func() []scan {
	all := make([]scan, 0, len(model.AllRelTypes()))
	for _, t := range model.AllRelTypes() {
		columns := []string{"r.id", "began.id", "ended.id"}
		from := " FROM " + tableName(t) + " AS r CROSS JOIN node AS began ON began.key = r.from_key" +
			" CROSS JOIN node AS ended ON ended.key = r.to_key"
		for _, p := range t.Properties()[1:] {
			if p == model.RoundID {
				columns = append(columns, "round.id")
				from += " LEFT JOIN node AS round ON round.key = r." + propertyColumns(p)[0]
				continue
			}
			for _, column := range propertyColumns(p) {
				columns = append(columns, "r."+column)
			}
		}
		all = append(all, scan{columns, "SELECT " + strings.Join(columns, ", ") + from + " ORDER BY r.id"})
	}
	return all
}()

func nodeOf(values []driver.Value) model.Node {
	name, _ := values[1].(string)
	label, _ := model.ParseLabel(name)
	n := model.Node{Label: label, Investor: values[2] == int64(1), Properties: identified(values)}
	takeValues(n.Properties, nodeTableProperties, values[3:])
	return n
}

func relationshipOf(t model.RelType, values []driver.Value) model.Relationship {
	r := model.Relationship{Type: t, Properties: identified(values)}
	r.From, _ = values[1].(string)
	r.To, _ = values[2].(string)
	takeValues(r.Properties, t.Properties()[1:], values[3:])
	return r
}

// identified returns properties with the id, which is the first of a row's values, and with room for the others.
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
