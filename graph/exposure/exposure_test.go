package exposure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/exposure"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// around builds a neighbourhood from links written as "giver>recipient", and from nodes without links.
func around(alone []string, links ...string) *plan.FoundNeighbourhood {
	near := &plan.FoundNeighbourhood{Complete: true}
	seen := map[string]bool{}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			near.Nodes = append(near.Nodes, plan.FoundNode{ID: id})
		}
	}
	for i, link := range links {
		start, end, _ := strings.Cut(link, ">")
		add(start)
		add(end)
		near.Links = append(near.Links, plan.Link{Rel: model.InvestedIn, ID: fmt.Sprintf("%d", i), Start: start, End: end})
	}
	for _, id := range alone {
		add(id)
	}
	return near
}

// isState reports whether a node is a state fund: in these tests, its id begins with an s.
func isState(id string) bool { return strings.HasPrefix(id, "s") }

// written returns an exposure in one line: its numbers, and the paths of each state fund, with a "…" if there are more.
func written(e plan.Exposed) string {
	text := fmt.Sprintf("%s at %d: %d state, %d backed of %d; %d reach it:", e.ID, e.Distance, e.State, e.Backed, e.Known, e.Reached)
	for _, source := range e.Sources {
		for _, path := range source.Paths {
			text += " " + strings.Join(path.Nodes, ">")
		}
		if !source.All {
			text += " …"
		}
	}
	return text
}

func TestOf(t *testing.T) {
	for name, c := range map[string]struct {
		links []string
		want  string
	}{
		"nothing":           {nil, "f at 0: 0 state, 0 backed of 0; 0 reach it:"},
		"private money":     {[]string{"a>f", "b>a"}, "f at 0: 0 state, 0 backed of 1; 0 reach it:"},
		"straight":          {[]string{"s>f", "a>f"}, "f at 1: 1 state, 1 backed of 2; 1 reach it: s>f"},
		"several rounds":    {[]string{"s>f", "s>f", "a>f"}, "f at 1: 1 state, 1 backed of 2; 1 reach it: s>f"},
		"through a fund":    {[]string{"s>a", "a>f", "b>f"}, "f at 2: 0 state, 1 backed of 2; 1 reach it: s>a>f"},
		"through two":       {[]string{"s>b", "b>a", "a>f"}, "f at 3: 0 state, 1 backed of 1; 1 reach it: s>b>a>f"},
		"too far":           {[]string{"s>c", "c>b", "b>a", "a>f"}, "f at 0: 0 state, 0 backed of 1; 0 reach it:"},
		"against the money": {[]string{"f>s", "a>f"}, "f at 0: 0 state, 0 backed of 1; 0 reach it:"},
		"the nearest first": {
			[]string{"s2>a", "a>f", "s1>a", "s3>f"}, "f at 1: 1 state, 2 backed of 2; 3 reach it: s3>f s1>a>f s2>a>f",
		},
		"by way of another state fund": {[]string{"s2>s1", "s1>f"}, "f at 1: 1 state, 1 backed of 1; 2 reach it: s1>f s2>s1>f"},
		"more paths than wanted": {
			[]string{"s>a", "s>b", "s>c", "a>f", "b>f", "c>f"}, "f at 2: 0 state, 3 backed of 3; 1 reach it: s>a>f s>b>f …",
		},
		"shortest alone": {[]string{"s>a", "a>f", "s>f"}, "f at 1: 1 state, 2 backed of 2; 1 reach it: s>f"},
		// Capital of s that flowed from f to a does not make a an investor that brings state capital to f.
		"not by way of the node itself": {[]string{"s>f", "f>a", "a>f"}, "f at 1: 1 state, 1 backed of 2; 1 reach it: s>f"},
		"in itself":                     {[]string{"f>f", "s>f"}, "f at 1: 1 state, 1 backed of 1; 1 reach it: s>f"},
	} {
		t.Run(name, func(t *testing.T) {
			spec := &plan.Exposure{Of: []string{"f"}, Longest: 3, Sources: 5, Paths: 2}
			found := exposure.Of(spec, around([]string{"f"}, c.links...), isState)
			if got := written(found[0]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestOfSeveral: nodes are in the order of the request, and missing ones are left out. Each has its own distances and
// its own maximum number of state funds.
func TestOfSeveral(t *testing.T) {
	spec := &plan.Exposure{Of: []string{"g", "none", "f", "s1"}, Longest: 3, Sources: 1, Paths: 2}
	found := exposure.Of(spec, around(nil, "s1>f", "f>g", "s2>s1"), isState)
	var got []string
	for _, exposed := range found {
		got = append(got, written(exposed))
	}
	want := []string{
		"g at 2: 0 state, 1 backed of 1; 2 reach it: s1>f>g",
		"f at 1: 1 state, 1 backed of 1; 2 reach it: s1>f",
		"s1 at 1: 1 state, 1 backed of 1; 1 reach it: s2>s1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"g", "s1", "f", "s2"}, found.NodeIDs()); diff != "" {
		t.Errorf("ids of nodes: %s", diff)
	}
	if diff := cmp.Diff([]string{"0", "1", "2"}, slices.Sorted(slices.Values(found.RelationshipIDs(model.InvestedIn)))); diff != "" {
		t.Errorf("ids of relationships: %s", diff)
	}
}

// TestAgreesWithAllPaths compares an exposure with the enumeration of all paths.
func TestAgreesWithAllPaths(t *testing.T) {
	names := []string{"f", "s1", "s2", "a", "b", "c", "d"}
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.SampledFrom(names)
		var links []string
		for range rapid.IntRange(0, 14).Draw(t, "links") {
			links = append(links, one.Draw(t, "giver")+">"+one.Draw(t, "taker"))
		}
		longest := rapid.IntRange(1, 4).Draw(t, "longest")
		spec := &plan.Exposure{Of: []string{"f"}, Longest: longest, Sources: 9, Paths: 99}
		got := exposure.Of(spec, around([]string{"f"}, links...), isState)[0]

		all := [][]string{{"f"}} // from their ends
		shortest, backed, known := map[string][]string{}, map[string]bool{}, map[string]bool{}
		for range longest {
			var longer [][]string
			for _, path := range all {
				for _, giver := range names {
					if !slices.Contains(links, giver+">"+path[0]) || slices.Contains(path, giver) {
						continue
					}
					next := append([]string{giver}, path...)
					if len(next) == 2 {
						known[giver] = true
					}
					longer = append(longer, next)
				}
			}
			for _, path := range longer {
				if !isState(path[0]) {
					continue
				}
				backed[path[len(path)-2]] = true
				if have := shortest[path[0]]; have == nil || strings.Count(have[0], ">") == len(path)-1 {
					shortest[path[0]] = append(have, strings.Join(path, ">"))
				}
			}
			all = longer
		}
		if got.Known != len(known) || got.Backed != len(backed) || got.Reached != len(shortest) {
			t.Fatalf("%s, want %d backed of %d, and %d that reach it", written(got), len(backed), len(known), len(shortest))
		}
		for _, source := range got.Sources {
			var paths []string
			for _, path := range source.Paths {
				paths = append(paths, strings.Join(path.Nodes, ">"))
			}
			if diff := cmp.Diff(slices.Sorted(slices.Values(shortest[source.ID])), paths); diff != "" {
				t.Fatalf("paths of %s: %s", source.ID, diff)
			}
		}
	})
}
