package columnar

import (
	"encoding/binary"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// parquetRows is the maximum number of rows of a row group.
const parquetRows = 32 << 10

// ParquetRun is the maximum number of rows in one call of Write. A row group has many such runs, since the library
// stores their rows compressed, in less memory.
const ParquetRun = 1 << 10

// parquetFile writes Parquet, https://parquet.apache.org/docs/file-format/, with the usual Snappy compression.
type parquetFile struct {
	to     *parquet.GenericWriter[any]
	rows   int             // of the row group
	bytes  int             // of texts in the row group
	values []parquet.Value // of a run; their columns are implied
	nulls  []parquet.Value // of a run with unknown values only
	digits []byte          // of the decimals in values
}

// NewParquet starts a file with columns, and with notes as its metadata. It writes nothing yet, and its error is nil.
func NewParquet(w io.Writer, columns []*Column, notes [][2]string) (File, error) {
	options := []parquet.WriterOption{
		&parquet.WriterConfig{CreatedBy: "Stakegraph", Compression: &parquet.Snappy, Schema: parquetSchema(columns)},
		// Every reader supports pages of version 1.
		parquet.DataPageVersion(1), parquet.DataPageStatistics(false), parquet.DictionaryMaxBytes(1 << 20), parquet.PageBufferSize(64 << 10),
	}
	for _, note := range notes {
		options = append(options, parquet.KeyValueMetadata(note[0], note[1]))
	}
	return &parquetFile{to: parquet.NewGenericWriter[any](w, options...), nulls: make([]parquet.Value, ParquetRun)}, nil
}

// inOrder is a group whose columns stay in order. The library's own group sorts them by name.
type inOrder struct {
	parquet.Group
	columns []*Column
}

// Fields returns the columns.
func (g inOrder) Fields() []parquet.Field {
	fields := g.Group.Fields()
	place := make(map[string]int, len(fields))
	for i, c := range g.columns {
		place[c.name] = i
	}
	slices.SortFunc(fields, func(a, b parquet.Field) int { return place[a.Name()] - place[b.Name()] })
	return fields
}

func parquetSchema(columns []*Column) *parquet.Schema {
	group := parquet.Group{}
	for _, c := range columns {
		var of parquet.Node
		var by encoding.Encoding = &parquet.RLEDictionary
		switch c.of {
		case Texts:
			if of = parquet.String(); c.name == "id" {
				by = &parquet.Plain // all values are different
			}
		case Integers:
			of = parquet.Int(64)
		case Decimals:
			of, by = parquet.Leaf(newParquetDecimal()), &parquet.Plain
		case Floats:
			of, by = parquet.Leaf(parquet.DoubleType), &parquet.Plain // a dictionary can have NaN as a bound
		case Booleans:
			of, by = parquet.Leaf(parquet.BooleanType), &parquet.Plain
		case Days:
			of = parquet.Date()
		case Lists:
			group[c.name] = parquet.Optional(parquet.List(parquet.Optional(parquet.Encoded(parquet.String(), by))))
			continue
		default:
			panic("columnar: unknown storage of a column")
		}
		group[c.name] = parquet.Optional(parquet.Encoded(of, by))
	}
	return parquet.NewSchema("schema", inOrder{group, columns})
}

func (f *parquetFile) Write(columns []*Column) error {
	for i, to := range f.to.ColumnWriters() {
		if _, err := to.WriteRowValues(f.run(columns[i])); err != nil {
			return err
		}
		f.bytes += columns[i].textBytes()
	}
	if f.rows += columns[0].rows; f.rows < parquetRows && f.bytes < MostBytes {
		return nil
	}
	f.rows, f.bytes = 0, 0
	return f.to.Flush()
}

// run returns the values of a column. They are valid until the next call.
func (f *parquetFile) run(c *Column) []parquet.Value {
	if c.unknown == c.rows {
		return f.nulls[:c.rows]
	}
	f.values, f.digits = f.values[:0], f.digits[:0]
	for row := range c.rows {
		if c.isKnown(row) {
			f.add(c, row)
		} else {
			f.values = append(f.values, parquet.Value{})
		}
	}
	return f.values
}

// add adds the value of a row, or all elements of a list, to the run. The definition levels of Parquet say how much of
// a value is defined: 1 for an empty list, and 3 for an element of a list.
func (f *parquetFile) add(c *Column, row int) {
	var v parquet.Value
	switch c.of {
	case Texts:
		from, to := c.span(row)
		v = parquet.ByteArrayValue(c.values[from:to])
	case Integers:
		v = parquet.Int64Value(int64(c.word(row, 8)))
	case Decimals:
		n := c.word(row, 16)
		at := len(f.digits)
		f.digits = binary.BigEndian.AppendUint64(append(f.digits, byte(int64(n)>>63)), n)
		v = parquet.FixedLenByteArrayValue(f.digits[at:])
	case Floats:
		v = parquet.DoubleValue(math.Float64frombits(c.word(row, 8)))
	case Booleans:
		v = parquet.BooleanValue(c.values[row/8]>>(row%8)&1 != 0)
	case Days:
		v = parquet.Int32Value(int32(binary.LittleEndian.Uint32(c.values[4*row:])))
	case Lists:
		f.addList(c, row)
		return
	default:
		panic("columnar: unknown storage of a column")
	}
	f.values = append(f.values, v.Level(0, 1, 0))
}

func (f *parquetFile) addList(c *Column, row int) {
	from, to := c.span(row)
	if from == to {
		f.values = append(f.values, parquet.Value{}.Level(0, 1, 0))
	}
	for i := from; i < to; i++ {
		start, end := c.elements.span(i)
		f.values = append(f.values, parquet.ByteArrayValue(c.elements.values[start:end]).Level(min(i-from, 1), 3, 0))
	}
}

func (f *parquetFile) Close() error { return f.to.Close() }
