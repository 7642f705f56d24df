package response

import "github.com/stakegraph/stakegraph/graph/plan"

// Exposed writes the list of the requested nodes.
func Exposed(w *writer, v Value, r row) {
	each(w, w.under.exposure, &w.under.exposed, func(w *writer, e *plan.Exposed) bool { return w.has(e.ID) }, v, r)
}

// ReachedNodes writes the number of requested nodes that state capital reaches.
func ReachedNodes(w *writer) {
	n := 0
	for _, exposed := range w.under.exposure {
		if exposed.Reached > 0 {
			n++
		}
	}
	w.int(n)
}

// ExposedNode returns the id of the node.
func ExposedNode(u *under) string { return u.exposed.ID }

// KnownInvestors writes the number of the node's known investors.
func KnownInvestors(w *writer) { w.int(w.under.exposed.Known) }

// StateInvestors writes the number of these that are state funds.
func StateInvestors(w *writer) { w.int(w.under.exposed.State) }

// BackedInvestors writes the number of these that are state funds or that state capital reaches.
func BackedInvestors(w *writer) { w.int(w.under.exposed.Backed) }

// ReachingFunds writes the number of state funds that reach the node.
func ReachingFunds(w *writer) { w.int(w.under.exposed.Reached) }

// LeastDistance writes the number of steps to the nearest of them, or null if none reaches the node.
func LeastDistance(w *writer) {
	if w.under.exposed.Distance == 0 {
		w.raw("null")
		return
	}
	w.int(w.under.exposed.Distance)
}

// StateShare writes StateInvestors divided by the known investors, or null if there are none.
func StateShare(w *writer) { w.ofKnown(w.under.exposed.State) }

// BackedShare writes BackedInvestors divided by the known investors, or null if there are none.
func BackedShare(w *writer) { w.ofKnown(w.under.exposed.Backed) }

func (w *writer) ofKnown(n int) {
	if w.under.exposed.Known == 0 {
		w.raw("null")
		return
	}
	w.float(float64(n) / float64(w.under.exposed.Known))
}

// StateSources writes the list of the state funds whose capital reaches the node.
func StateSources(w *writer, v Value, r row) {
	each(w, w.under.exposed.Sources, &w.under.source, func(w *writer, s *plan.StateSource) bool { return w.has(s.ID) }, v, r)
}

// StateSourceNode returns the id of the state fund.
func StateSourceNode(u *under) string { return u.source.ID }

// StateSourceDistance writes its number of steps to the node.
func StateSourceDistance(w *writer) { w.int(w.under.source.Distance) }

// StateSourceComplete writes whether the list has all of its shortest paths.
func StateSourceComplete(w *writer) { w.bool(w.under.source.All) }

// StateSourcePaths writes the list of these paths.
func StateSourcePaths(w *writer, v Value, r row) { w.paths(w.under.source.Paths, v, r) }
