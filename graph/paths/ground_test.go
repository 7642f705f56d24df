package paths_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// links is a ground in memory. It supports types and directions, but no conditions.
type links []plan.Link

func (l links) Expand(ctx context.Context, expansion plan.Expansion, from, ends []string, most int) ([]paths.Pair, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var pairs []paths.Pair
	add := func(pair paths.Pair) {
		if slices.Contains(from, pair.From) && pair.From != pair.To && !slices.Contains(pairs, pair) && len(pairs) <= most {
			pairs = append(pairs, pair)
		}
	}
	for _, link := range l {
		pattern, spec := expansion.Pattern(link.Rel)
		if spec && pattern.Follow != plan.Against {
			add(paths.Pair{From: link.Start, To: link.End})
		}
		if spec && pattern.Follow != plan.Along {
			add(paths.Pair{From: link.End, To: link.Start})
		}
	}
	return pairs, nil
}

func (l links) Links(_ context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	var found []plan.Link
	for _, link := range l {
		_, spec := expansion.Pattern(link.Rel)
		if spec && slices.Contains(nodes, link.Start) && slices.Contains(nodes, link.End) && len(found) <= most {
			found = append(found, link)
		}
	}
	return found, nil
}

func (l links) Degrees(_ context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error) {
	degrees := map[string]int64{}
	for _, link := range l {
		if _, spec := expansion.Pattern(link.Rel); spec {
			degrees[link.Start]++
			degrees[link.End]++
		}
	}
	return degrees, nil
}

// random returns a graph with some nodes, named by letters, and relationships of two types.
func random(chance *rand.Rand, nodes, relationships int) links {
	name := func() string { return string(rune('a' + chance.IntN(nodes))) }
	var all links
	for i := range relationships {
		all = append(all, plan.Link{
			Rel: []model.RelType{model.InvestedIn, model.HasRole}[chance.IntN(2)], ID: fmt.Sprintf("%03d", i), Start: name(), End: name(),
		})
	}
	return all
}

func expansionOf(follow plan.Follow, types ...model.RelType) plan.Expansion {
	var expansion plan.Expansion
	for _, t := range types {
		expansion.Patterns = append(expansion.Patterns, plan.RelationshipPattern{Rel: t, Follow: follow})
	}
	return expansion
}
