package exposure

import (
	"cmp"
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Of returns the exposure of each requested node that exists. The links of near are all investments and commitments up
// to the maximum number of steps before these nodes. isState reports whether a node is a state fund.
//
// Money flows from the start of a link to its end. A path begins at a state fund, ends at the node and visits no node
// twice. It may contain other state funds, since funds of funds are often state funds.
func Of(spec *plan.Exposure, near *plan.FoundNeighbourhood, isState func(id string) bool) plan.FoundExposure {
	flows := flowsOf(near.Links)
	there := map[string]bool{}
	for _, node := range near.Nodes {
		there[node.ID] = true
	}
	found := plan.FoundExposure{}
	for _, id := range spec.Of {
		if there[id] {
			found = append(found, flows.exposed(spec, id, isState))
		}
	}
	return found
}

// flows are the links, indexed by giver and recipient.
type flows struct {
	links    map[[2]string]plan.FoundStep // by giver and recipient, in order
	from, to map[string][]string          // recipients of a giver, givers of a recipient, in order of id
}

func flowsOf(links []plan.Link) flows {
	f := flows{map[[2]string]plan.FoundStep{}, map[string][]string{}, map[string][]string{}}
	for _, link := range links {
		if link.Start == link.End {
			continue
		}
		both := [2]string{link.Start, link.End}
		if f.links[both] == nil {
			f.from[link.Start] = append(f.from[link.Start], link.End)
			f.to[link.End] = append(f.to[link.End], link.Start)
		}
		f.links[both] = append(f.links[both], link)
	}
	for _, next := range []map[string][]string{f.from, f.to} {
		for _, ids := range next {
			slices.Sort(ids)
		}
	}
	return f
}

func (f flows) exposed(spec *plan.Exposure, id string, isState func(string) bool) plan.Exposed {
	distances := steps(map[string]int{id: 0}, f.to, spec.Longest, "")
	var sources []string
	given := map[string]int{} // state funds, where money starts
	for node, distance := range distances {
		if isState(node) {
			given[node] = 0
			if distance > 0 {
				sources = append(sources, node)
			}
		}
	}
	slices.SortFunc(sources, func(a, b string) int {
		return cmp.Or(cmp.Compare(distances[a], distances[b]), cmp.Compare(a, b))
	})
	backed := steps(given, f.from, spec.Longest-1, id)
	exposed := plan.Exposed{ID: id, Reached: len(sources), Known: len(f.to[id])}
	for _, giver := range f.to[id] {
		if isState(giver) {
			exposed.State++
		}
		if _, reached := backed[giver]; reached {
			exposed.Backed++
		}
	}
	if len(sources) > 0 {
		exposed.Distance = distances[sources[0]]
	}
	for _, source := range sources[:min(len(sources), spec.Sources)] {
		w := walk{flows: f, distances: distances, most: spec.Paths}
		w.on([]string{source})
		exposed.Sources = append(exposed.Sources, plan.StateSource{
			ID: source, Distance: distances[source], All: !w.more, Paths: w.paths,
		})
	}
	return exposed
}

// steps returns the distance of each node from the nearest start node, up to most steps, on paths that avoid one node.
func steps(from map[string]int, next map[string][]string, most int, without string) map[string]int {
	distances := maps.Clone(from)
	delete(distances, without)
	for front, distance := slices.Collect(maps.Keys(distances)), 1; distance <= most && len(front) > 0; distance++ {
		var beyond []string
		for _, node := range front {
			for _, other := range next[node] {
				if _, known := distances[other]; !known && other != without {
					distances[other] = distance
					beyond = append(beyond, other)
				}
			}
		}
		front = beyond
	}
	return distances
}

// walk collects the shortest paths from a state fund to a node, in the order of their nodes' ids.
type walk struct {
	flows
	distances map[string]int // from the node
	most      int
	paths     []plan.FoundPath
	more      bool
}

func (w *walk) on(nodes []string) {
	if w.more {
		return
	}
	last := nodes[len(nodes)-1]
	if w.distances[last] == 0 {
		if len(w.paths) == w.most {
			w.more = true
			return
		}
		path := plan.FoundPath{Weight: len(nodes) - 1, Nodes: slices.Clone(nodes)}
		for i := range nodes[1:] {
			path.Steps = append(path.Steps, w.links[[2]string{nodes[i], nodes[i+1]}])
		}
		w.paths = append(w.paths, path)
		return
	}
	for _, next := range w.from[last] {
		if distance, near := w.distances[next]; near && distance == w.distances[last]-1 {
			w.on(append(nodes[:len(nodes):len(nodes)], next))
		}
	}
}
