package response

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Exposure is what a plan.Exposure found, as Value says. Nodes and relationships that are read and are there no longer
// are left out with the paths that they are on.
type Exposure struct {
	Finding int // from 1
	Needs   *Needs
	Value   Value
}

// Exposed is the list of the nodes that were asked for, each as Value says.
type Exposed struct{ Value Value }

// ExposedNode is the node itself.
type ExposedNode struct{ Node Looked }

// ExposedCount is one of the numbers of an exposed node.
type ExposedCount struct{ Count ExposureCount }

// ExposedShare is a number of the node's known investors divided by all of them, or null where none is known.
type ExposedShare struct{ Count ExposureCount }

// ExposureCount is what of an exposed node is counted.
type ExposureCount uint8

// The counts.
const (
	KnownInvestors ExposureCount = iota
	StateInvestors
	BackedInvestors
	ReachingFunds
	LeastDistance // null where nothing reaches the node
)

// ReachedNodes is how many of the nodes that were asked for state money reaches.
type ReachedNodes struct{}

// StateSources is the list of the state funds whose money reaches the node, each as Value says.
type StateSources struct{ Value Value }

// StateSourceNode is the state fund.
type StateSourceNode struct{ Node Looked }

// StateSourceDistance is how many steps it is away.
type StateSourceDistance struct{}

// StateSourceComplete is whether all of its shortest paths are there.
type StateSourceComplete struct{}

// StateSourcePaths is the list of these paths, each as Value says.
type StateSourcePaths struct{ Value Value }

func (v Exposure) write(w *writer, r row) {
	found, _ := w.found[v.Finding-1].(plan.FoundExposure)
	outer := w.under
	w.under = under{exposure: found, needs: v.Needs}
	v.Value.write(w, r)
	w.under = outer
}

func (v Exposed) write(w *writer, r row) {
	all := w.under.exposure
	w.list(len(all), func(i int) bool { return w.under.needs.has(w, all[i].ID) }, func(i int) {
		w.under.exposed = &all[i]
		v.Value.write(w, r)
	})
}

func (v ExposedNode) write(w *writer, _ row) { v.Node.write(w, w.under.exposed.ID) }

func (c ExposureCount) of(e *plan.Exposed) int {
	return [...]int{
		KnownInvestors: e.Known, StateInvestors: e.State, BackedInvestors: e.Backed, ReachingFunds: e.Reached,
		LeastDistance: e.Distance,
	}[c]
}

func (v ExposedCount) write(w *writer, _ row) {
	n := v.Count.of(w.under.exposed)
	if v.Count == LeastDistance && n == 0 {
		w.raw("null")
		return
	}
	w.out = strconv.AppendInt(w.out, int64(n), 10)
}

func (v ExposedShare) write(w *writer, _ row) {
	known := w.under.exposed.Known
	if known == 0 {
		w.raw("null")
		return
	}
	w.out = strconv.AppendFloat(w.out, float64(v.Count.of(w.under.exposed))/float64(known), 'f', -1, 64)
}

func (ReachedNodes) write(w *writer, _ row) {
	n := 0
	for _, exposed := range w.under.exposure {
		if exposed.Reached > 0 {
			n++
		}
	}
	w.out = strconv.AppendInt(w.out, int64(n), 10)
}

func (v StateSources) write(w *writer, r row) {
	all := w.under.exposed.Sources
	w.list(len(all), func(i int) bool { return w.under.needs.has(w, all[i].ID) }, func(i int) {
		w.under.source = &all[i]
		v.Value.write(w, r)
	})
}

func (v StateSourceNode) write(w *writer, _ row) { v.Node.write(w, w.under.source.ID) }

func (StateSourceDistance) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(w.under.source.Distance), 10)
}

func (StateSourceComplete) write(w *writer, _ row) {
	w.out = strconv.AppendBool(w.out, w.under.source.All)
}

func (v StateSourcePaths) write(w *writer, r row) {
	w.paths(w.under.source.Paths, w.under.needs, v.Value, r)
}
