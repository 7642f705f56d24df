package export

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/stakegraph/stakegraph/graph/export/columnar"
	"github.com/stakegraph/stakegraph/graph/model"
)

// recordTable collects nodes or edges in batches. Each attribute is a column of its type. A date has two more columns,
// for the earliest and the latest day. Unknown values are null.
type recordTable struct {
	to         columnar.File
	columns    []*columnar.Column
	dynamic    bool
	attributes []Attribute
	column     int // the index of the next column in the row
	most       int // maximum rows of a batch
	rows       int
	bytes      int // of texts in the rows
}

var storages = [...]columnar.Storage{
	Text: columnar.Texts, Integer: columnar.Integers, Decimal: columnar.Decimals, Float: columnar.Floats,
	Boolean: columnar.Booleans, Date: columnar.Texts, List: columnar.Lists,
}

// recordColumns returns the columns of nodes or of edges.
func recordColumns(s *Schema, own string, attributes []Attribute) []*columnar.Column {
	var columns []*columnar.Column
	add := func(of columnar.Storage, names ...string) {
		for _, name := range names {
			columns = append(columns, columnar.New(name, of))
		}
	}
	add(columnar.Texts, strings.Split(own, ",")...)
	if s.Dynamic {
		add(columnar.Days, "start", "end")
	}
	for _, a := range attributes {
		add(storages[a.Kind], a.Name)
		if a.Kind == Date {
			add(columnar.Days, a.Name+"Earliest", a.Name+"Latest")
		}
	}
	return columns
}

// recordNotes returns the metadata of a file.
func recordNotes(s *Schema) [][2]string {
	notes := [][2]string{
		{"name", s.Name}, {"directed", strconv.FormatBool(s.Directed)}, {"multigraph", strconv.FormatBool(s.Parallel)},
	}
	for _, n := range s.Notes {
		notes = append(notes, [2]string{n.Name, n.plain()})
	}
	return notes
}

func newArrowPair(w io.Writer, s *Schema) (Writer, error) {
	return newRecordPair(w, s, "arrow", zip.Deflate, columnar.ArrowRows, columnar.NewArrow)
}

func newParquetPair(w io.Writer, s *Schema) (Writer, error) {
	return newRecordPair(w, s, "parquet", zip.Store, columnar.ParquetRun, columnar.NewParquet)
}

// newRecordPair returns a pair of tables whose batches have at most the given number of rows.
func newRecordPair(
	w io.Writer, s *Schema, extension string, method uint16, most int,
	begin func(io.Writer, []*columnar.Column, [][2]string) (columnar.File, error),
) (Writer, error) {
	return newPair(w, s, pairFormat{
		extension: extension, method: method, nodes: "id,label,kind", edges: "id,source,target,type",
		open: func(w io.Writer, own string, attributes []Attribute) (table, error) {
			columns := recordColumns(s, own, attributes)
			to, err := begin(w, columns, recordNotes(s))
			return &recordTable{to: to, columns: columns, dynamic: s.Dynamic, attributes: attributes, most: most}, err
		},
	})
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

// texts adds texts. An empty text is unknown.
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

// row ends the row, and the batch if it is full.
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
	switch v := v.(type) {
	case nil:
		c.Null()
	case string:
		t.text(c, v)
	case int64:
		c.Integer(v)
	case float64:
		c.Float(v)
	case bool:
		c.Boolean(v)
	case model.PartialDate:
		t.text(c, v.String())
	case []string:
		for _, s := range v {
			t.bytes += len(s)
		}
		c.List(v)
	default:
		panic("export: unknown kind of attribute")
	}
	if kind == Date {
		d, _ := v.(model.PartialDate)
		t.day(d.Earliest)
		t.day(d.Latest)
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

// Close ends the table.
func (t *recordTable) Close() error {
	if t.rows > 0 {
		if err := t.flush(); err != nil {
			return err
		}
	}
	return t.to.Close()
}
