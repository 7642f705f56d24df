package network

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// stateCapital follows commitments from the state funds, breadth first. All nodes that it reaches are funds, since
// commitments are made only to funds.
func (c *Collector) stateCapital() (*View, error) {
	commitments := slices.DeleteFunc(slices.Clone(c.commitments), func(l link) bool { return !c.counts(l) })
	slices.SortFunc(commitments, func(a, b link) int { return int(a.from) - int(b.from) })
	reached := make([]bool, len(c.nodes))
	var queue []int32
	for i, node := range c.nodes {
		if node.given && node.label == model.StateFund {
			reached[i] = true
			queue = append(queue, int32(i))
		}
	}
	var links []link
	for ; len(queue) > 0; queue = queue[1:] {
		fund := queue[0]
		at, _ := slices.BinarySearchFunc(commitments, fund, func(l link, from int32) int { return int(l.from) - int(from) })
		for ; at < len(commitments) && commitments[at].from == fund; at++ {
			to := commitments[at].to
			links = append(links, commitments[at])
			if !reached[to] {
				reached[to] = true
				queue = append(queue, to)
			}
		}
	}
	for _, i := range c.invested() {
		if reached[i.from] {
			links = append(links, i.link)
		}
	}
	linked := make([]bool, len(c.nodes))
	for _, l := range links {
		linked[l.from], linked[l.to] = true, true
	}
	nodes, numbers := c.numbering(linked, 0, model.NoSide)
	edges := make([]Edge, len(links))
	for n, l := range links {
		edges[n] = Edge{From: numbers[l.from], To: numbers[l.to], Weight: 1, Count: 1}
	}
	g, err := New(len(nodes), true, edges)
	if err != nil {
		return nil, err
	}
	return &View{Graph: g, Nodes: nodes}, nil
}
