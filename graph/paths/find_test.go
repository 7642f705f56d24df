package paths_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestFind compares the results in many small graphs with all paths, sorted.
func TestFind(t *testing.T) {
	for seed := range uint64(400) {
		chance := rand.New(rand.NewPCG(seed, 1))
		ground := random(chance, 4+chance.IntN(8), chance.IntN(30))
		spec := &plan.Paths{
			From: []string{"a", "b"}[:1+chance.IntN(2)], To: []string{"c", "d"}[:1+chance.IntN(2)],
			Mode: plan.PathMode(chance.IntN(3)), First: 1 + chance.IntN(12), Longest: 1 + chance.IntN(6),
			Expansion: expansionOf(plan.Follow(chance.IntN(3)), []model.RelType{model.InvestedIn, model.HasRole}[:1+chance.IntN(2)]...),
		}
		if spec.Mode == plan.Best {
			spec.Weight = plan.PathWeight(chance.IntN(2))
		}
		got, err := paths.Find(t.Context(), ground, spec)
		if err != nil {
			t.Fatal(err)
		}
		want := allPaths(t, ground, spec)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: %s\nof %v (-all +found):\n%s", seed, spec, ground, diff)
		}
	}
}

// allPaths enumerates all paths, and sorts them.
func allPaths(t *testing.T, ground links, spec *plan.Paths) plan.FoundPaths {
	t.Helper()
	degrees, err := ground.Degrees(t.Context(), spec.Expansion, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all plan.FoundPaths
	var walk func(path plan.FoundPath)
	walk = func(path plan.FoundPath) {
		last := path.Nodes[len(path.Nodes)-1]
		if slices.Contains(spec.To, last) {
			all = append(all, path)
			return
		}
		if len(path.Steps) == spec.Longest {
			return
		}
		for _, next := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
			step := between(ground, spec.Expansion, last, next)
			if len(step) == 0 || slices.Contains(path.Nodes, next) || slices.Contains(spec.From, next) {
				continue
			}
			weight := path.Weight + 1
			if spec.Weight == plan.HubAverse && !slices.Contains(spec.To, next) {
				weight += bits.Len(uint(degrees[next])) - 1
			}
			walk(plan.FoundPath{Weight: weight, Nodes: append(slices.Clone(path.Nodes), next), Steps: append(slices.Clone(path.Steps), step)})
		}
	}
	for _, id := range spec.From {
		walk(plan.FoundPath{Nodes: []string{id}})
	}
	slices.SortFunc(all, func(a, b plan.FoundPath) int {
		return cmp.Or(a.Weight-b.Weight, len(a.Nodes)-len(b.Nodes), slices.Compare(a.Nodes, b.Nodes))
	})
	if spec.Mode != plan.Best {
		all = slices.DeleteFunc(all, func(p plan.FoundPath) bool { return len(p.Nodes) > len(all[0].Nodes) })
	}
	first := spec.First
	if spec.Mode == plan.Shortest {
		first = 1
	}
	return all[:min(first, len(all))]
}

func between(ground links, expansion plan.Expansion, from, to string) plan.FoundStep {
	var step plan.FoundStep
	for _, link := range ground {
		pattern, spec := expansion.Pattern(link.Rel)
		along := link.Start == from && link.End == to && pattern.Follow != plan.Against
		against := link.Start == to && link.End == from && pattern.Follow != plan.Along
		if spec && from != to && (along || against) {
			step = append(step, link)
		}
	}
	slices.SortFunc(step, func(a, b plan.Link) int { return cmp.Or(cmp.Compare(a.Rel, b.Rel), cmp.Compare(a.ID, b.ID)) })
	return step
}

// TestJoin builds paths from the relationships on shortest paths that a database returned, without further searches.
func TestJoin(t *testing.T) {
	found := links{
		{Rel: model.HasRole, ID: "2", Start: "c", End: "b"},
		{Rel: model.HasRole, ID: "1", Start: "a", End: "b"},
		{Rel: model.HasRole, ID: "3", Start: "c", End: "d"},
		{Rel: model.HasRole, ID: "0", Start: "c", End: "b"},
	}
	spec := &plan.Paths{
		From: []string{"a"}, To: []string{"c", "d"}, Mode: plan.AllShortest, First: 5, Longest: 6, Expansion: expansionOf(plan.EitherDirection, model.HasRole),
	}
	got, err := paths.Join(t.Context(), spec, found, 2)
	want := plan.FoundPaths{{Weight: 2, Nodes: []string{"a", "b", "c"}, Steps: []plan.FoundStep{
		{{Rel: model.HasRole, ID: "1", Start: "a", End: "b"}},
		{{Rel: model.HasRole, ID: "0", Start: "c", End: "b"}, {Rel: model.HasRole, ID: "2", Start: "c", End: "b"}},
	}}}
	if diff := gocmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// great is a ground on which every node leads to many new ones.
type great struct{ links }

func (great) Expand(ctx context.Context, _ plan.Expansion, from, _ []string, most int) ([]paths.Pair, error) {
	var pairs []paths.Pair
	for _, id := range from {
		for i := range 700 {
			if len(pairs) <= most {
				pairs = append(pairs, paths.Pair{From: id, To: fmt.Sprint(id, "/", i)})
			}
		}
	}
	return pairs, ctx.Err()
}

func TestTooFar(t *testing.T) {
	expansion := expansionOf(plan.EitherDirection, model.InvestedIn)
	if _, err := paths.Find(t.Context(), great{}, &plan.Paths{
		From: []string{"a"}, To: []string{"b"}, Mode: plan.Best, First: 1, Longest: 10, Expansion: expansion,
	}); !errors.Is(err, plan.ErrLimit) {
		t.Errorf("paths: %v, want a plan.LimitError", err)
	}
	if _, err := paths.FindNeighbourhood(t.Context(), great{}, &plan.Neighbourhood{
		Of: []string{"a"}, Steps: 3, First: 1_000_000, Expansion: expansion,
	}); !errors.Is(err, plan.ErrLimit) {
		t.Errorf("a neighbourhood: %v, want a plan.LimitError", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := paths.Find(ended, links{}, &plan.Paths{From: []string{"a"}, To: []string{"b"}, First: 1, Longest: 1, Expansion: expansion}); !errors.Is(err, context.Canceled) {
		t.Errorf("once its context has ended: %v", err)
	}
}
