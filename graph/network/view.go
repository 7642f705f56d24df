package network

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Weighting is the weight that a projection gives to a shared thing.
type Weighting uint8

const (
	// Shared weighs each shared thing as 1, so the weight of an edge equals its Count.
	Shared Weighting = iota

	// Newman weighs each thing by 1/(k−1), where k nodes share it. So a round of twenty ties two of its investors
	// less than a round of two, and the strength of an investor is the number of its things that others share. M. E.
	// J. Newman, Scientific collaboration networks. II, Physical Review E 64 (2001) 016132, equation 2.
	Newman

	weightingCount
)

// DefaultMaxPairs is the default of ViewOptions.MaxPairs.
const DefaultMaxPairs = 20_000_000

// ViewOptions are the options of a view. The zero value means Shared and DefaultMaxPairs.
type ViewOptions struct {
	// Weighting is the weighting of a projection. Other views ignore it.
	Weighting Weighting

	// MaxPairs is the maximum number of pairs of a projection; 0 means DefaultMaxPairs. A thing that k nodes share
	// has k(k−1)/2 pairs, so one large hub can have more pairs than everything else. An edge combines one or more
	// pairs, and takes 64 bytes while the view is built and 32 afterwards.
	MaxPairs int64
}

// Node identifies a node of a view in the collected graph.
type Node struct {
	ID    string
	Label model.Label
	Side  model.NetworkSide
}

// View is a graph that a Collector built, with its nodes.
type View struct {
	Kind  model.NetworkView
	Graph *Graph
	Nodes []Node // by number, in the order of ids; in a Bipartite view investors come first
}

// View builds a view. It has only nodes that take part in it: investors with an investment, firms with an investment,
// and in StateCapital the nodes with an edge. In a projection some nodes may share nothing and have no edges. Several
// investments of one node in the same thing count once.
//
// It returns ErrTooLarge if a projection has too many pairs, ErrInvalid for an unknown kind or weighting, and the
// context's error soon after the context ends.
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

// numbering assigns numbers, starting with first, to the chosen nodes in the order of their ids. All others get
// absent.
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
