package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Answer runs the InitPlans and reads the row with one statement. It returns nothing if the database cannot run all
// InitPlans by itself, if it would not find everything, or if planning the statement would take too long.
func (s *Store) Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *store.Record, error) {
	if !cypher.IsOneStatement(p) {
		return nil, nil, nil
	}
	const operation = "answer a plan"
	values, err := s.run(ctx, operation, p)
	if err != nil {
		return nil, nil, err
	}
	all := make([]plan.Found, len(p.InitPlans))
	for i, initPlan := range p.InitPlans {
		found, whole, err := foundBy(ctx, initPlan, values[i])
		if err != nil {
			return nil, nil, searchFailed(ctx, operation, err)
		}
		if !whole {
			return nil, nil, nil
		}
		all[i] = found
	}
	record, err := decode(values[len(p.InitPlans):], store.AllowanceOf(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("neo4j: read a record: %w", err)
	}
	return all, record, nil
}

// foundBy returns the result of an InitPlan from the value that a statement returns for it, and whether it is complete.
func foundBy(ctx context.Context, spec plan.InitPlan, reported any) (plan.Found, bool, error) {
	list, _ := reported.([]any)
	switch spec := spec.(type) {
	case *plan.Paths:
		whole, _ := list[0].(bool)
		steps, isPath := list[1].(int64)
		if !isPath || !whole {
			return plan.FoundPaths(nil), whole, nil
		}
		found, err := paths.Join(ctx, spec, linksOf(spec.Expansion, list[2]), int(steps))
		return found, true, err
	case *plan.Neighbourhood:
		cut, _ := list[2].(bool)
		levels := append([][]string{nil}, levelsOf(list[0])...) // Gather has the nodes of level 0
		found, err := paths.Gather(spec, levels, linksOf(spec.Expansion, list[1]), !cut)
		return found, true, err
	default:
		panic("neo4j: an InitPlan that the database does not run by itself")
	}
}

// Facts that were deleted during the statement have a null id. They are left out.

// levelsOf returns the ids of the nodes at each number of steps.
func levelsOf(value any) [][]string {
	list, _ := value.([]any)
	all := make([][]string, len(list))
	for distance, one := range list {
		ids, _ := one.([]any)
		for _, id := range ids {
			if id != nil {
				all[distance] = append(all[distance], textOf(id))
			}
		}
	}
	return all
}

// linksOf returns the relationships of an expansion. For each type, the value has three lists: their ids, and the ids
// of their starts and ends.
func linksOf(expansion plan.Expansion, value any) []plan.Link {
	lists, _ := value.([]any)
	var links []plan.Link
	for i, pattern := range expansion.Patterns {
		ids, _ := lists[3*i].([]any)
		starts, _ := lists[3*i+1].([]any)
		ends, _ := lists[3*i+2].([]any)
		links = slices.Grow(links, len(ids))
		for k, id := range ids {
			if id != nil && starts[k] != nil && ends[k] != nil {
				links = append(links, plan.Link{Rel: pattern.Rel, ID: textOf(id), Start: textOf(starts[k]), End: textOf(ends[k])})
			}
		}
	}
	return links
}
