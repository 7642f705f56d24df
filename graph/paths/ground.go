package paths

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Ground is the graph that one search reads.
type Ground interface {
	// Expand returns, for each of the nodes from, the nodes that one step of the expansion leads to: each pair once, in
	// any order. A node does not lead to itself. A step leads to one of ends, or to a node that satisfies the
	// NodePredicate. If there are more than most pairs, it may return any most+1 of them.
	Expand(ctx context.Context, expansion plan.Expansion, from, ends []string, most int) ([]Pair, error)

	// Links returns the relationships that the expansion allows between the nodes, including loops, in any order. If
	// there are more than most, it may return any most+1 of them.
	Links(ctx context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error)

	// Degrees returns for each node the number of relationships of the expansion's types that leave it plus the number
	// that reach it, regardless of other conditions.
	Degrees(ctx context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error)
}

// Pair is a node and another one that a step leads to.
type Pair struct{ From, To string }

// The maximum size of a search. Larger results are not useful to a person, and would take seconds.
const (
	mostPairs  = 250_000
	mostTrials = 500_000 // partial paths
	mostLinks  = 50_000
)

func tooMany(what string, most int, advice string) error {
	return &plan.LimitError{Limit: "search", What: what, Most: most, Figure: most, More: true, Advice: advice}
}

// counted is a ground that counts its pairs over a whole search.
type counted struct {
	Ground
	pairs int
}

func (c *counted) expand(ctx context.Context, expansion plan.Expansion, from, ends []string) ([]Pair, error) {
	pairs, err := c.Expand(ctx, expansion, from, ends, mostPairs-c.pairs)
	if err != nil {
		return nil, err
	}
	if c.pairs += len(pairs); c.pairs > mostPairs {
		return nil, tooMany("relationships to follow in a search", mostPairs,
			"use fewer types of relationships, more filters or a smaller `maxLength`")
	}
	return pairs, nil
}

func (c *counted) links(ctx context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	links, err := c.Links(ctx, expansion, nodes, most)
	if err != nil {
		return nil, err
	}
	return sorted(links, most)
}

// sorted sorts links by type and id, and returns an error if there are too many.
func sorted(links []plan.Link, most int) ([]plan.Link, error) {
	if len(links) > most {
		return nil, tooMany("relationships among the nodes of a search", most,
			"request fewer nodes or types of relationships")
	}
	sortLinks(links)
	return links, nil
}
