package storetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestFixtureIsValid checks the assumptions of the cases: the graph is valid, and the lists of ids are sorted.
func TestFixtureIsValid(t *testing.T) {
	r, f := newRecorder(), fixture()
	if err := f.fill(r); err != nil {
		t.Fatalf("fixture: %v", err)
	}
	var firms []string
	for id, label := range r.labels {
		if label == model.Firm {
			firms = append(firms, id)
		}
	}
	slices.Sort(firms)
	if diff := cmp.Diff(firms, firmIDs); diff != "" {
		t.Errorf("firmIDs (-fixture +firmIDs):\n%s", diff)
	}
	if err := otherWrites().fill(r); err == nil {
		t.Error("otherWrites changes nothing that is there")
	}
}

// TestFixtureHasEverything checks that some fact has each property of nodes and relationships, and that some fact does
// not have it, unless it is required.
func TestFixtureHasEverything(t *testing.T) {
	f := fixture()
	var nodes, relationships knowledge
	for _, n := range f.nodes {
		nodes.add(n.Label.Properties(), n.Properties)
	}
	for _, r := range f.relationships {
		relationships.add(r.Type.Properties(), r.Properties)
	}
	for _, label := range model.AllLabels.Labels() {
		nodes.check(t, label.String(), label.Properties())
	}
	for _, relType := range model.AllRelTypes() {
		relationships.check(t, relType.String(), relType.Properties())
	}
}

// knowledge counts, by property, the facts that can have it and those that do.
type knowledge struct{ could, do [1 << 8]int }

func (s *knowledge) add(allowed []model.Property, p model.Properties) {
	for _, property := range allowed {
		s.could[property]++
		if _, known := p[property]; known {
			s.do[property]++
		}
	}
}

func (s *knowledge) check(t *testing.T, what string, allowed []model.Property) {
	t.Helper()
	for _, property := range allowed {
		if s.do[property] == 0 {
			t.Errorf("%s: %s is known nowhere", what, property)
		}
		if s.do[property] == s.could[property] && !property.Required() {
			t.Errorf("%s: %s is known everywhere", what, property)
		}
	}
}

func TestInvalidWritesAreInvalid(t *testing.T) {
	for name, write := range invalidWrites() {
		r := newRecorder()
		if err := fixture().fill(r); err != nil {
			t.Fatalf("fixture: %v", err)
		}
		if err := write(r); err == nil {
			t.Errorf("%s: it is valid", name)
		}
	}
}

func TestDecode(t *testing.T) {
	var b store.Builder
	b.Open()
	b.Null()
	b.Int(-7)
	b.Bool(true)
	b.Bool(false)
	b.Text(`a"b`)
	b.Open()
	b.Close()
	b.Open()
	b.Open()
	b.Text("𠮷")
	b.Close()
	b.Int(1)
	b.Close()
	b.Close()
	want := asDecoded(list{nil, -7, true, false, `a"b`, list{}, list{list{"𠮷"}, 1}})
	built := b.Record()
	if diff := cmp.Diff(want, Decode(built, built.Root())); diff != "" {
		t.Errorf("Decode of a built record (-want +got):\n%s", diff)
	}
	parsed, err := store.ParseRecord(`[null,-7,true,0,"a\"b",[],[["\ud842\udfb7"],1]]`)
	if err != nil {
		t.Fatalf("ParseRecord: %v", err)
	}
	if diff := cmp.Diff(want, Decode(parsed, parsed.Root())); diff != "" {
		t.Errorf("Decode of a parsed record (-want +got):\n%s", diff)
	}
}

// TestWalkOracle checks the comparison that the paging cases use.
func TestWalkOracle(t *testing.T) {
	ascending, descending := asc(id), desc(id)
	for _, c := range []struct {
		a, b any
		want [4]int // ascending, descending, ascending nulls first, descending nulls first
	}{
		{int64(1), int64(2), [4]int{-1, 1, -1, 1}},
		{int64(2), int64(2), [4]int{}},
		{int64(10), int64(9), [4]int{1, -1, 1, -1}},
		{"﨎", "𠮷", [4]int{-1, 1, -1, 1}},
		{"a", "B", [4]int{1, -1, 1, -1}},
		{nil, int64(1), [4]int{1, 1, -1, -1}},
		{"a", nil, [4]int{-1, -1, 1, 1}},
		{nil, nil, [4]int{}},
	} {
		got := [4]int{
			compareKeys(c.a, c.b, ascending), compareKeys(c.a, c.b, descending),
			compareKeys(c.a, c.b, nullsFirst(ascending)), compareKeys(c.a, c.b, nullsFirst(descending)),
		}
		if got != c.want {
			t.Errorf("%v, %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
