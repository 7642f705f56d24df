package export

import "github.com/stakegraph/stakegraph/graph/export/columnar"

import (
	"archive/zip"
	"io"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
)

// recordTable gathers nodes or edges into batches. Each attribute is a column of its own type, and one of dates has two
// more, for the earliest and the latest day. What is not known is null.
type recordTable struct {
	to         columnar.File
	columns    []*columnar.Column
	dynamic    bool
	attributes []Attribute
	column     int // the next of the row
	most       int // rows of a batch
	rows       int
	bytes      int // of texts in the rows
}

// recordColumns returns the columns of nodes or of edges.
func recordColumns(s *Schema, nodes bool) []*columnar.Column {
	own, attributes := []string{"id", "label", "kind"}, s.Nodes
	if !nodes {
		own, attributes = []string{"id", "source", "target", "type"}, s.Edges
	}
	var columns []*columnar.Column
	add := func(name string, of columnar.Storage) { columns = append(columns, columnar.New(name, of)) }
	for _, name := range own {
		add(name, columnar.Texts)
	}
	if s.Dynamic {
		add("start", columnar.Days)
		add("end", columnar.Days)
	}
	for _, a := range attributes {
		switch a.Kind {
		case Text:
			add(a.Name, columnar.Texts)
		case Integer:
			add(a.Name, columnar.Integers)
		case Decimal:
			add(a.Name, columnar.Decimals)
		case Float:
			add(a.Name, columnar.Floats)
		case Boolean:
			add(a.Name, columnar.Booleans)
		case List:
			add(a.Name, columnar.Lists)
		case Date:
			add(a.Name, columnar.Texts)
			add(a.Name+"Earliest", columnar.Days)
			add(a.Name+"Latest", columnar.Days)
		default:
			panic("export: an attribute of no known kind")
		}
	}
	return columns
}

// recordNotes returns what a file says of itself.
func recordNotes(s *Schema) [][2]string {
	notes := [][2]string{{"name", s.Name}, {"directed", truth(s.Directed)}, {"multigraph", truth(s.Parallel)}}
	for _, n := range s.Notes {
		notes = append(notes, [2]string{n.Name, string(n.appendPlain(nil))})
	}
	return notes
}

func newArrowPair(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "arrow", zip.Deflate, func(w io.Writer, nodes bool) (table, error) {
		columns := recordColumns(s, nodes)
		to, err := columnar.NewArrow(w, columns, recordNotes(s))
		return newRecordTable(to, columns, s, nodes, columnar.ArrowRows), err
	})
}

func newParquetPair(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "parquet", zip.Store, func(w io.Writer, nodes bool) (table, error) {
		columns := recordColumns(s, nodes)
		return newRecordTable(columnar.NewParquet(w, columns, recordNotes(s)), columns, s, nodes, columnar.ParquetRun), nil
	})
}

// newRecordTable returns a table of the columns of recordColumns, whose batches have so many rows at most.
func newRecordTable(to columnar.File, columns []*columnar.Column, s *Schema, nodes bool, most int) *recordTable {
	t := &recordTable{to: to, columns: columns, dynamic: s.Dynamic, attributes: s.Nodes, most: most}
	if !nodes {
		t.attributes = s.Edges
	}
	return t
}

func (t *recordTable) node(n *Node) error {
	t.texts(n.ID, n.Label, n.Kind)
	return t.row(n.Start, n.End, n.Values)
}

func (t *recordTable) edge(e *Edge) error {
	t.texts(e.ID, e.Source, e.Target, e.Type)
	return t.row(e.Start, e.End, e.Values)
}

func (t *recordTable) next() *columnar.Column {
	t.column++
	return t.columns[t.column-1]
}

// texts adds texts, of which an empty one is not known.
func (t *recordTable) texts(all ...string) {
	for _, s := range all {
		if s == "" {
			t.next().Null()
		} else {
			t.text(t.next(), s)
		}
	}
}

func (t *recordTable) text(c *columnar.Column, s string) {
	t.bytes += len(s)
	c.Text(s)
}

// row ends the row, and the batch with it once that is full.
func (t *recordTable) row(start, end int64, values []any) error {
	if t.dynamic {
		t.day(start)
		t.day(end)
	}
	for i, v := range values {
		t.value(t.attributes[i].Kind, v)
	}
	t.column = 0
	if t.rows++; t.rows < t.most && t.bytes < columnar.MostBytes {
		return nil
	}
	return t.flush()
}

func (t *recordTable) value(kind Kind, v any) {
	c := t.next()
	if kind == Date {
		d, known := v.(model.PartialDate)
		if known {
			t.text(c, d.String())
		} else {
			c.Null()
		}
		t.day(d.Earliest)
		t.day(d.Latest)
		return
	}
	if v == nil {
		c.Null()
		return
	}
	switch kind {
	case Text:
		t.text(c, v.(string))
	case Integer:
		c.Integer(v.(int64))
	case Decimal:
		c.Decimal(v.(int64))
	case Float:
		c.Float(v.(float64))
	case Boolean:
		c.Boolean(v.(bool))
	case List:
		list := v.([]string)
		for _, s := range list {
			t.bytes += len(s)
		}
		c.List(list)
	default:
		panic("export: an attribute of no known kind")
	}
}

func (t *recordTable) day(day int64) {
	c := t.next()
	if day == 0 {
		c.Null()
		return
	}
	at := time.Date(int(day/10_000), time.Month(day/100%100), int(day%100), 0, 0, 0, 0, time.UTC)
	c.Day(int32(at.Unix() / (24 * 60 * 60)))
}

func (t *recordTable) flush() error {
	err := t.to.Write(t.columns)
	for _, c := range t.columns {
		c.Clear()
	}
	t.rows, t.bytes = 0, 0
	return err
}

func (t *recordTable) close() error {
	if t.rows > 0 {
		if err := t.flush(); err != nil {
			return err
		}
	}
	return t.to.Close()
}
