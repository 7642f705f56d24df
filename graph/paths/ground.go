package paths

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Ground is a graph that is searched, as one search sees it.
type Ground interface {
	// Expand returns, for each of the nodes from, those that a step of the way leads to, each pair once and in any order.
	// A node does not lead to itself. What is led to is one of the ends, or what the way leads through. Where there are
	// more than most, it may return any that are one more.
	Expand(ctx context.Context, expansion plan.Expansion, from, ends []string, most int) ([]Pair, error)

	// Links returns the relationships that the way allows from one of the nodes to another or the same, in any order.
	// Where there are more than most, it may return any that are one more.
	Links(ctx context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error)

	// Degrees returns how many relationships of the types of the way leave each of the nodes, and how many reach it, in
	// one sum; whatever else the way asks of them.
	Degrees(ctx context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error)
}

// Pair is a node and another one that a step leads to.
type Pair struct{ From, To string }

// What a search goes over at most. It is far beyond what a person looks at, and what is beyond it would take seconds.
const (
	mostPairs  = 250_000
	mostTrials = 500_000 // beginnings of paths
	mostLinks  = 50_000
)

func tooMany(what string, most int, advice string) error {
	return &plan.LimitError{Limit: "search", What: what, Most: most, Figure: most, More: true, Advice: advice}
}

// counted is a ground whose pairs are counted over a whole search.
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

// sorted sorts links by their types and ids, and returns an error where they are too many.
func sorted(links []plan.Link, most int) ([]plan.Link, error) {
	if len(links) > most {
		return nil, tooMany("relationships among the nodes of a search", most,
			"request fewer nodes or types of relationships")
	}
	sortLinks(links)
	return links, nil
}
