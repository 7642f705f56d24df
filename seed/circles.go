package seed

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkStoredParents returns problems for cycles of sectors that the files form together with earlier loads.
func (k *known) checkStoredParents(w *target) error {
	if w.graph == nil || len(k.parents) == 0 {
		return nil
	}
	links, err := w.graph.Links(model.PartOf)
	if err != nil {
		return err
	}
	stated := make(map[string]parent, len(k.parents))
	for _, p := range k.parents {
		stated["sector:"+p.child] = p
	}
	var found problems
	for _, circle := range circles(links) {
		at := slices.IndexFunc(circle, func(sector string) bool { _, ok := stated[sector]; return ok })
		if at < 0 {
			continue // an earlier load made this cycle, and this load does not change it
		}
		circle = append(slices.Clone(circle[at:]), circle[:at]...)
		var path, older []string
		for _, sector := range circle {
			_, id := cutID(sector)
			path = append(path, quoted(id))
			if _, ok := stated[sector]; !ok {
				older = append(older, quoted(id))
			}
		}
		_, first := cutID(circle[0])
		p := stated[circle[0]]
		remedy := "expected no cycle"
		if len(older) > 0 {
			remedy += fmt.Sprintf(": the parent of %s is from an earlier load; give it another parent, or load all data into a "+
				"new database", strings.Join(older, ", "))
		}
		found.add(Problem{k.sectors.file, p.line, p.column, fmt.Sprintf("parent_id: the sector contains itself, together with "+
			"stored sectors: %s in %s (%s)", strings.Join(path, " in "), quoted(first), remedy)})
	}
	return found.err()
}

// circles returns cycles of relationships. Removing one relationship from each of them leaves no cycle. A cycle is the ids
// of its nodes; the last node leads to the first.
func circles(links []store.Link) [][]string {
	next := make(map[string][]string, len(links))
	for _, link := range links {
		next[link.From] = append(next[link.From], link.To)
	}
	for _, to := range next {
		slices.Sort(to)
	}
	var found [][]string
	var path []string          // from the start of the search to the current node
	places := map[string]int{} // index of each node of the path
	done := map[string]bool{}  // nodes whose search is complete
	var search func(id string)
	search = func(id string) {
		places[id] = len(path)
		path = append(path, id)
		for _, to := range next[id] {
			if place, on := places[to]; on {
				found = append(found, slices.Clone(path[place:]))
			} else if !done[to] {
				search(to)
			}
		}
		path = path[:len(path)-1]
		delete(places, id)
		done[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(next)) {
		if !done[id] {
			search(id)
		}
	}
	return found
}
