package plan

import (
	"fmt"
	"math"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Network looks for the nodes of a network that rank first by a measure, with what is measured of them.
type Network struct {
	View       model.NetworkView
	Newman     bool     // weighs what k share 1/(k−1), of a projection; else 1
	Part       Subgraph // what of the graph it is made of
	Resolution float64  // of communities
	RankBy     model.Measure
	First      int // at most so many nodes
	// Measures says what is measured; RankBy is.
	Measures [model.MeasureCount]bool
}

// Most returns how many nodes it finds at most.
func (n *Network) Most() int { return n.First }

// String prints the search in one line.
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
	Side   model.NetworkSide
	Values [model.MeasureCount]float64 // NaN where one is not known or was not asked for
}

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
