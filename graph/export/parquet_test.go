package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/stakegraph/stakegraph/graph/export"
)

// parquetTable writes a network as Parquet and opens one of its tables.
func parquetTable(t *testing.T, n *network, name string) *parquet.File {
	t.Helper()
	file := n.file(t, "parquet")
	pair, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := pair.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	table, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(table), int64(len(table)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestRowGroupsOfParquet checks that a row group ends at its limit of rows or of text, whichever comes first.
func TestRowGroupsOfParquet(t *testing.T) {
	for name, c := range map[string]struct {
		nodes, text, first, groups int
	}{
		"rows":  {nodes: 40_000, text: 10, first: 32_768, groups: 2},
		"texts": {nodes: 10_000, text: 1 << 10, first: 4_096, groups: 3},
		"large": {nodes: 7, text: 2 << 20, first: 2, groups: 4},
		"none":  {},
	} {
		text := strings.Repeat("x", c.text)
		n := &network{}
		for i := range c.nodes {
			n.nodes = append(n.nodes, export.Node{ID: strconv.Itoa(i), Label: text})
		}
		f := parquetTable(t, n, "nodes.parquet")
		groups, rows := f.RowGroups(), int64(0)
		for _, g := range groups {
			rows += g.NumRows()
		}
		if len(groups) != c.groups || rows != int64(c.nodes) || c.groups > 0 && groups[0].NumRows() != int64(c.first) {
			t.Errorf("%s: %d row groups with %d rows, want %d with %d, of which the first has %d", name, len(groups), rows, c.groups, c.nodes, c.first)
		}
	}
}

// TestRowGroupsOfLists holds that texts in lists count for the end of a row group too.
func TestRowGroupsOfLists(t *testing.T) {
	list := []string{strings.Repeat("x", 1<<20), strings.Repeat("y", 1<<20)}
	n := &network{schema: export.Schema{Nodes: []export.Attribute{{Name: "list", Kind: export.List}}}}
	for i := range 7 {
		n.nodes = append(n.nodes, export.Node{ID: strconv.Itoa(i), Values: []any{list}})
	}
	if groups := parquetTable(t, n, "nodes.parquet").RowGroups(); len(groups) != 4 || groups[0].NumRows() != 2 {
		t.Errorf("%d row groups, want 4 with 2 rows in the first", len(groups))
	}
}

// TestBoundsOfParquet checks that a reader that skips row groups and pages by their bounds does not miss values.
func TestBoundsOfParquet(t *testing.T) {
	n := hostile()
	const more = 20_000
	for i := range more { // several pages: some start with NaN, and some have only nulls
		values := make([]any, len(n.schema.Nodes))
		if values[3] = math.NaN(); i == more-1 {
			values[3] = 1e305
		}
		if i < 2_000 {
			values[2] = int64(i-1_000) * 1_00
		}
		n.nodes = append(n.nodes, export.Node{ID: strconv.Itoa(i), Values: values})
	}
	f := parquetTable(t, n, "nodes.parquet")
	for i, chunk := range f.RowGroups()[0].ColumnChunks() {
		stated := f.Metadata().RowGroups[0].Columns[i].MetaData
		index, err := chunk.ColumnIndex()
		if err != nil {
			t.Fatal(err)
		}
		within := func(v, least, greatest parquet.Value) bool {
			of := chunk.Type()
			if stated.PathInSchema[0] == "nDecimal" { // the library compares them as texts
				return decimalOf(least) <= decimalOf(v) && decimalOf(v) <= decimalOf(greatest)
			}
			if of.Kind() == parquet.Double {
				return least.Double() <= v.Double() && v.Double() <= greatest.Double()
			}
			return of.Compare(least, v) <= 0 && of.Compare(v, greatest) <= 0
		}
		kind := chunk.Type().Kind()
		pages := chunk.Pages()
		for page := 0; ; page++ {
			p, err := pages.ReadPage()
			if err == io.EOF {
				if page != index.NumPages() {
					t.Errorf("%v has %d pages, and an index of %d", stated.PathInSchema, page, index.NumPages())
				}
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			values := make([]parquet.Value, p.NumValues())
			if _, err := p.Values().ReadValues(values); err != nil && err != io.EOF {
				t.Fatal(err)
			}
			nothing := true
			for _, v := range values {
				if v.IsNull() {
					continue
				}
				nothing = false
				if kind == parquet.Double && math.IsNaN(v.Double()) {
					continue
				}
				if !within(v, index.MinValue(page), index.MaxValue(page)) ||
					!within(v, kind.Value(stated.Statistics.MinValue), kind.Value(stated.Statistics.MaxValue)) {
					t.Errorf("%v: page %d has %v, which is not within the bounds", stated.PathInSchema, page, v)
				}
			}
			if nothing != index.NullPage(page) {
				t.Errorf("%v: page %d: the index says that nothing is known in it: %t", stated.PathInSchema, page, !nothing)
			}
		}
		_ = pages.Close()
	}
}

// decimalOf returns a decimal that fits in 64 bits.
func decimalOf(v parquet.Value) int64 { return int64(binary.BigEndian.Uint64(v.ByteArray()[1:])) }
