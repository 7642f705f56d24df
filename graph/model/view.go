package model

import "fmt"

// NetworkView is what the nodes and edges of a network are.
type NetworkView uint8

// The views.
const (
	// Bipartite is the undirected graph of investors on one side and firms on the other, linked where one invested in the
	// other. Sides are roles: a corporate investor that others invested in stands on both, as two nodes, so that an edge
	// always leads from one side to the other. Weight and Count are the number of investments.
	Bipartite NetworkView = iota

	// InvestorsByFirm is the one-mode projection of the bipartite graph to its investors: two are linked where there are
	// firms that both invested in, at whatever time. Count is the number of those firms.
	InvestorsByFirm

	// InvestorsByRound links two investors where there are rounds that both invested in, so it sees only investments whose
	// round is known. Count is the number of those rounds. It has the same nodes as InvestorsByFirm.
	InvestorsByRound

	// FirmsByInvestor is the one-mode projection of the bipartite graph to its firms: two are linked where there are
	// investors that invested in both. Count is the number of those investors.
	FirmsByInvestor

	// StateCapital is the directed graph of the ways that state money takes: from every StateFund along its commitments to
	// funds, along theirs in turn to any depth, and from every fund so reached to the firms that it invested in. A firm
	// ends the way, whatever it invested in itself. Weight and Count are the number of commitments, or of investments.
	StateCapital

	NetworkViewCount = iota
)

var networkViewNames = [NetworkViewCount]string{
	"investors and firms", "investors by firm", "investors by round", "firms by investor", "state capital",
}

// String returns what the view shows, in words.
func (v NetworkView) String() string {
	if v >= NetworkViewCount {
		return fmt.Sprintf("view %d", uint8(v))
	}
	return networkViewNames[v]
}

// NetworkSide is the side of the bipartite graph on which a node stands.
type NetworkSide uint8

// The sides. In a view that is not Bipartite nodes stand on none.
const (
	NoSide NetworkSide = iota
	InvestorSide
	FirmSide
)
