package plan

import (
	"fmt"
	"math"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Network looks for the nodes of a network that rank first by a measure, with what is measured of them.
type Network struct {
	View       NetworkView
	Newman     bool     // weighs what k share 1/(k−1), of a projection; else 1
	Part       Subgraph // what of the graph it is made of
	Resolution float64  // of communities
	RankBy     NetworkMeasure
	First      int // at most so many nodes
	// Measures says what is measured; RankBy is.
	Measures [NetworkMeasureCount]bool
}

// NetworkView is what the nodes and edges of a network are.
type NetworkView uint8

// The views.
const (
	InvestorsAndFirms NetworkView = iota
	InvestorsByFirm
	InvestorsByRound
	FirmsByInvestor
	StateCapital
)

// NetworkMeasure is what can be measured of a node.
type NetworkMeasure uint8

// The measures.
const (
	Degree NetworkMeasure = iota
	InDegree
	OutDegree
	Strength
	PageRank
	Betweenness
	SampledBetweenness
	Closeness
	Eigenvector
	Core
	Constraint // ranks from the least on; the others from the greatest
	Component
	Community
	NetworkMeasureCount = iota
)

// Most returns how many nodes it finds at most.
func (n *Network) Most() int { return n.First }

// String prints the search in one line.
func (n *Network) String() string {
	weights := ""
	if n.Newman {
		weights = " weighed by Newman"
	}
	text := fmt.Sprintf("network of %s%s of %s, first %d by %s", n.View, weights, &n.Part, n.First, n.RankBy)
	for m, wanted := range n.Measures {
		if wanted {
			text += ", " + NetworkMeasure(m).String()
		}
	}
	if n.Measures[Community] {
		text += fmt.Sprintf(" resolution %g", n.Resolution)
	}
	return text
}

// String returns the view's name in words.
func (v NetworkView) String() string {
	return [...]string{
		"investors and firms", "investors by firm", "investors by round", "firms by investor", "state capital",
	}[v]
}

// String returns the measure's name in words.
func (m NetworkMeasure) String() string {
	return [...]string{
		"degree", "in-degree", "out-degree", "strength", "PageRank", "betweenness", "sampled betweenness", "closeness",
		"eigenvector", "core", "constraint", "component", "community",
	}[m]
}

// Figures is how many significant digits a measure has. What comes after them depends on the processor, and on the order
// in which equal sums are added up.
const Figures = 12

// Rounded returns a measure with so many digits as are shown of it. What is compared is the same, so that two nodes or
// edges of which the same is shown are equal.
func Rounded(f float64) float64 {
	const exact = 1e12 // below it whole numbers have no more digits
	if math.IsNaN(f) || f == math.Trunc(f) && math.Abs(f) < exact {
		return f
	}
	var text [32]byte
	shown, err := strconv.ParseFloat(string(strconv.AppendFloat(text[:0], f, 'g', Figures, 64)), 64)
	if err != nil {
		panic(err) // what is written so can be read
	}
	return shown
}

// FoundNetwork is what a Network finds. Its numbers are Rounded.
type FoundNetwork struct {
	Directed             bool
	NodeCount, EdgeCount int // of the whole network
	ComponentCount       int
	Modularity           float64 // NaN without edges
	Nodes                []NetworkNode
	Edges                []NetworkEdge      // among Nodes, the heaviest first, then by their places
	Communities          []NetworkCommunity // those that Nodes are in, by number
}

// NetworkNode is a node of a network. It is there at most once on each side.
type NetworkNode struct {
	ID     string
	Side   NetworkSide
	Values [NetworkMeasureCount]float64 // NaN where one is not known or was not asked for
}

// NetworkSide is the side that a node of InvestorsAndFirms stands on.
type NetworkSide uint8

// The sides.
const (
	NoSide NetworkSide = iota
	InvestorSide
	FirmSide
)

// NetworkEdge is an edge between two of the nodes that were found, by their places.
type NetworkEdge struct {
	Source, Target int
	Weight         float64
	Count          int
}

// NetworkCommunity is a community of a network.
type NetworkCommunity struct {
	Number int // from 1
	Size   int // of its nodes, found or not
	Nodes  []int
}

// Before reports whether a node with one value of the measure ranks before one with another.
func (m NetworkMeasure) Before(a, b float64) bool {
	switch {
	case math.IsNaN(a) || math.IsNaN(b):
		return !math.IsNaN(a) && math.IsNaN(b)
	case m == Constraint:
		return a < b
	}
	return a > b
}

// EdgesPerNode is how many edges are found for each node that is, at most.
const EdgesPerNode = 10

// NodeIDs returns the ids of the nodes, each once.
func (f *FoundNetwork) NodeIDs() []string {
	var all distinct
	for _, n := range f.Nodes {
		all.add(n.ID)
	}
	return all.ids
}

// RelationshipIDs returns none.
func (f *FoundNetwork) RelationshipIDs(model.RelType) []string { return nil }
