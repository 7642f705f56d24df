package paths

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// FindNeighbourhood finds a neighbourhood. Errors are as for Find.
func FindNeighbourhood(ctx context.Context, ground Ground, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	c := counted{Ground: ground}
	found := &plan.FoundNeighbourhood{Complete: true}
	remaining := map[string]bool{}
	keep := func(ids []string, distance int) {
		for _, id := range ids {
			remaining[id] = true
			found.Nodes = append(found.Nodes, plan.FoundNode{ID: id, Distance: distance})
		}
	}
	frontier := slices.Sorted(slices.Values(spec.Of))
	keep(frontier, 0)
	for distance := 1; distance <= spec.Steps && len(frontier) > 0 && found.Complete; distance++ {
		pairs, err := c.expand(ctx, spec.Expansion, frontier, nil)
		if err != nil {
			return nil, err
		}
		links := map[string]int{}
		for _, pair := range pairs {
			if !remaining[pair.To] {
				links[pair.To]++
			}
		}
		frontier = slices.SortedFunc(maps.Keys(links), func(a, b string) int {
			if spec.Keep == plan.MostLinked && links[a] != links[b] {
				return links[b] - links[a]
			}
			return cmp.Compare(a, b)
		})
		if room := spec.First - len(found.Nodes); len(frontier) > room {
			frontier, found.Complete = frontier[:room], false
		}
		keep(frontier, distance)
	}
	var err error
	found.Links, err = c.links(ctx, spec.Expansion, found.NodeIDs(), spec.Most())
	return found, err
}

// Gather builds a neighbourhood from the results of a database: the nodes at each distance, in order, and the
// relationships among all of them. It returns a plan.LimitError if there are too many relationships.
func Gather(
	spec *plan.Neighbourhood, levels [][]string, links []plan.Link, complete bool,
) (*plan.FoundNeighbourhood, error) {
	found := &plan.FoundNeighbourhood{Complete: complete}
	for distance, ids := range levels {
		if distance == 0 {
			ids = slices.Sorted(slices.Values(spec.Of)) // whether they exist or not
		}
		for _, id := range ids {
			found.Nodes = append(found.Nodes, plan.FoundNode{ID: id, Distance: distance})
		}
	}
	var err error
	found.Links, err = sorted(links, spec.Most())
	return found, err
}
