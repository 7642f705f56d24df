package download

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// undated counts the facts that are not in the file only because they have no date, and the time that is asked for is one
// at which what has no date is not surely there: relationships, and rounds and batches, each of which is one fact with
// what leads to it. Of a neighbourhood they are those that would leave or reach a node of it.
func (x *Ready) undated(ctx context.Context) (int64, error) {
	var way plan.Way
	var near *neighbours
	switch wanted := x.finding.(type) {
	case *plan.Network:
		way = wanted.Part.Way
	case *plan.Neighbourhood:
		way = wanted.Way
		if x.near != nil {
			near = neighboursOf(wanted, x.near)
			if way.Through != nil {
				way.Through = plan.AnyOf(way.Through, withIDs(x.near.NodeIDs()))
			}
		} else {
			way.Tracks = x.part.Way.Tracks
		}
	default:
		panic(fmt.Sprintf("download: unknown finding %T", wanted))
	}
	counted := &undatedFacts{near: near, nodesApart: x.part != nil && x.near == nil && x.isolated}
	links := &plan.Subgraph{Way: plan.Way{Through: way.Through}, Nodeless: true}
	for _, track := range way.Tracks {
		if track.Undated != nil {
			links.Way.Tracks = append(links.Way.Tracks, plan.Track{Rel: track.Rel, Node: track.Node, Where: track.Undated})
		}
	}
	if err := x.finder.Store.Stream(ctx, links, counted); err != nil || !counted.nodesApart {
		return counted.facts, err
	}
	nodes := &plan.Subgraph{Way: plan.Way{Through: plan.AllOf(way.Through, x.when.UndatedNodes())}, Isolated: true}
	err := x.finder.Store.Stream(ctx, nodes, counted)
	return counted.facts, err
}

// undatedFacts counts facts.
type undatedFacts struct {
	facts      int64
	near       *neighbours // that a relationship has to do with, or nil
	nodesApart bool        // rounds and batches are counted as nodes, and not by what leads to them
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
	way     plan.Way
	isInner map[string]bool // by id: whether a step can lead on from it
}

func neighboursOf(wanted *plan.Neighbourhood, found *plan.FoundNeighbourhood) *neighbours {
	n := &neighbours{way: wanted.Way, isInner: map[string]bool{}}
	for _, node := range found.Nodes {
		n.isInner[node.ID] = node.Distance < wanted.Steps
	}
	return n
}

// touch reports whether a relationship is among the nodes, or a step leads along it from one of them.
func (n *neighbours) touch(r model.Relationship) bool {
	fromInner, from := n.isInner[r.From]
	toInner, to := n.isInner[r.To]
	track, _ := n.way.Track(r.Type)
	return from && to || fromInner && track.Follow != plan.Against || toInner && track.Follow != plan.Along
}
