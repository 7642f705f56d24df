package export_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/internal/pythontest"
)

// network is a graph that is written and read back.
type network struct {
	schema export.Schema
	nodes  []export.Node
	edges  []export.Edge
}

func (n *network) write(w export.Writer) error {
	for _, node := range n.nodes {
		if err := w.Node(node); err != nil {
			return err
		}
	}
	for _, edge := range n.edges {
		if err := w.Edge(edge); err != nil {
			return err
		}
	}
	return w.Close()
}

// file returns the network in a format, and checks that writing it again gives the same bytes.
func (n *network) file(t rapid.TB, format string) []byte {
	t.Helper()
	s := n.schema
	s.Counts = &export.Counts{Nodes: int64(len(n.nodes)), Edges: int64(len(n.edges))}
	var files [2]bytes.Buffer
	for i := range files {
		w, err := export.New(format, &files[i], s)
		if err == nil {
			err = n.write(w)
		}
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Errorf("%s is not the same the second time", format)
	}
	return files[0].Bytes()
}

// description returns the network in a format of this test, for testdata/readers.py.
func (n *network) description(t rapid.TB) []byte {
	t.Helper()
	element := func(attributes []export.Attribute, values []any, start, end int64, own map[string]any) map[string]any {
		known, days := map[string]any{}, map[string][2]string{}
		for i, v := range values {
			a := attributes[i]
			switch v := v.(type) {
			case nil:
				continue
			case float64:
				known[a.Name] = strconv.FormatFloat(v, 'g', -1, 64)
			case model.PartialDate:
				known[a.Name], days[a.Name] = v.String(), [2]string{day(v.Earliest), day(v.Latest)}
			case int64:
				if known[a.Name] = any(v); a.Kind == export.Decimal {
					known[a.Name] = model.FormatAmount(v)
				}
			default:
				known[a.Name] = v
			}
		}
		own["values"], own["days"], own["start"], own["end"] = known, days, day(start), day(end)
		return own
	}
	kinds := func(attributes []export.Attribute) json.RawMessage {
		b := []byte("{")
		for i, a := range attributes {
			if i > 0 {
				b = append(b, ',')
			}
			name := [...]string{"Text", "Integer", "Decimal", "Float", "Boolean", "Date", "List"}[a.Kind]
			b = fmt.Appendf(b, "%q:%q", a.Name, name)
		}
		return append(b, '}')
	}
	nodes, edges := []map[string]any{}, []map[string]any{}
	for _, node := range n.nodes {
		nodes = append(nodes, element(n.schema.Nodes, node.Values, node.Start, node.End, map[string]any{
			"id": node.ID, "kind": node.Kind, "label": node.Label,
		}))
	}
	for _, e := range n.edges {
		edges = append(edges, element(n.schema.Edges, e.Values, e.Start, e.End, map[string]any{
			"id": e.ID, "source": e.Source, "target": e.Target, "type": e.Type,
		}))
	}
	notes := [][2]any{}
	for _, note := range n.schema.Notes {
		notes = append(notes, [2]any{note.Name, note.Value})
	}
	description, err := json.Marshal(map[string]any{
		"name": n.schema.Name, "notes": notes,
		"directed": n.schema.Directed, "parallel": n.schema.Parallel, "dynamic": n.schema.Dynamic,
		"nodeKinds": kinds(n.schema.Nodes), "edgeKinds": kinds(n.schema.Edges), "nodes": nodes, "edges": edges,
	})
	if err != nil {
		t.Fatal(err)
	}
	return description
}

func day(n int64) string {
	if n == 0 {
		return ""
	}
	return string(model.AppendDate(nil, n, model.DayPrecision))
}

// readers is a Python process that reads files.
type readers struct {
	questions io.WriteCloser
	answers   *bufio.Reader
	folder    string
}

func startReaders(t *testing.T) *readers {
	t.Helper()
	command := pythontest.Command(t, filepath.Join("testdata", "readers.py"))
	questions, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = questions.Close()
		if err := command.Wait(); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	return &readers{questions, bufio.NewReader(answers), t.TempDir()}
}

// check checks the network in every format that Python reads.
func (r *readers) check(t rapid.TB, n *network) {
	t.Helper()
	graph := filepath.Join(r.folder, "graph")
	if err := os.WriteFile(graph, n.description(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range export.Formats() {
		if f.FactsOnly || f.Name == "dot" {
			continue
		}
		file := filepath.Join(r.folder, "file."+f.Extension)
		if err := os.WriteFile(file, n.file(t, f.Name), 0o600); err != nil {
			t.Fatal(err)
		}
		question, err := json.Marshal(map[string]string{"format": f.Name, "file": file, "graph": graph})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.questions.Write(append(question, '\n')); err != nil {
			t.Fatal(err)
		}
		answer, err := r.answers.ReadBytes('\n')
		if err != nil {
			t.Fatalf("%s: the reader ended: %v", f.Name, err)
		}
		var problems []string
		if err := json.Unmarshal(answer, &problems); err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Errorf("%s: %s", f.Name, p)
		}
	}
}

func TestReaders(t *testing.T) {
	r := startReaders(t)
	t.Run("seed", func(t *testing.T) { r.check(t, seedNetwork(t)) })
	t.Run("facts", func(t *testing.T) {
		k := &recorder{network{schema: export.FactsSchema(nil)}}
		writeFacts(t, export.FactsTo(k))
		r.check(t, &k.network)
	})
	t.Run("hostile", func(t *testing.T) { r.check(t, hostile()) })
	t.Run("empty", func(t *testing.T) { r.check(t, &network{schema: export.Schema{Directed: true}}) })
	t.Run("random", func(t *testing.T) {
		setFlag(t, "rapid.checks", "25")
		rapid.Check(t, func(t *rapid.T) { r.check(t, random(t)) })
	})
}

// attributes has one of each kind, and one more for numbers, for hostile values.
func attributes(prefix string) []export.Attribute {
	return []export.Attribute{
		{Name: prefix + "Text", Kind: export.Text},
		{Name: prefix + "Integer", Kind: export.Integer},
		{Name: prefix + "Decimal", Kind: export.Decimal},
		{Name: prefix + "Float", Kind: export.Float},
		{Name: prefix + "Boolean", Kind: export.Boolean},
		{Name: prefix + "Date", Kind: export.Date},
		{Name: prefix + "List", Kind: export.List},
	}
}

// hostileTexts are texts that break files.
var hostileTexts = []string{
	"驭势科技（北京）有限公司", "quote \" and \"\"", "apostrophe ' and ''", "back\\slash\\", "\\", "\\\"", "line\nbreak\r\nand\rmore",
	"tab\tbed", "<b>&amp; &lt; ]]> <![CDATA[", "<html>", "control \x01\x02\x1f\x7f", "no\ufffecharacter\uffff", "🦄 👩‍👩‍👧", "\u202eright to left\u202c",
	"\u2028\u2029\u0085", "=1+1", "+1", "-1", "@x", "\tx", "'quoted", "＝1+1", " leading and trailing ", "", "null", "NaN", "true", "1e5", "a;b,c|d\x1fe",
	"-- comment", "% comment", "# comment", "_x0041_", "node", "strict", "*Arcs", "\u00ad\u200b\ufeff", "e\u0301", "&#10;",
}

// hostile returns a hand-written network with values that break files.
func hostile() *network {
	n := &network{schema: export.Schema{
		Name: "hostile <\"graph\">\n", Directed: true, Parallel: true, Dynamic: true, Nodes: attributes("n"),
		Edges: append(attributes("e"), export.Attribute{Name: export.Weight, Kind: export.Float}),
		Notes: []export.Note{
			{Name: "request", Value: "graph?a=\"1\" & <b>\\\n驭势 ]]> */ //"},
			{Name: "isPart", Value: true},
			{Name: "isComplete", Value: false},
			{Name: "undatedLeftOut", Value: int64(1<<53 - 1)},
		},
	}}
	date := func(earliest, latest int64) model.PartialDate {
		return model.PartialDate{Earliest: earliest, Latest: latest, Precision: model.PrecisionOf(earliest, latest)}
	}
	integers := []any{int64(0), int64(-1), int64(math.MaxInt64), int64(math.MinInt64), int64(1<<53 + 1), nil}
	decimals := []any{int64(0), int64(-1), int64(model.MaxAmount), int64(math.MaxInt64), int64(1050), nil}
	floats := []any{0.0, -0.5, math.NaN(), math.Inf(1), math.Inf(-1), 1e300, 5e-324, 0.1, 100.0, nil}
	dates := []any{date(2019_01_01, 2019_12_31), date(2019_05_01, 2019_05_31), date(2019_05_03, 2019_05_03), date(1_01_01, 1_12_31), nil}
	booleans := []any{true, false, nil}
	spans := [][2]int64{{0, 0}, {2019_05_03, 0}, {0, 9999_12_31}, {1_01_01, 2019_05_03}, {2019_05_03, 2019_05_03}}
	for i, s := range hostileTexts {
		list := []any{[]string{s}, []string{s, "x", s}, []string{}, nil}[i%4]
		text := any(s)
		if i%10 == 9 {
			text = nil
		}
		values := []any{text, integers[i%len(integers)], decimals[i%len(decimals)], floats[i%len(floats)], booleans[i%3], dates[i%len(dates)], list}
		id := "firm:" + strconv.Itoa(i)
		if i%2 == 1 {
			id = "firm:" + s
		}
		n.nodes = append(n.nodes, export.Node{
			ID: id, Kind: "Firm", Label: s, Start: spans[i%5][0], End: spans[i%5][1], Values: values,
		})
		n.edges = append(n.edges, export.Edge{
			ID: "edge:" + strconv.Itoa(i) + "/" + s, Source: n.nodes[i/2].ID, Target: n.nodes[i].ID, Type: s, Start: spans[i/2%5][0], End: spans[i/2%5][1],
			Values: append(append([]any{}, values...), floats[i%len(floats)]),
		})
		n.edges = append(n.edges, n.edges[len(n.edges)-1])
		n.edges[len(n.edges)-1].ID += "'"
	}
	return n
}

// random returns a small random network.
func random(t *rapid.T) *network {
	n := &network{schema: export.Schema{
		Directed: rapid.Bool().Draw(t, "directed"), Parallel: rapid.Bool().Draw(t, "parallel"), Dynamic: rapid.Bool().Draw(t, "dynamic"),
		Nodes: attributes("n"), Edges: append(attributes("e"), export.Attribute{Name: export.Weight, Kind: export.Integer}),
	}}
	text := rapid.OneOf(rapid.SampledFrom(hostileTexts), rapid.StringMatching(`[^\x00\p{Cs}]{0,10}`))
	dayOf := func(name string, of ...int64) int64 {
		if !n.schema.Dynamic {
			return 0
		}
		return rapid.SampledFrom(of).Draw(t, name)
	}
	value := func(kind export.Kind) any {
		if rapid.IntRange(0, 4).Draw(t, "unknown") == 0 {
			return nil
		}
		switch kind {
		case export.Integer, export.Decimal:
			return rapid.Int64().Draw(t, "integer")
		case export.Float:
			return rapid.Float64().Draw(t, "float")
		case export.Boolean:
			return rapid.Bool().Draw(t, "boolean")
		case export.Date:
			d, err := model.ParsePartialDate(rapid.SampledFrom([]string{"1999", "2020-02", "2024-02-29"}).Draw(t, "date"))
			if err != nil {
				t.Fatal(err)
			}
			return d
		case export.List:
			return rapid.SliceOfN(text, 0, 3).Draw(t, "list")
		}
		return text.Draw(t, "text")
	}
	values := func(attributes []export.Attribute) []any {
		all := make([]any, len(attributes))
		for i, a := range attributes {
			all[i] = value(a.Kind)
		}
		return all
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "nodes") {
		n.nodes = append(n.nodes, export.Node{
			ID: text.Draw(t, "id") + strconv.Itoa(i), Kind: text.Draw(t, "kind"), Label: text.Draw(t, "label"),
			Start: dayOf("start", 0, 2020_02_29), End: dayOf("end", 0, 2020_02_29, 2021_12_31), Values: values(n.schema.Nodes),
		})
	}
	if len(n.nodes) == 0 {
		return n
	}
	between := map[[2]int]bool{}
	for i := range rapid.IntRange(0, 8).Draw(t, "edges") {
		from, to := rapid.IntRange(0, len(n.nodes)-1).Draw(t, "from"), rapid.IntRange(0, len(n.nodes)-1).Draw(t, "to")
		if ends := [2]int{min(from, to), max(from, to)}; between[ends] && !n.schema.Parallel {
			continue
		} else {
			between[ends] = true
		}
		n.edges = append(n.edges, export.Edge{
			ID: "e" + strconv.Itoa(i) + text.Draw(t, "id"), Source: n.nodes[from].ID, Target: n.nodes[to].ID, Type: text.Draw(t, "type"),
			Start: dayOf("start", 0, 2020_02_29), End: dayOf("end", 0, 2020_02_29, 2021_12_31), Values: values(n.schema.Edges),
		})
	}
	return n
}
