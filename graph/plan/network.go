package plan

import (
	"fmt"
	"math"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Network computes measures of a network and returns the nodes that rank first by one of them.
type Network struct {
	View       model.NetworkView
	Newman     bool     // whether k nodes with a common neighbour get edges of weight 1/(k−1) instead of 1; for projections
	Part       Subgraph // the part of the graph that it is derived from
	Resolution float64  // of the communities
	RankBy     model.Measure
	First      int // maximum number of nodes
	// Measures are the measures to compute. RankBy is one of them.
	Measures [model.MeasureCount]bool
	// Steps are the conditions of Part, each together with those before it, to find the first one that leaves nothing. The last
	// step is Part itself. They follow from Part, so they are no part of its key.
	Steps []NetworkStep
}

// NetworkStep is the part of the graph that a condition leaves, together with those before it.
type NetworkStep struct {
	Condition string // the path of the argument, such as investments.announcedOn; empty for the part without conditions
	Expansion Expansion
}

// LeftBySteps returns the plan that counts, for each step and each pattern of the network, the nodes with a relationship that
// satisfies the conditions of the step.
func (n *Network) LeftBySteps() *Plan {
	p := &Plan{}
	for _, step := range n.Steps {
		for _, pattern := range step.Expansion.Patterns {
			far := From{Kind: Expand, Rel: pattern.Rel, Direction: pattern.Node}
			near, end := pattern.Rel.Ends()
			if pattern.Node == Incoming {
				near = end
			}
			nodes := step.Expansion.NodePredicate
			p.Row.Items = append(p.Row.Items, &TotalCount{
				From: From{Kind: Scan, Labels: near}, Where: AllOf(nodes, Exists{From: far, Where: AllOf(pattern.Where, nodes)}),
			})
		}
	}
	return p
}

// Most returns the maximum number of nodes in the result.
func (n *Network) Most() int { return n.First }

// String prints the InitPlan in one line.
func (n *Network) String() string {
	weights := when(n.Newman, " weighed by Newman")
	text := fmt.Sprintf("network of %s%s of %s, first %d by %s", n.View, weights, &n.Part, n.First, n.RankBy)
	for m, included := range n.Measures {
		if included {
			text += ", " + model.Measure(m).String()
		}
	}
	if n.Measures[model.Community] {
		text += fmt.Sprintf(" resolution %g", n.Resolution)
	}
	return text
}

// Figures is the number of significant digits of a measure. Further digits depend on the processor and on the order in
// which floating-point sums are added.
const Figures = 12

// Rounded returns a measure with Figures digits, as responses show it. Comparisons use rounded values too, so nodes or
// edges with the same displayed value are equal.
func Rounded(f float64) float64 {
	const exact = 1e12 // whole numbers below it have at most Figures digits
	if math.IsNaN(f) || f == math.Trunc(f) && math.Abs(f) < exact {
		return f
	}
	var text [32]byte
	shown, err := strconv.ParseFloat(string(strconv.AppendFloat(text[:0], f, 'g', Figures, 64)), 64)
	if err != nil {
		panic(err) // strconv can parse what it wrote
	}
	return shown
}

// FoundNetwork is the result of a Network. Its numbers are Rounded.
type FoundNetwork struct {
	Directed             bool
	NodeCount, EdgeCount int // of the whole network
	ComponentCount       int
	Modularity           float64 // NaN without edges
	Nodes                []NetworkNode
	Edges                []NetworkEdge      // among Nodes, the heaviest first, then by the places of their nodes
	Communities          []NetworkCommunity // the communities of Nodes, by number
	Hint                 *NetworkHint       // nil unless the network has no edges
}

// NetworkHint says why a network has no edges.
type NetworkHint struct {
	Condition string // the path of the first condition that leaves nothing; empty if relationships satisfy all conditions
	Message   string
}

// NetworkNode is a node of a network. A node occurs at most once on each side.
type NetworkNode struct {
	ID     string
	Side   model.NetworkSide
	Values [model.MeasureCount]float64 // NaN if unknown or not requested
}

// NetworkEdge is an edge between two nodes of the result, given by their places.
type NetworkEdge struct {
	Source, Target int
	Weight         float64
	Count          int
}

// NetworkCommunity is a community of a network.
type NetworkCommunity struct {
	Number int // from 1
	Size   int // number of all its nodes, also of those outside the result
	Nodes  []int
}

// EdgesPerNode is the maximum number of edges in the result per node of the result.
const EdgesPerNode = 10

// NodeIDs returns the ids of the nodes, each once.
func (f *FoundNetwork) NodeIDs() []string {
	var all distinct
	for _, n := range f.Nodes {
		all.add(n.ID)
	}
	return all.ids
}

// RelationshipIDs returns nil.
func (f *FoundNetwork) RelationshipIDs(model.RelType) []string { return nil }
