package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Answer looks for the findings and reads the row by one statement, where the database can look for all of them so, finds
// all that there is to look at, and plans the statement soon.
func (s *Store) Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *store.Record, error) {
	if !isOneStatement(p) {
		return nil, nil, nil
	}
	const operation = "answer a plan"
	values, err := s.run(ctx, operation, p)
	if err != nil {
		return nil, nil, err
	}
	all := make([]plan.Found, len(p.Findings))
	for i, finding := range p.Findings {
		found, whole, err := foundBy(ctx, finding, values[i])
		if err != nil {
			return nil, nil, searchFailed(ctx, operation, err)
		}
		if !whole {
			return nil, nil, nil
		}
		all[i] = found
	}
	record, err := decode(values[len(p.Findings):], store.AllowanceOf(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("neo4j: read a record: %w", err)
	}
	return all, record, nil
}

// foundBy returns what was found, of what a statement tells of it, and whether that is all.
func foundBy(ctx context.Context, wanted plan.Finding, told any) (plan.Found, bool, error) {
	list, _ := told.([]any)
	switch wanted := wanted.(type) {
	case *plan.Paths:
		whole, _ := list[0].(bool)
		steps, isPath := list[1].(int64)
		if !isPath || !whole {
			return plan.FoundPaths(nil), whole, nil
		}
		found, err := paths.Join(ctx, wanted, linksOf(wanted.Way, list[2]), int(steps))
		return found, true, err
	case *plan.Neighbourhood:
		cut, _ := list[2].(bool)
		levels := append([][]string{nil}, levelsOf(list[0])...) // of the middle, Gather knows
		found, err := paths.Gather(wanted, levels, linksOf(wanted.Way, list[1]), !cut)
		return found, true, err
	default:
		panic("neo4j: a search that the database does not do by itself")
	}
}

// What has gone since it was found has no id any more, and is left out.

// levelsOf returns the ids of each number of steps.
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

// linksOf returns the relationships of a way, of which three lists for each type give the ids of themselves, of their
// starts and of their ends.
func linksOf(way plan.Way, value any) []plan.Link {
	lists, _ := value.([]any)
	var links []plan.Link
	for i, track := range way.Tracks {
		ids, _ := lists[3*i].([]any)
		starts, _ := lists[3*i+1].([]any)
		ends, _ := lists[3*i+2].([]any)
		links = slices.Grow(links, len(ids))
		for k, id := range ids {
			if id != nil && starts[k] != nil && ends[k] != nil {
				links = append(links, plan.Link{Rel: track.Rel, ID: textOf(id), Start: textOf(starts[k]), End: textOf(ends[k])})
			}
		}
	}
	return links
}

// mostOwnPairs is how many pairs of ends the database's own search is asked for, since it looks for each by itself.
const mostOwnPairs = 16

// mostBranches is how many patterns are looked for by one statement. More are planned sooner as one statement for all
// steps, which is sent for each.
const mostBranches = 8

// isOneStatement reports whether all findings of a plan are looked for by the statement that reads its row.
func isOneStatement(p *plan.Plan) bool {
	patterns := 0
	for _, finding := range p.Findings {
		switch finding := finding.(type) {
		case *plan.Paths:
			if !hasOwnSearch(finding) {
				return false
			}
			patterns++
		case *plan.Neighbourhood:
			patterns += branches(finding.Way) * finding.Steps
		case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
			return false
		default:
			panic("neo4j: a search of an unknown kind")
		}
	}
	return patterns <= mostBranches
}

// wayOf returns the way of a finding that the database can look for by itself.
func wayOf(finding plan.Finding) plan.Way {
	switch finding := finding.(type) {
	case *plan.Paths:
		return finding.Way
	case *plan.Neighbourhood:
		return finding.Way
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match:
		return plan.Way{}
	default:
		panic("neo4j: a search of an unknown kind")
	}
}

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
