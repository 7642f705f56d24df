package download

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// undated counts the facts that are excluded only because they have no date, since the requested time requires one.
// These are relationships, rounds and batches. A round or batch is counted together with the relationship that leads to
// it. For a neighbourhood, only relationships that leave or reach one of its nodes are counted.
func (x *Ready) undated(ctx context.Context) (int64, error) {
	var expansion plan.Expansion
	var near *neighbours
	switch spec := x.initPlan.(type) {
	case *plan.Network:
		expansion = spec.Part.Expansion
	case *plan.Neighbourhood:
		expansion = spec.Expansion
		if x.near != nil {
			near = neighboursOf(spec, x.near)
			if expansion.NodePredicate != nil {
				expansion.NodePredicate = plan.AnyOf(expansion.NodePredicate, withIDs(x.near.NodeIDs()))
			}
		} else {
			expansion.Patterns = x.part.Expansion.Patterns
		}
	default:
		panic(fmt.Sprintf("download: unknown InitPlan %T", spec))
	}
	counted := &undatedFacts{near: near, nodesApart: x.part != nil && x.near == nil && x.isolated}
	links := &plan.Subgraph{Expansion: plan.Expansion{NodePredicate: expansion.NodePredicate}, Nodeless: true}
	for _, pattern := range expansion.Patterns {
		if pattern.Undated != nil {
			links.Expansion.Patterns = append(links.Expansion.Patterns, plan.RelationshipPattern{Rel: pattern.Rel, Node: pattern.Node, Where: pattern.Undated})
		}
	}
	if err := x.finder.Store.Stream(ctx, links, counted); err != nil || !counted.nodesApart {
		return counted.facts, err
	}
	nodes := &plan.Subgraph{Expansion: plan.Expansion{NodePredicate: plan.AllOf(expansion.NodePredicate, x.when.UndatedNodes())}, Isolated: true}
	err := x.finder.Store.Stream(ctx, nodes, counted)
	return counted.facts, err
}

// undatedFacts counts facts.
type undatedFacts struct {
	facts      int64
	near       *neighbours // only relationships of these nodes; nil for all
	nodesApart bool        // rounds and batches are counted as nodes, not by the relationships that lead to them
}

// Node counts a node.
func (u *undatedFacts) Node(model.Node) error {
	u.facts++
	return nil
}

// Relationship counts a relationship.
func (u *undatedFacts) Relationship(r model.Relationship) error {
	leadsToNode := r.Type == model.Raised || r.Type == model.HasBatch
	if (u.near == nil || u.near.touch(r)) && !(leadsToNode && u.nodesApart) {
		u.facts++
	}
	return nil
}

// neighbours are the nodes of a neighbourhood.
type neighbours struct {
	expansion plan.Expansion
	isInner   map[string]bool // by id: whether a further step from it is within the limit
}

func neighboursOf(spec *plan.Neighbourhood, found *plan.FoundNeighbourhood) *neighbours {
	n := &neighbours{expansion: spec.Expansion, isInner: map[string]bool{}}
	for _, node := range found.Nodes {
		n.isInner[node.ID] = node.Distance < spec.Steps
	}
	return n
}

// touch reports whether a relationship is among the nodes, or a step from one of them follows it.
func (n *neighbours) touch(r model.Relationship) bool {
	fromInner, from := n.isInner[r.From]
	toInner, to := n.isInner[r.To]
	pattern, _ := n.expansion.Pattern(r.Type)
	return from && to || fromInner && pattern.Follow != plan.Against || toInner && pattern.Follow != plan.Along
}
