package export_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/export"
)

func setFlag(t *testing.T, name, value string) {
	t.Helper()
	before := flag.Lookup(name).Value.String()
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set(name, before) })
}

func TestFormatsAreNamedOnce(t *testing.T) {
	var names, extensions []string
	for _, f := range export.Formats() {
		if f.Description == "" || f.MediaType == "" || strings.HasPrefix(f.Extension, ".") {
			t.Errorf("%+v is not described", f)
		}
		if found, ok := export.FormatNamed(f.Name); !ok || found.Extension != f.Extension {
			t.Errorf("%s is not found by its name", f.Name)
		}
		names, extensions = append(names, f.Name), append(extensions, f.Extension)
	}
	for _, list := range [][]string{names, extensions} {
		slices.Sort(list)
		if len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("one is there twice: %v", list)
		}
	}
}

func TestSchemasAreRefused(t *testing.T) {
	nodes := func(names ...string) export.Schema {
		var s export.Schema
		for _, name := range names {
			s.Nodes = append(s.Nodes, export.Attribute{Name: name})
		}
		return s
	}
	for name, s := range map[string]export.Schema{
		"no name":           nodes(""),
		"a digit first":     nodes("1a"),
		"a space":           nodes("a b"),
		"a quote":           nodes(`a"b`),
		"Chinese":           nodes("名"),
		"igraph's id":       nodes("id"),
		"case":              nodes("ID"),
		"NetworkX's value":  nodes("value"),
		"twice":             nodes("a", "A"),
		"a day beside it":   {Nodes: []export.Attribute{{Name: "on", Kind: export.Date}, {Name: "onLatest"}}},
		"a kind":            {Nodes: []export.Attribute{{Name: "a", Kind: 200}}},
		"a weight of text":  {Edges: []export.Attribute{{Name: "weight"}}},
		"a Weight":          {Edges: []export.Attribute{{Name: "Weight", Kind: export.Float}}},
		"a count below 0":   {Counts: &export.Counts{Nodes: -1}},
		"one bad of edges":  {Edges: []export.Attribute{{Name: "a"}, {Name: "source"}}},
		"the name of a key": nodes("edgeId"),
		"Gephi's size":      nodes("size"),
		"Gephi's place":     nodes("X"),
		"igraph's colour":   {Edges: []export.Attribute{{Name: "color"}}},
		"igraph's shape":    nodes("Shape"),
		"a note's name":     {Notes: []export.Note{{Name: "a b", Value: "x"}}},
		"a note's value":    {Notes: []export.Note{{Name: "a", Value: 1.5}}},
		"no note's value":   {Notes: []export.Note{{Name: "a"}}},
		"a note twice":      {Notes: []export.Note{{Name: "a", Value: "x"}, {Name: "A", Value: true}}},
		"a note called so":  {Notes: []export.Note{{Name: "name", Value: "x"}}},
	} {
		if w, err := export.New("graphml", io.Discard, s); !errors.Is(err, export.ErrSchema) || w != nil {
			t.Errorf("%s: %v, want ErrSchema", name, err)
		}
	}
	for _, format := range []string{"", "xml", "pajek", "cx2", "followthemoney"} { // some need counts
		if w, err := export.New(format, io.Discard, export.Schema{}); !errors.Is(err, export.ErrSchema) || w != nil {
			t.Errorf("%q: %v, want ErrSchema", format, err)
		}
	}
	if _, err := export.NewFacts("xml", io.Discard, nil); !errors.Is(err, export.ErrSchema) {
		t.Errorf("%v, want ErrSchema", err)
	}
}

func TestInputIsRefused(t *testing.T) {
	a, b := export.Node{ID: "a"}, export.Node{ID: "b"}
	ab := export.Edge{ID: "e", Source: "a", Target: "b"}
	everywhere := map[string]network{
		"a node after an edge":    {nodes: []export.Node{{ID: "late"}}},
		"a node without an id":    {nodes: []export.Node{{}, b}},
		"an edge without an end":  {nodes: []export.Node{a, b}, edges: []export.Edge{{ID: "e", Source: "a"}}},
		"an edge without an id":   {nodes: []export.Node{a, b}, edges: []export.Edge{{Source: "a", Target: "b"}}},
		"a day of a static graph": {nodes: []export.Node{{ID: "a", Start: 2020_01_01}, b}},
		"too many values":         {nodes: []export.Node{{ID: "a", Values: []any{1}}, b}},
		"values of an edge":       {nodes: []export.Node{a, b}, edges: []export.Edge{{ID: "e", Source: "a", Target: "b", Values: []any{""}}}},
		"days in the wrong order": {schema: export.Schema{Dynamic: true}, nodes: []export.Node{{ID: "a", Start: 2020_01_02, End: 2020_01_01}, b}},
		"days of an edge in the wrong order": {
			schema: export.Schema{Dynamic: true}, nodes: []export.Node{a, b},
			edges: []export.Edge{{ID: "e", Source: "a", Target: "b", Start: 2020_01_02, End: 2020_01_01}},
		},
		"no day":                    {schema: export.Schema{Dynamic: true}, nodes: []export.Node{{ID: "a", Start: 2020_13_01}, b}},
		"a text for an integer":     {schema: export.Schema{Nodes: attributes("n")}, nodes: []export.Node{{ID: "a", Values: []any{nil, "1", nil, nil, nil, nil, nil}}}},
		"an int for an integer":     {schema: export.Schema{Nodes: attributes("n")}, nodes: []export.Node{{ID: "a", Values: []any{nil, 1, nil, nil, nil, nil, nil}}}},
		"an integer for a float":    {schema: export.Schema{Nodes: attributes("n")}, nodes: []export.Node{{ID: "a", Values: []any{nil, nil, nil, int64(1), nil, nil, nil}}}},
		"a text for a list":         {schema: export.Schema{Nodes: attributes("n")}, nodes: []export.Node{{ID: "a", Values: []any{nil, nil, nil, nil, nil, nil, "x"}}}},
		"a text for a partial date": {schema: export.Schema{Nodes: attributes("n")}, nodes: []export.Node{{ID: "a", Values: []any{nil, nil, nil, nil, nil, "2020", nil}}}},
	}
	whereCounted := map[string]network{
		"a node twice":       {nodes: []export.Node{a, a}},
		"one node too few":   {nodes: []export.Node{a}},
		"one node too many":  {nodes: []export.Node{a, b, {ID: "c"}}},
		"one edge too many":  {nodes: []export.Node{a, b}, edges: []export.Edge{ab, ab}},
		"one edge too few":   {nodes: []export.Node{a, b}},
		"an edge to no node": {nodes: []export.Node{a, b}, edges: []export.Edge{{ID: "e", Source: "a", Target: "c"}}},
		"an edge from none":  {nodes: []export.Node{a, b}, edges: []export.Edge{{ID: "e", Source: "c", Target: "a"}}},
	}
	for _, f := range export.Formats() {
		cases := map[string]network{}
		if f.FactsOnly {
			continue
		}
		for name, n := range everywhere {
			cases[name] = n
		}
		if f.Counted {
			for name, n := range whereCounted {
				cases[name] = n
			}
		}
		for name, n := range cases {
			n.schema.Parallel, n.schema.Counts = true, &export.Counts{Nodes: 2, Edges: 1}
			w, err := export.New(f.Name, io.Discard, n.schema)
			if err != nil {
				t.Fatal(err)
			}
			if name == "a node after an edge" {
				_, _ = w.Node(a), w.Node(b)
				if err := w.Edge(ab); err != nil {
					t.Fatal(err)
				}
			}
			if err := n.write(w); !errors.Is(err, export.ErrInput) {
				t.Errorf("%s: %s: %v, want ErrInput", f.Name, name, err)
			}
			if err := w.Close(); !errors.Is(err, export.ErrInput) {
				t.Errorf("%s: %s: Close gives %v after it, want the same", f.Name, name, err)
			}
		}
	}
}

// TestNothingComesAfterTheEnd checks that a closed file rejects further nodes and edges.
func TestNothingComesAfterTheEnd(t *testing.T) {
	for what, add := range map[string]func(export.Writer) error{
		"node": func(w export.Writer) error { return w.Node(export.Node{ID: "late"}) },
		"edge": func(w export.Writer) error { return w.Edge(export.Edge{ID: "late", Source: "a", Target: "a"}) },
	} {
		for _, f := range export.Formats() {
			if f.FactsOnly {
				continue
			}
			var file bytes.Buffer
			w, err := export.New(f.Name, &file, export.Schema{Parallel: true, Counts: &export.Counts{Nodes: 1}})
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(w.Node(export.Node{ID: "a"}), w.Close()); err != nil {
				t.Fatal(err)
			}
			size := file.Len()
			if err := add(w); !errors.Is(err, export.ErrInput) || !strings.Contains(err.Error(), what+` "late" after the end`) || file.Len() != size {
				t.Errorf("%s: %v with %d more bytes, want ErrInput", f.Name, err, file.Len()-size)
			}
		}
	}
}

// TestFailedWriteIsReported makes the underlying writer fail at different points.
func TestFailedWriteIsReported(t *testing.T) {
	n := seedNetwork(t)
	n.schema.Counts = &export.Counts{Nodes: int64(len(n.nodes)), Edges: int64(len(n.edges))}
	for _, f := range export.Formats() {
		if f.FactsOnly {
			continue
		}
		for _, room := range []int{0, 10, 40_000, len(n.file(t, f.Name)) - 1} {
			broken := brokenAfter(room)
			w, err := export.New(f.Name, &broken, n.schema)
			if err == nil {
				err = n.write(w)
			}
			if !errors.Is(err, errBroken) {
				t.Errorf("%s with room for %d bytes: %v, want the error of the place it goes to", f.Name, room, err)
			}
		}
	}
}

// TestTextsAreMended writes texts with invalid UTF-8, such as an encoded surrogate.
func TestTextsAreMended(t *testing.T) {
	const broken = "a\xed\xa0\x80\xff"
	for _, f := range export.Formats() {
		if f.FactsOnly || f.Name == "parquet" || f.Name == "pajek" { // parquet is compressed, and pajek has no values
			continue
		}
		var file bytes.Buffer
		values := []any{broken, nil, nil, nil, nil, nil, []string{"x", broken}}
		w, err := export.New(f.Name, &file, export.Schema{Nodes: attributes("n"), Counts: &export.Counts{Nodes: 1}})
		if err != nil {
			t.Fatal(err)
		}
		n := network{nodes: []export.Node{{ID: broken, Label: broken, Kind: broken, Values: values}}}
		if err := n.write(w); err != nil {
			t.Fatal(err)
		}
		if values[0] != broken || values[6].([]string)[1] != broken {
			t.Errorf("%s changes the caller's values", f.Name)
		}
		text := file.String()
		if f.MediaType == "application/zip" {
			text = unzipped(t, file.Bytes())
		}
		if strings.Contains(text, broken) || strings.Count(text, "\uFFFD") < 4 {
			t.Errorf("%s has the texts %q", f.Name, text)
		}
	}
}

// TestNumbersWithoutEnd holds that infinities are written as Java, Python and C read them.
func TestNumbersWithoutEnd(t *testing.T) {
	for want, f := range map[string]float64{"Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "NaN": math.NaN(), "1.5": 1.5} {
		if got := string(export.AppendPlain(nil, export.Float, f)); got != want {
			t.Errorf("%v is written as %s, want %s", f, got, want)
		}
	}
}

// TestSeparatorsInJSON holds that what older JavaScript takes for an end of a line is escaped.
func TestSeparatorsInJSON(t *testing.T) {
	n := &network{nodes: []export.Node{{ID: "firm:a", Label: "驭\u2028势\u2029"}}}
	if file := string(n.file(t, "node-link")); strings.ContainsAny(file, "\u2028\u2029") || !strings.Contains(file, `驭\u2028势\u2029`) {
		t.Errorf("the file is %s", file)
	}
}
