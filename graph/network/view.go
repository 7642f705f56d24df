package network

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Weighting is how a projection weighs what two nodes share.
type Weighting uint8

const (
	// Shared weighs each thing that two nodes share as 1, so the weight of an edge is its Count.
	Shared Weighting = iota

	// Newman weighs each thing by 1/(k−1), where k is how many nodes share it, so that a round of twenty ties two of its
	// investors less than a round of two, and an investor's strength is the number of things that it shares with others.
	// M. E. J. Newman, Scientific collaboration networks. II, Physical Review E 64 (2001) 016132, equation 2.
	Newman

	weightingCount
)

// DefaultMaxPairs is how many pairs a projection goes through where ViewOptions say nothing.
const DefaultMaxPairs = 20_000_000

// ViewOptions say how a view is made. The zero value is Shared weights and DefaultMaxPairs.
type ViewOptions struct {
	// Weighting is how a projection weighs what two nodes share. Other views do not look at it.
	Weighting Weighting

	// MaxPairs is the most pairs that a projection goes through, 0 for DefaultMaxPairs. What k nodes share gives
	// k(k−1)/2 pairs, so one great hub can have more than all else. An edge is made of one pair or more and takes 64 bytes
	// while the view is made and 32 after.
	MaxPairs int64
}

// Node is what a node of a view is in the graph that was collected.
type Node struct {
	ID    string
	Label model.Label
	Side  model.NetworkSide
}

// View is a graph that was made of what a Collector was given.
type View struct {
	Kind  model.NetworkView
	Graph *Graph
	Nodes []Node // by number: in order of id; of a Bipartite one investors first
}

// View makes a view. Its nodes are those with a part in what it shows: investors with an investment, firms that were
// invested in, and in StateCapital all that has an edge; in a projection some may share nothing and stand alone. What is
// there several times between the same two counts once in what they share.
//
// It returns ErrTooLarge where a projection has too many pairs, ErrInvalid for a kind or weighting that there is not,
// and the context's error soon after it ends.
func (c *Collector) View(ctx context.Context, kind model.NetworkView, o ViewOptions) (*View, error) {
	if kind >= model.NetworkView(model.NetworkViewCount) || o.Weighting >= weightingCount || o.MaxPairs < 0 {
		return nil, fmt.Errorf("%w: unknown view %s, weighting %d or limit of %d pairs",
			ErrInvalid, kind, o.Weighting, o.MaxPairs)
	}
	o.MaxPairs = cmp.Or(o.MaxPairs, DefaultMaxPairs)
	var v *View
	var err error
	switch kind {
	case model.Bipartite:
		v, err = c.bipartite()
	case model.StateCapital:
		v, err = c.stateCapital()
	case model.InvestorsByFirm, model.InvestorsByRound, model.FirmsByInvestor:
		v, err = c.projection(ctx, kind, o)
	default:
		panic("network: an unknown kind")
	}
	if err != nil {
		return nil, fmt.Errorf("view of %s: %w", kind, err)
	}
	v.Kind = kind
	return v, nil
}

// numbering gives the collected nodes that are chosen numbers from first on in order of their ids, and absent to others.
func (c *Collector) numbering(chosen []bool, first int, side model.NetworkSide) (nodes []Node, numbers []int32) {
	numbers = slices.Repeat([]int32{absent}, len(c.nodes))
	var order []int32
	for i, is := range chosen {
		if is {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(c.nodes[a].id, c.nodes[b].id) })
	nodes = make([]Node, len(order))
	for n, i := range order {
		nodes[n] = Node{ID: c.nodes[i].id, Label: c.nodes[i].label, Side: side}
		numbers[i] = int32(first + n)
	}
	return nodes, numbers
}

const absent = -1
