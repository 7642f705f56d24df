package network

import "github.com/stakegraph/stakegraph/graph/model"

// sides returns which of the collected nodes have made investments, and which have received them.
func (c *Collector) sides(investments []investment) (investors, firms []bool) {
	investors, firms = make([]bool, len(c.nodes)), make([]bool, len(c.nodes))
	for _, i := range investments {
		investors[i.from], firms[i.to] = true, true
	}
	return investors, firms
}

func (c *Collector) bipartite() (*View, error) {
	investments := c.invested()
	isInvestor, isFirm := c.sides(investments)
	nodes, investors := c.numbering(isInvestor, 0, model.InvestorSide)
	more, firms := c.numbering(isFirm, len(nodes), model.FirmSide)
	nodes = append(nodes, more...)
	edges := make([]Edge, len(investments))
	for n, i := range investments {
		edges[n] = Edge{From: investors[i.from], To: firms[i.to], Weight: 1, Count: 1}
	}
	g, err := New(len(nodes), false, edges)
	if err != nil {
		return nil, err
	}
	return &View{Graph: g, Nodes: nodes}, nil
}
