package model

import "fmt"

// NetworkView is the kind of a network: its nodes and edges.
type NetworkView uint8

// The views.
const (
	// Bipartite is the undirected graph of investors and firms, with an edge from an investor to each firm that it
	// invested in. Sides are roles: a corporate investor that has investors itself is on both sides, as two nodes, so
	// each edge connects the two sides. Weight and Count are the number of investments.
	Bipartite NetworkView = iota

	// InvestorsByFirm is the one-mode projection of the bipartite graph to investors: two are linked if both invested
	// in the same firm, at any time. Count is the number of these firms.
	InvestorsByFirm

	// InvestorsByRound links two investors if both invested in the same round. It ignores investments without a known
	// round. Count is the number of these rounds. It has the same nodes as InvestorsByFirm.
	InvestorsByRound

	// FirmsByInvestor is the one-mode projection of the bipartite graph to firms: two are linked if the same investor
	// invested in both. Count is the number of these investors.
	FirmsByInvestor

	// StateCapital is the directed graph of state capital: from every StateFund along its commitments to funds, along
	// their commitments to any depth, and from every reached fund to the firms that it invested in. Paths end at
	// firms, even if these have invested too. Weight and Count are the number of commitments or investments.
	StateCapital

	NetworkViewCount = iota
)

var networkViewNames = [NetworkViewCount]string{
	"investors and firms", "investors by firm", "investors by round", "firms by investor", "state capital",
}

// String returns the name in words.
func (v NetworkView) String() string {
	if v >= NetworkViewCount {
		return fmt.Sprintf("view %d", uint8(v))
	}
	return networkViewNames[v]
}

// NetworkSide is the side of a node in the bipartite graph.
type NetworkSide uint8

// The sides. Nodes of all other views have NoSide.
const (
	NoSide NetworkSide = iota
	InvestorSide
	FirmSide
)
