package neo4j

import (
	"context"
	"errors"
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
	return admitted(ctx, s, "look for paths", wanted.Way, func(g ground) (plan.FoundPaths, error) {
		if hasOwnSearch(wanted) {
			links, steps, whole, err := g.shortest(ctx, wanted)
			if err != nil || steps == 0 {
				return nil, err
			}
			if whole {
				return paths.Join(ctx, wanted, links, steps)
			}
		}
		return paths.Find(ctx, g, wanted)
	})
}

// mostBranches is how many patterns a neighbourhood is looked for by in one statement. More are planned sooner as one
// statement for all steps, which is sent for each.
const mostBranches = 8

// branches returns how many patterns one step takes.
func branches(way plan.Way) int {
	n := len(alike(way.Tracks))
	for _, track := range way.Tracks {
		if track.Where != nil {
			n += len(directionsOf(track.Follow))
		}
	}
	return n
}

// Neighbourhood looks for a neighbourhood: by one statement, where that is soon planned.
func (s *Store) Neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return admitted(ctx, s, "look for a neighbourhood", wanted.Way, func(g ground) (*plan.FoundNeighbourhood, error) {
		if branches(wanted.Way)*wanted.Steps <= mostBranches {
			return g.neighbourhood(ctx, wanted)
		}
		return paths.FindNeighbourhood(ctx, g, wanted)
	})
}

// admitted searches as one of the plans under way.
func admitted[T any](
	ctx context.Context, s *Store, operation string, way plan.Way, search func(g ground) (T, error),
) (found T, err error) {
	if err := checkWay(way); err != nil {
		return found, fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	select {
	case s.admitted <- struct{}{}:
		defer func() { <-s.admitted }()
	default:
		return found, fmt.Errorf("neo4j: %s: %w: %d plans", operation, store.ErrBusy, cap(s.admitted))
	}
	found, err = search(ground{s, operation})
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = failed(ctx, operation, err) // of the search itself, between statements
	}
	return found, err
}

// hasOwnSearch reports whether the database's own search finds what is wanted: it follows all types of relationships
// alike, knows no weights, and takes no condition that adds up.
func hasOwnSearch(wanted *plan.Paths) bool {
	if wanted.Mode == plan.Best || asksMeasure(wanted.Way.Through) || len(wanted.From)*len(wanted.To) > mostOwnPairs {
		return false
	}
	for _, track := range wanted.Way.Tracks {
		if track.Follow != wanted.Way.Tracks[0].Follow || asksMeasure(track.Where) {
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

// shortest returns the relationships on the shortest paths, their least length, and whether they are those of all.
func (g ground) shortest(ctx context.Context, wanted *plan.Paths) (links []plan.Link, steps int, whole bool, err error) {
	text, params := RenderShortest(wanted, mostShortest)
	found, err := g.list(ctx, text, params)
	if err != nil || len(found) < 2 {
		return nil, 0, false, err
	}
	for _, length := range found[0] {
		if n, _ := length.(int64); steps == 0 || int(n) < steps {
			steps = int(n)
		}
	}
	return linksOf(found[1]), steps, len(found[0]) < mostShortest, nil
}

// linksOf returns relationships that are given by the names of their types.
func linksOf(list []any) []plan.Link {
	links := make([]plan.Link, len(list))
	for i, one := range list {
		link, _ := one.([]any)
		links[i] = plan.Link{Rel: relTypes[textOf(link[0])], ID: textOf(link[1]), Start: textOf(link[2]), End: textOf(link[3])}
	}
	return links
}

// neighbourhood finds a neighbourhood by one statement.
func (g ground) neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	text, params := RenderNeighbourhood(wanted, wanted.Most()+1)
	found, err := g.list(ctx, text, params)
	if err != nil {
		return nil, err
	}
	levels := make([][]string, len(found[0]))
	for distance, list := range found[0] {
		ids, _ := list.([]any)
		for _, id := range ids {
			levels[distance] = append(levels[distance], textOf(id))
		}
	}
	cut, _ := found[2][0].(bool)
	return paths.Gather(wanted, levels, linksOf(found[1]), !cut)
}

// relTypes holds the types of relationships by their names.
var relTypes = func() map[string]model.RelType {
	all := map[string]model.RelType{}
	for _, t := range model.AllRelTypes() {
		all[t.String()] = t
	}
	return all
}()

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
