package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	encodingdot "gonum.org/v1/gonum/graph/encoding/dot"
	formatdot "gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"
	"gonum.org/v1/gonum/graph/multi"
	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/export"
)

// undoDOT removes the escapes of a quoted string.
var undoDOT = strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, "\n")

func unquote(t rapid.TB, quoted string) string {
	t.Helper()
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		t.Fatalf("%s is not quoted", quoted)
	}
	return undoDOT.Replace(quoted[1 : len(quoted)-1])
}

// stated returns the attributes of an element of DOT by name.
func stated(t rapid.TB, attributes []*ast.Attr) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, a := range attributes {
		if _, twice := values[a.Key]; twice {
			t.Errorf("%s is there twice", a.Key)
		}
		values[a.Key] = unquote(t, a.Val)
	}
	values["label"] = strings.ReplaceAll(values["label"], "&amp;", "&")
	return values
}

// expectedAttributes returns the expected attributes of an element.
func expectedAttributes(own map[string]string, start, end int64, attributes []export.Attribute, values []any) map[string]string {
	all := map[string]string{}
	for name, s := range own {
		if s != "" || name == "label" {
			all[name] = s
		}
	}
	for name, n := range map[string]int64{"start": start, "end": end} {
		if n != 0 {
			all[name] = day(n)
		}
	}
	for i, v := range values {
		if v != nil {
			all[attributes[i].Name] = string(export.AppendPlain(nil, attributes[i].Kind, v))
		}
	}
	return all
}

func checkDOT(t rapid.TB, n *network) {
	t.Helper()
	file := n.file(t, "dot")
	read, err := formatdot.ParseBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	g := read.Graphs[0]
	if g.Directed != n.schema.Directed || g.Strict == n.schema.Parallel || unquote(t, g.ID) != n.schema.Name {
		t.Errorf("the graph is %s, directed %t, strict %t", g.ID, g.Directed, g.Strict)
	}
	if len(g.Stmts) != len(n.schema.Notes)+len(n.nodes)+len(n.edges) {
		t.Fatalf("%d statements, want %d notes, %d nodes and %d edges", len(g.Stmts), len(n.schema.Notes), len(n.nodes), len(n.edges))
	}
	for _, note := range n.schema.Notes {
		s := g.Stmts[0].(*ast.Attr)
		g.Stmts = g.Stmts[1:]
		if s.Key != note.Name || unquote(t, s.Val) != fmt.Sprint(note.Value) {
			t.Errorf("the graph's %s is %s, want %s: %v", s.Key, s.Val, note.Name, note.Value)
		}
	}
	for i, node := range n.nodes {
		s := g.Stmts[i].(*ast.NodeStmt)
		label := node.Label
		if label == "" {
			label = node.ID
		}
		want := expectedAttributes(map[string]string{"label": label, "kind": node.Kind}, node.Start, node.End, n.schema.Nodes, node.Values)
		if diff := cmp.Diff(want, stated(t, s.Attrs)); diff != "" || unquote(t, s.Node.ID) != node.ID {
			t.Errorf("node %q: (-want +got)\n%s", s.Node.ID, diff)
		}
	}
	for i, edge := range n.edges {
		s := g.Stmts[len(n.nodes)+i].(*ast.EdgeStmt)
		id := "id"
		if n.schema.Parallel {
			id = "key"
		}
		own := map[string]string{"label": edge.Type, "type": edge.Type, id: edge.ID}
		want := expectedAttributes(own, edge.Start, edge.End, n.schema.Edges, edge.Values)
		from, to := unquote(t, s.From.(*ast.Node).ID), unquote(t, s.To.Vertex.(*ast.Node).ID)
		if diff := cmp.Diff(want, stated(t, s.Attrs)); diff != "" || from != edge.Source || to != edge.Target {
			t.Errorf("edge %q from %q to %q: (-want +got)\n%s", edge.ID, from, to, diff)
		}
	}
}

func TestDOT(t *testing.T) {
	t.Run("seed", func(t *testing.T) { checkDOT(t, seedNetwork(t)) })
	t.Run("hostile", func(t *testing.T) { checkDOT(t, hostile()) })
	t.Run("random", func(t *testing.T) {
		setFlag(t, "rapid.checks", "50")
		rapid.Check(t, func(t *rapid.T) { checkDOT(t, random(t)) })
	})
}

// TestDOTHasNoNull checks that no text contains U+0000, which would end a string in C.
func TestDOTHasNoNull(t *testing.T) {
	n := &network{nodes: []export.Node{{ID: "firm:\x00a", Label: "\x00b"}}}
	file := string(n.file(t, "dot"))
	if strings.Contains(file, "\x00") || !strings.Contains(file, "\"firm:\uFFFDa\" [label=\"\uFFFDb\"") {
		t.Errorf("the file is %q", file)
	}
}

// TestDOTIsAGraphOfGonum checks that gonum can read the file as a graph, with parallel edges as lines.
func TestDOTIsAGraphOfGonum(t *testing.T) {
	n := seedNetwork(t)
	g := multi.NewDirectedGraph()
	if err := encodingdot.UnmarshalMulti(n.file(t, "dot"), g); err != nil {
		t.Fatal(err)
	}
	lines := 0
	for edges := g.Edges(); edges.Next(); {
		lines += edges.Edge().(multi.Edge).Len()
	}
	if g.Nodes().Len() != len(n.nodes) || lines != len(n.edges) {
		t.Errorf("gonum has %d nodes and %d lines, want %d and %d", g.Nodes().Len(), lines, len(n.nodes), len(n.edges))
	}
}
