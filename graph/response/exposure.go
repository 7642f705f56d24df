package response

import "github.com/stakegraph/stakegraph/graph/plan"

// Exposed is the list of the nodes that were asked for.
func Exposed(w *writer, v Value, r row) {
	each(w, w.under.exposure, &w.under.exposed, func(w *writer, e *plan.Exposed) bool { return w.has(e.ID) }, v, r)
}

// ReachedNodes is how many of the nodes that were asked for state money reaches.
func ReachedNodes(w *writer) {
	n := 0
	for _, exposed := range w.under.exposure {
		if exposed.Reached > 0 {
			n++
		}
	}
	w.int(n)
}

// ExposedNode is the node itself.
func ExposedNode(u *under) string { return u.exposed.ID }

// KnownInvestors is how many known investors the node has.
func KnownInvestors(w *writer) { w.int(w.under.exposed.Known) }

// StateInvestors is how many of these are state funds.
func StateInvestors(w *writer) { w.int(w.under.exposed.State) }

// BackedInvestors is how many of these are state funds, or reached by state money.
func BackedInvestors(w *writer) { w.int(w.under.exposed.Backed) }

// ReachingFunds is how many state funds reach the node.
func ReachingFunds(w *writer) { w.int(w.under.exposed.Reached) }

// LeastDistance is how many steps the nearest of them is away, or null where nothing reaches the node.
func LeastDistance(w *writer) {
	if w.under.exposed.Distance == 0 {
		w.raw("null")
		return
	}
	w.int(w.under.exposed.Distance)
}

// StateShare is the share of StateInvestors in the known investors, or null where none is known.
func StateShare(w *writer) { w.ofKnown(w.under.exposed.State) }

// BackedShare is the share of BackedInvestors in the known investors, or null where none is known.
func BackedShare(w *writer) { w.ofKnown(w.under.exposed.Backed) }

func (w *writer) ofKnown(n int) {
	if w.under.exposed.Known == 0 {
		w.raw("null")
		return
	}
	w.float(float64(n) / float64(w.under.exposed.Known))
}

// StateSources is the list of the state funds whose money reaches the node.
func StateSources(w *writer, v Value, r row) {
	each(w, w.under.exposed.Sources, &w.under.source, func(w *writer, s *plan.StateSource) bool { return w.has(s.ID) }, v, r)
}

// StateSourceNode is the state fund.
func StateSourceNode(u *under) string { return u.source.ID }

// StateSourceDistance is how many steps it is away.
func StateSourceDistance(w *writer) { w.int(w.under.source.Distance) }

// StateSourceComplete is whether all of its shortest paths are there.
func StateSourceComplete(w *writer) { w.bool(w.under.source.All) }

// StateSourcePaths is the list of these paths.
func StateSourcePaths(w *writer, v Value, r row) { w.paths(w.under.source.Paths, v, r) }
