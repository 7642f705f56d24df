package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Paths searches for paths: for shortest paths with the database's own search if possible, and otherwise step by step.
func (s *Store) Paths(ctx context.Context, spec *plan.Paths) (plan.FoundPaths, error) {
	return searched(ctx, s, "search for paths", spec.Expansion, func(g ground) (plan.FoundPaths, error) {
		if found, whole, err := g.alone(ctx, spec); whole || err != nil {
			paths, _ := found.(plan.FoundPaths)
			return paths, err
		}
		return paths.Find(ctx, g, spec)
	})
}

// Neighbourhood searches for a neighbourhood, with one statement if that can be planned quickly.
func (s *Store) Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return searched(ctx, s, "search for a neighbourhood", spec.Expansion, func(g ground) (*plan.FoundNeighbourhood, error) {
		if found, whole, err := g.alone(ctx, spec); whole || err != nil {
			near, _ := found.(*plan.FoundNeighbourhood)
			return near, err
		}
		return paths.FindNeighbourhood(ctx, g, spec)
	})
}

// alone runs an InitPlan with one statement, if the database can. It also returns whether the result is complete.
func (g ground) alone(ctx context.Context, spec plan.InitPlan) (plan.Found, bool, error) {
	p := &plan.Plan{InitPlans: []plan.InitPlan{spec}}
	if !cypher.IsOneStatement(p) {
		return nil, false, nil
	}
	q := cypher.Render(p, cypher.SmallAnswer)
	values, err := g.store.query(ctx, g.operation, q.Text, q.Params)
	if err != nil {
		return nil, false, err
	}
	return foundBy(ctx, spec, values[0])
}

// searched runs a search that sends several statements.
func searched[T any](
	ctx context.Context, s *Store, operation string, expansion plan.Expansion, search func(g ground) (T, error),
) (found T, err error) {
	if err := cypher.CheckExpansion(expansion); err != nil {
		return found, fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	found, err = search(ground{s, operation})
	return found, searchFailed(ctx, operation, err)
}

// searchFailed wraps an error of the search itself, between statements, with the sentinel error of package store.
func searchFailed(ctx context.Context, operation string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return failed(ctx, operation, err)
	}
	return err
}

// ground is the graph as each statement reads it. It is not a snapshot.
type ground struct {
	store     *Store
	operation string
}

var _ paths.Ground = ground{}

// Expand returns the pairs of nodes of one step, at most one more than most.
func (g ground) Expand(ctx context.Context, expansion plan.Expansion, from, ends []string, most int) ([]paths.Pair, error) {
	rows, err := g.list(ctx, cypher.Steps(expansion, from, ends, most+1))
	pairs := make([]paths.Pair, len(rows))
	for i, row := range rows {
		pairs[i] = paths.Pair{From: textOf(row[0]), To: textOf(row[1])}
	}
	return pairs, err
}

// Links returns the relationships among nodes, at most one more than most.
func (g ground) Links(ctx context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	rows, err := g.list(ctx, cypher.Links(expansion, nodes, most+1))
	links := make([]plan.Link, len(rows))
	for i, row := range rows {
		rel, _ := row[0].(int64)
		links[i] = plan.Link{Rel: model.RelType(rel), ID: textOf(row[1]), Start: textOf(row[2]), End: textOf(row[3])}
	}
	return links, err
}

// Degrees returns the degree of each node.
func (g ground) Degrees(ctx context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error) {
	rows, err := g.list(ctx, cypher.Degrees(expansion.Types(), nodes))
	degrees := make(map[string]int64, len(rows))
	for _, row := range rows {
		degrees[textOf(row[0])], _ = row[1].(int64)
	}
	return degrees, err
}

// list runs a statement that returns a list of lists.
func (g ground) list(ctx context.Context, q cypher.Query) ([][]any, error) {
	values, err := g.store.query(ctx, g.operation, q.Text, q.Params)
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
