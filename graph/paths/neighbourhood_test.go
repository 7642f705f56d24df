package paths_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
)

func TestFindNeighbourhood(t *testing.T) {
	link := func(id, start, end string) plan.Link {
		return plan.Link{Rel: model.InvestedIn, ID: id, Start: start, End: end}
	}
	// c and d are neighbours of a; z is linked with both of them, and b with one.
	ground := links{
		link("5", "a", "d"), link("4", "c", "a"), link("3", "c", "z"), link("2", "z", "d"), link("1", "d", "b"), link("6", "b", "b"),
		link("7", "c", "d"), link("8", "a", "d"),
	}
	for _, c := range []struct {
		name          string
		steps, first  int
		keep          plan.KeepRule
		follow        plan.Follow
		nodes         string
		distances     []int
		relationships string
		complete      bool
	}{
		{"all", 3, 10, plan.MostLinked, plan.EitherDirection, "acdzb", []int{0, 1, 1, 2, 2}, "12345678", true},
		{"exactly as many as there is room for", 3, 5, plan.ByID, plan.EitherDirection, "acdbz", []int{0, 1, 1, 2, 2}, "12345678", true},
		{"most links first", 2, 4, plan.MostLinked, plan.EitherDirection, "acdz", []int{0, 1, 1, 2}, "234578", false},
		{"by id", 2, 4, plan.ByID, plan.EitherDirection, "acdb", []int{0, 1, 1, 2}, "145678", false},
		{"the nearer before the others", 3, 2, plan.MostLinked, plan.EitherDirection, "ac", []int{0, 1}, "4", false},
		{"one step", 1, 10, plan.MostLinked, plan.EitherDirection, "acd", []int{0, 1, 1}, "4578", true},
		{"along relationships", 3, 10, plan.MostLinked, plan.Along, "adb", []int{0, 1, 2}, "1568", true},
		{"only what is asked for", 3, 1, plan.MostLinked, plan.EitherDirection, "a", []int{0}, "", false},
	} {
		found, err := paths.FindNeighbourhood(t.Context(), ground, &plan.Neighbourhood{
			Of: []string{"a"}, Steps: c.steps, First: c.first, Keep: c.keep, Expansion: expansionOf(c.follow, model.InvestedIn),
		})
		if err != nil {
			t.Fatal(err)
		}
		nodes, relationships := "", ""
		var distances []int
		for _, n := range found.Nodes {
			nodes, distances = nodes+n.ID, append(distances, n.Distance)
		}
		for _, l := range found.Links {
			relationships += l.ID
		}
		if nodes != c.nodes || relationships != c.relationships || found.Complete != c.complete || !cmp.Equal(distances, c.distances) {
			t.Errorf("%s: %s %v, %s, complete %t", c.name, nodes, distances, relationships, found.Complete)
		}
	}
}
