package oracle

import (
	"cmp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// exposure is the result of an exposure for several nodes.
type exposure struct{ nodes []exposed }

// exposed is the exposure of one node to state capital.
type exposed struct {
	node                 *model.Node
	known, state, backed int
	reached              int
	all, sources         []stateSource // sources is the part of all that the argument limits
}

// stateSource is a state fund with its shortest paths to the node. Whole is false if some paths are left out.
type stateSource struct {
	fund     *model.Node
	distance int
	paths    []path
	whole    bool
}

func exposureOf(s scope, a object) thing {
	longest := between(a["maxDistance"], 1, 5)
	sources, paths := between(a["sources"], 0, 100), between(a["paths"], 0, 10)
	w := walker{s, expansion{followed: map[model.RelType]object{}}}
	for _, t := range []model.RelType{model.InvestedIn, model.CommittedTo} {
		w.followed[t] = object{"direction": "AGAINST"}
		if filter, given := a[relationshipTypes[t].field].(object); given {
			w.followed[t]["filter"] = filter
		}
	}
	all := exposure{}
	for _, id := range someIDs(a["of"]) {
		n, has := w.graph.byID[id]
		if !has {
			continue
		}
		one := exposed{node: n}
		shortest := map[*model.Node][]path{} // by state fund, from the node to it
		backed := map[*model.Node]bool{}
		var walk func(p path)
		walk = func(p path) {
			last := p.nodes[len(p.nodes)-1]
			if len(p.steps) > 0 && last.Label == model.StateFund {
				backed[p.nodes[1]] = true
				have := shortest[last]
				if len(have) > 0 && len(have[0].steps) > len(p.steps) {
					have = nil
				}
				if len(have) == 0 || len(have[0].steps) == len(p.steps) {
					shortest[last] = append(have, p)
				}
			}
			if len(p.steps) == longest {
				return
			}
			for _, s := range w.steps(last) {
				if !slices.Contains(p.nodes, s.to) {
					walk(path{nodes: append(slices.Clone(p.nodes), s.to), steps: append(slices.Clone(p.steps), s.along)})
				}
			}
		}
		walk(path{nodes: []*model.Node{n}})
		for _, s := range w.steps(n) {
			one.known++
			if s.to.Label == model.StateFund {
				one.state++
			}
		}
		one.backed, one.reached = len(backed), len(shortest)
		for fund, pathCount := range shortest {
			for i := range pathCount {
				slices.Reverse(pathCount[i].nodes)
				slices.Reverse(pathCount[i].steps)
				pathCount[i].weight = len(pathCount[i].steps)
			}
			slices.SortFunc(pathCount, func(a, b path) int {
				return slices.CompareFunc(a.nodes, b.nodes, func(a, b *model.Node) int { return cmp.Compare(a.ID(), b.ID()) })
			})
			one.sources = append(one.sources, stateSource{
				fund, len(pathCount[0].steps), pathCount[:min(len(pathCount), paths)], len(pathCount) <= paths,
			})
		}
		slices.SortFunc(one.sources, func(a, b stateSource) int {
			return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.fund.ID(), b.fund.ID()))
		})
		one.all, one.sources = one.sources, one.sources[:min(len(one.sources), sources)]
		all.nodes = append(all.nodes, one)
	}
	return all
}

func (exposure) typeName() string { return "Exposure" }

func (x exposure) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "reached" {
		return int64(len(slices.DeleteFunc(slices.Clone(x.nodes), func(e exposed) bool { return e.reached == 0 })))
	}
	found := []thing{}
	for _, one := range x.nodes {
		found = append(found, one)
	}
	return found
}

func (exposed) typeName() string { return "Exposed" }

func (x exposed) field(_ *evaluation, f *ast.Field) any {
	share := func(n int) any {
		if x.known == 0 {
			return nil
		}
		return float64(n) / float64(x.known)
	}
	switch f.Name {
	case "node":
		return node{row{node: x.node}}
	case "distance":
		least := any(nil)
		for _, s := range x.all {
			if least == nil || int64(s.distance) < least.(int64) {
				least = int64(s.distance)
			}
		}
		return least
	case "knownInvestors":
		return int64(x.known)
	case "stateInvestors":
		return int64(x.state)
	case "backedInvestors":
		return int64(x.backed)
	case "stateShare":
		return share(x.state)
	case "backedShare":
		return share(x.backed)
	case "stateFunds":
		return int64(x.reached)
	case "sources":
		found := []thing{}
		for _, source := range x.sources {
			found = append(found, source)
		}
		return found
	}
	return nil
}

func (stateSource) typeName() string { return "StateSource" }

func (s stateSource) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "fund":
		return node{row{node: s.fund}}
	case "distance":
		return int64(s.distance)
	case "isComplete":
		return s.whole
	}
	found := []thing{}
	for _, p := range s.paths {
		found = append(found, p)
	}
	return found
}
