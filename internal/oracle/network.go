package oracle

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	measures "github.com/stakegraph/stakegraph/graph/network"
)

// network is a network with its measures. The values of measures are tested in package network, which computes them here
// too. The oracle determines the facts of the network, the meaning of the arguments, and the fields of the result.
type network struct {
	view     *measures.View
	measured *measures.Measures
	first    []int // numbers of the nodes of the result, by rank
	graph    *indexed
}

// networkQuestion has the arguments of a network.
type networkQuestion struct {
	view       model.NetworkView
	newman     bool
	expansion  expansion
	rankBy     string
	first      int
	resolution float64
}

var networkViews = map[any]model.NetworkView{
	"INVESTORS_AND_FIRMS": model.Bipartite, "INVESTORS_BY_FIRM": model.InvestorsByFirm,
	"INVESTORS_BY_ROUND": model.InvestorsByRound, "FIRMS_BY_INVESTOR": model.FirmsByInvestor,
	"STATE_CAPITAL": model.StateCapital,
}

func networkQuestionOf(a object) networkQuestion {
	q := networkQuestion{
		view: networkViews[a["view"]], newman: a["weight"] == "NEWMAN", rankBy: a["rankBy"].(string),
		first: between(a["first"], 0, 1000), expansion: expansionOf(object{"through": a["through"]}),
	}
	q.resolution, _ = a["resolution"].(float64)
	if q.resolution < 0.01 || q.resolution > 100 {
		refuse("a resolution of %v", q.resolution)
	}
	q.expansion.followed = map[model.RelType]object{model.InvestedIn: {}}
	if a["commitments"] != nil && q.view != model.StateCapital {
		refuse("commitments in another view")
	}
	if q.view == model.StateCapital {
		q.expansion.followed[model.CommittedTo] = object{}
	}
	for t, patterns := range q.expansion.followed {
		if filter, given := a[relationshipTypes[t].field].(object); given {
			patterns["filter"] = filter
		}
	}
	return q
}

func (q networkQuestion) answer(s scope) thing {
	w := walker{s, q.expansion}
	c := measures.NewCollector()
	given := map[string]bool{}
	for _, n := range w.graph.nodes {
		if given[n.ID()] = w.passes(n); given[n.ID()] {
			must(c.Node(*n))
		}
	}
	for t := range q.expansion.followed {
		for _, r := range w.graph.relationships[t] {
			if given[r.From] && given[r.To] && w.hasPattern(r) {
				must(c.Relationship(*r))
			}
		}
	}
	o := measures.ViewOptions{}
	if q.newman {
		o.Weighting = measures.Newman
	}
	view, err := c.View(context.Background(), q.view, o)
	must(err)
	measured, err := view.Graph.Measure(context.Background(), measures.Options{Resolution: q.resolution}, model.AllMeasures()...)
	must(err)
	x := network{view: view, measured: measured, graph: w.graph}
	var values []float64 // rounded for output
	rankBy, _ := model.MeasureNamed(q.rankBy)
	for _, value := range measured.Of(rankBy) {
		values = append(values, printed(value))
	}
	for number := range view.Nodes {
		x.first = append(x.first, number)
	}
	slices.SortStableFunc(x.first, func(a, b int) int {
		return cmp.Compare(view.Nodes[a].ID, view.Nodes[b].ID)
	})
	slices.SortStableFunc(x.first, func(a, b int) int {
		switch known := !math.IsNaN(values[a]); {
		case known != !math.IsNaN(values[b]):
			if known {
				return -1
			}
			return 1
		case !known:
			return 0
		case q.rankBy == "CONSTRAINT":
			return cmp.Compare(values[a], values[b])
		}
		return cmp.Compare(values[b], values[a])
	})
	x.first = x.first[:min(len(x.first), q.first)]
	return x
}

// must panics on errors that a valid graph excludes.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (network) typeName() string { return "Network" }

func (x network) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "nodeCount":
		return int64(x.view.Graph.Nodes())
	case "edgeCount":
		return int64(x.view.Graph.EdgeCount())
	case "isDirected":
		return x.view.Graph.Directed()
	case "componentCount":
		return int64(len(x.measured.Components.Sizes))
	case "modularity":
		if x.view.Graph.EdgeCount() == 0 {
			return nil
		}
		return rounded(x.measured.Communities.Modularity)
	case "nodes":
		return x.nodes(func(int) bool { return true })
	case "edges":
		return x.edges()
	}
	communities := []thing{}
	for number, size := range x.measured.Communities.Sizes {
		of := x.nodes(func(n int) bool { return int(x.measured.Communities.Of[n]) == number })
		if len(of) > 0 {
			communities = append(communities, networkCommunity{int64(number) + 1, int64(size), of})
		}
	}
	return communities
}

func (x network) nodes(has func(number int) bool) []thing {
	found := []thing{}
	for i, number := range x.first {
		if has(number) {
			found = append(found, networkNode{x, int64(i) + 1, number})
		}
	}
	return found
}

func (x network) edges() []thing {
	var all []networkEdge
	for e := range x.view.Graph.Edges() {
		from, to := slices.Index(x.first, int(e.From)), slices.Index(x.first, int(e.To))
		if from < 0 || to < 0 {
			continue
		}
		if !x.view.Graph.Directed() && to < from {
			from, to = to, from
		}
		all = append(all, networkEdge{
			networkNode{x, int64(from) + 1, x.first[from]}, networkNode{x, int64(to) + 1, x.first[to]}, printed(e.Weight), int64(e.Count),
		})
	}
	slices.SortFunc(all, func(a, b networkEdge) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.source.rank, b.source.rank), cmp.Compare(a.target.rank, b.target.rank))
	})
	found := []thing{}
	for _, e := range all[:min(len(all), 10*len(x.first))] {
		found = append(found, e)
	}
	return found
}

// rounded returns a measure rounded for output, or nil if it is undefined.
func rounded(f float64) any {
	if math.IsNaN(f) {
		return nil
	}
	return printed(f)
}

// printed rounds a number to the 12 significant digits of the output. Comparisons use the rounded numbers too.
func printed(f float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	must(err)
	return rounded
}

// networkNode is a node of a network.
type networkNode struct {
	of     network
	rank   int64
	number int
}

func (networkNode) typeName() string { return "NetworkNode" }

func (n networkNode) field(_ *evaluation, f *ast.Field) any {
	if measure, is := model.MeasureNamed(f.Name); is {
		value := n.of.measured.Of(measure)[n.number]
		switch {
		case measure == model.Component || measure == model.Community:
			return int64(value) + 1 // the API numbers them from 1
		case measure.IsWhole():
			return int64(value)
		}
		return rounded(value)
	}
	switch f.Name {
	case "rank":
		return n.rank
	case "side":
		return map[model.NetworkSide]any{
			model.InvestorSide: "INVESTOR", model.FirmSide: "FIRM",
		}[n.of.view.Nodes[n.number].Side]
	}
	return node{row{node: n.of.graph.byID[n.of.view.Nodes[n.number].ID]}}
}

// networkEdge is an edge of a network.
type networkEdge struct {
	source, target networkNode
	weight         float64
	count          int64
}

func (networkEdge) typeName() string { return "NetworkEdge" }

func (x networkEdge) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "source":
		return x.source
	case "target":
		return x.target
	case "weight":
		return rounded(x.weight)
	}
	return x.count
}

// networkCommunity is a community of a network.
type networkCommunity struct {
	number, size int64
	nodes        []thing
}

func (networkCommunity) typeName() string { return "NetworkCommunity" }

func (c networkCommunity) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "number":
		return c.number
	case "size":
		return c.size
	}
	return c.nodes
}
