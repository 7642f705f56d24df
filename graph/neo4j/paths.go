package neo4j

import (
	"context"
	"fmt"

	"stakegraph/graph/model"
	"stakegraph/graph/paths"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// mostShortest is how many shortest paths are taken from the database's own search, in which several relationships
// between the same two nodes make several paths.
const mostShortest = 5000

// mostOwnPairs is how many pairs of ends the database's own search is asked for, since it looks for each by itself.
const mostOwnPairs = 16

// Paths looks for paths: shortest ones by the database's own search where that can do it, others step by step.
func (s *Store) Paths(ctx context.Context, wanted *plan.Paths) (plan.FoundPaths, error) {
	return admitted(s, "look for paths", func(g ground) (plan.FoundPaths, error) {
		if hasOwnSearch(wanted) {
			pairs, steps, whole, err := g.shortest(ctx, wanted)
			if err != nil || len(pairs) == 0 {
				return nil, err
			}
			if whole {
				return paths.Join(ctx, g, wanted, pairs, steps)
			}
		}
		return paths.Find(ctx, g, wanted)
	})
}

// Neighbourhood looks for a neighbourhood.
func (s *Store) Neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return admitted(s, "look for a neighbourhood", func(g ground) (*plan.FoundNeighbourhood, error) {
		return paths.FindNeighbourhood(ctx, g, wanted)
	})
}

// admitted searches as one of the plans under way.
func admitted[T any](s *Store, operation string, search func(g ground) (T, error)) (found T, err error) {
	select {
	case s.admitted <- struct{}{}:
		defer func() { <-s.admitted }()
	default:
		return found, fmt.Errorf("neo4j: %s: %w: %d plans", operation, store.ErrBusy, cap(s.admitted))
	}
	return search(ground{s, operation})
}

// hasOwnSearch reports whether the database's own search finds what is wanted: it follows all types of relationships
// alike, and knows no weights.
func hasOwnSearch(wanted *plan.Paths) bool {
	if wanted.Mode == plan.Best || len(wanted.From)*len(wanted.To) > mostOwnPairs {
		return false
	}
	for _, track := range wanted.Way.Tracks {
		if track.Follow != wanted.Way.Tracks[0].Follow {
			return false
		}
	}
	return true
}

// ground is the graph as it is at each statement.
type ground struct {
	store     *Store
	operation string
}

var _ paths.Ground = ground{}

// shortest returns the steps of the shortest paths, and whether they are those of all.
func (g ground) shortest(ctx context.Context, wanted *plan.Paths) (pairs []paths.Pair, steps int, whole bool, err error) {
	text, params := RenderShortest(wanted, mostShortest)
	found, err := g.list(ctx, text, params)
	if err != nil {
		return nil, 0, false, err
	}
	for _, path := range found {
		if n := len(path) - 1; steps == 0 || n < steps {
			steps = n
		}
	}
	seen := map[paths.Pair]bool{}
	for _, path := range found {
		if len(path)-1 > steps {
			continue
		}
		for i := range steps {
			pair := paths.Pair{From: textOf(path[i]), To: textOf(path[i+1])}
			if !seen[pair] {
				seen[pair] = true
				pairs = append(pairs, pair)
			}
		}
	}
	return pairs, steps, len(found) < mostShortest, nil
}

// Expand returns the pairs of steps.
func (g ground) Expand(ctx context.Context, way plan.Way, from, ends []string, most int) ([]paths.Pair, error) {
	text, params := RenderSteps(way, from, ends, most+1)
	rows, err := g.list(ctx, text, params)
	pairs := make([]paths.Pair, len(rows))
	for i, row := range rows {
		pairs[i] = paths.Pair{From: textOf(row[0]), To: textOf(row[1])}
	}
	return pairs, err
}

// Links returns relationships among nodes.
func (g ground) Links(ctx context.Context, way plan.Way, nodes []string, most int) ([]plan.Link, error) {
	text, params := RenderLinks(way, nodes, most+1)
	rows, err := g.list(ctx, text, params)
	links := make([]plan.Link, len(rows))
	for i, row := range rows {
		rel, _ := row[0].(int64)
		links[i] = plan.Link{Rel: model.RelType(rel), ID: textOf(row[1]), Start: textOf(row[2]), End: textOf(row[3])}
	}
	return links, err
}

// Degrees returns how many relationships nodes have.
func (g ground) Degrees(ctx context.Context, way plan.Way, nodes []string) (map[string]int64, error) {
	text, params := RenderDegrees(way.Types(), nodes)
	rows, err := g.list(ctx, text, params)
	degrees := make(map[string]int64, len(rows))
	for _, row := range rows {
		degrees[textOf(row[0])], _ = row[1].(int64)
	}
	return degrees, err
}

// list runs a statement that answers with a list of lists.
func (g ground) list(ctx context.Context, text string, params map[string]any) ([][]any, error) {
	values, err := g.store.query(ctx, g.operation, text, params)
	if err != nil {
		return nil, err
	}
	list, _ := values[0].([]any)
	rows := make([][]any, len(list))
	for i, row := range list {
		rows[i], _ = row.([]any)
	}
	return rows, nil
}

func textOf(value any) string {
	text, _ := value.(string)
	return text
}
