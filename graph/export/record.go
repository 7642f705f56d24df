package export

import (
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
)

// batches writes rows, as Arrow and as Parquet.
type batches interface {
	// write writes the rows of the columns, which are as many in each.
	write(columns []*column) error
	close() error
}

// recordTable gathers nodes or edges into batches. Each attribute is a column of its own type, and one of dates has two
// more, for the earliest and the latest day. What is not known is null.
type recordTable struct {
	to         batches
	columns    []*column
	dynamic    bool
	attributes []Attribute
	column     int // the next of the row
	most       int // rows of a batch
	rows       int
	bytes      int // of texts in the rows
}

// mostBytes is how much text a batch has before it is written, and what the last row brings beyond that.
const mostBytes = 4 << 20

// recordColumns returns the columns of nodes or of edges.
func recordColumns(s *Schema, nodes bool) []*column {
	own, attributes := []string{"id", "label", "kind"}, s.Nodes
	if !nodes {
		own, attributes = []string{"id", "source", "target", "type"}, s.Edges
	}
	var columns []*column
	add := func(name string, of storage) { columns = append(columns, newColumn(name, of)) }
	for _, name := range own {
		add(name, texts)
	}
	if s.Dynamic {
		add("start", days)
		add("end", days)
	}
	for _, a := range attributes {
		switch a.Kind {
		case Text:
			add(a.Name, texts)
		case Integer:
			add(a.Name, integers)
		case Decimal:
			add(a.Name, decimals)
		case Float:
			add(a.Name, floats)
		case Boolean:
			add(a.Name, booleans)
		case List:
			add(a.Name, lists)
		case Date:
			add(a.Name, texts)
			add(a.Name+"Earliest", days)
			add(a.Name+"Latest", days)
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

// newRecordTable returns a table of the columns of recordColumns, whose batches have so many rows at most.
func newRecordTable(to batches, columns []*column, s *Schema, nodes bool, most int) *recordTable {
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

func (t *recordTable) next() *column {
	t.column++
	return t.columns[t.column-1]
}

// texts adds texts, of which an empty one is not known.
func (t *recordTable) texts(all ...string) {
	for _, s := range all {
		if s == "" {
			t.next().null()
		} else {
			t.text(t.next(), s)
		}
	}
}

func (t *recordTable) text(c *column, s string) {
	t.bytes += len(s)
	c.text(s)
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
	if t.rows++; t.rows < t.most && t.bytes < mostBytes {
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
			c.null()
		}
		t.day(d.Earliest)
		t.day(d.Latest)
		return
	}
	if v == nil {
		c.null()
		return
	}
	switch kind {
	case Text:
		t.text(c, v.(string))
	case Integer:
		c.integer(v.(int64))
	case Decimal:
		c.decimal(v.(int64))
	case Float:
		c.float(v.(float64))
	case Boolean:
		c.boolean(v.(bool))
	case List:
		list := v.([]string)
		for _, s := range list {
			t.bytes += len(s)
		}
		c.list(list)
	default:
		panic("export: an attribute of no known kind")
	}
}

func (t *recordTable) day(day int64) {
	c := t.next()
	if day == 0 {
		c.null()
		return
	}
	at := time.Date(int(day/10_000), time.Month(day/100%100), int(day%100), 0, 0, 0, 0, time.UTC)
	c.day(int32(at.Unix() / (24 * 60 * 60)))
}

func (t *recordTable) flush() error {
	err := t.to.write(t.columns)
	for _, c := range t.columns {
		c.clear()
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
	return t.to.close()
}
