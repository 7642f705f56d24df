package export

import (
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/stakegraph/stakegraph/graph/model"
)

// records writes batches of rows, as Arrow and as Parquet.
type records interface {
	write(batch arrow.RecordBatch) error
	close() error
}

// recordTable gathers nodes or edges into batches. Each attribute is a column of its own type, and one of dates has two
// more, for the earliest and the latest day. What is not known is null.
type recordTable struct {
	to         records
	builder    *array.RecordBuilder
	dynamic    bool
	attributes []Attribute
	column     int // the next of the row
	most       int // rows of a batch
	rows       int
	bytes      int // of texts in the rows
}

// mostBytes is how much text a batch has before it is written, and what the last row brings beyond that.
const mostBytes = 4 << 20

var decimalType = &arrow.Decimal128Type{Precision: 19, Scale: 2}

// recordSchema returns the columns of nodes or of edges.
func recordSchema(s *Schema, nodes bool) *arrow.Schema {
	own, attributes := []string{"id", "label", "kind"}, s.Nodes
	if !nodes {
		own, attributes = []string{"id", "source", "target", "type"}, s.Edges
	}
	var fields []arrow.Field
	add := func(name string, of arrow.DataType) {
		fields = append(fields, arrow.Field{Name: name, Type: of, Nullable: true})
	}
	for _, name := range own {
		add(name, arrow.BinaryTypes.String)
	}
	if s.Dynamic {
		add("start", arrow.FixedWidthTypes.Date32)
		add("end", arrow.FixedWidthTypes.Date32)
	}
	for _, a := range attributes {
		switch a.Kind {
		case Integer:
			add(a.Name, arrow.PrimitiveTypes.Int64)
		case Decimal:
			add(a.Name, decimalType)
		case Float:
			add(a.Name, arrow.PrimitiveTypes.Float64)
		case Boolean:
			add(a.Name, arrow.FixedWidthTypes.Boolean)
		case List:
			add(a.Name, arrow.ListOf(arrow.BinaryTypes.String))
		case Date:
			add(a.Name, arrow.BinaryTypes.String)
			add(a.Name+"Earliest", arrow.FixedWidthTypes.Date32)
			add(a.Name+"Latest", arrow.FixedWidthTypes.Date32)
		case Text:
			add(a.Name, arrow.BinaryTypes.String)
		default:
			panic("export: values of an unknown kind")
		}
	}
	keys, values := []string{"name", "directed", "multigraph"}, []string{s.Name, truth(s.Directed), truth(s.Parallel)}
	for _, n := range s.Notes {
		keys, values = append(keys, n.Name), append(values, string(n.appendPlain(nil)))
	}
	about := arrow.NewMetadata(keys, values)
	return arrow.NewSchema(fields, &about)
}

// newRecordTable returns a table of the columns of recordSchema, whose batches have so many rows at most.
func newRecordTable(to records, columns *arrow.Schema, s *Schema, nodes bool, most int) *recordTable {
	t := &recordTable{
		to: to, builder: array.NewRecordBuilder(memory.DefaultAllocator, columns), dynamic: s.Dynamic, attributes: s.Nodes, most: most,
	}
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

func (t *recordTable) next() array.Builder {
	t.column++
	return t.builder.Field(t.column - 1)
}

// texts adds texts, of which an empty one is not known.
func (t *recordTable) texts(texts ...string) {
	for _, s := range texts {
		if s == "" {
			t.next().AppendNull()
		} else {
			t.text(t.next(), s)
		}
	}
}

func (t *recordTable) text(b array.Builder, s string) {
	t.bytes += len(s)
	b.(*array.StringBuilder).Append(s)
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
	b := t.next()
	if kind == Date {
		d, known := v.(model.PartialDate)
		if known {
			t.text(b, d.String())
		} else {
			b.AppendNull()
		}
		t.day(d.Earliest)
		t.day(d.Latest)
		return
	}
	if v == nil {
		b.AppendNull()
		return
	}
	switch kind {
	case Integer:
		b.(*array.Int64Builder).Append(v.(int64))
	case Decimal:
		b.(*array.Decimal128Builder).Append(decimal128.FromI64(v.(int64)))
	case Float:
		b.(*array.Float64Builder).Append(v.(float64))
	case Boolean:
		b.(*array.BooleanBuilder).Append(v.(bool))
	case List:
		list := b.(*array.ListBuilder)
		list.Append(true)
		for _, s := range v.([]string) {
			t.text(list.ValueBuilder(), s)
		}
	case Text:
		t.text(b, v.(string))
	default:
		panic("export: a value of an unknown kind")
	}
}

func (t *recordTable) day(day int64) {
	b := t.next().(*array.Date32Builder)
	if day == 0 {
		b.AppendNull()
		return
	}
	at := time.Date(int(day/10_000), time.Month(day/100%100), int(day%100), 0, 0, 0, 0, time.UTC)
	b.Append(arrow.Date32FromTime(at))
}

func (t *recordTable) flush() error {
	batch := t.builder.NewRecordBatch()
	defer batch.Release()
	t.rows, t.bytes = 0, 0
	return t.to.write(batch)
}

func (t *recordTable) close() error {
	defer t.builder.Release()
	if t.rows > 0 {
		if err := t.flush(); err != nil {
			return err
		}
	}
	return t.to.close()
}
