package network

import (
	"context"
	"fmt"
	"slices"
)

// Measure names one of what can be measured.
type Measure uint8

// The measures, each with the method that says what it is: Degree to Strength Degrees, Core Cores, Component Components,
// Community Communities, and the others those of their names.
const (
	Degree Measure = iota
	InDegree
	OutDegree
	Strength
	InStrength
	OutStrength
	PageRank
	Betweenness
	SampledBetweenness
	Closeness
	Eigenvector
	Core
	Constraint
	Component
	Community
	measureCount
)

var measureNames = [measureCount]string{
	"degree", "in-degree", "out-degree", "strength", "in-strength", "out-strength", "PageRank", "betweenness",
	"sampled betweenness", "closeness", "eigenvector", "core", "constraint", "component", "community",
}

// String returns the measure's name in words.
func (m Measure) String() string {
	if m >= measureCount {
		return fmt.Sprintf("measure %d", uint8(m))
	}
	return measureNames[m]
}

// Steps returns how many steps a measure takes, of those that MaxSteps bounds: how many ends of edges and nodes the
// searches of betweenness may come by at most, and those of closeness mostly do, or the pairs of edges that constraint
// seeks triangles in. It is 0 for all others, whose time grows with the graph alone. The default stands in the place of
// no pivots.
func (g *Graph) Steps(m Measure, o Options) int64 {
	search := int64(g.Nodes()) + int64(len(g.out.targets))
	switch m {
	case Betweenness:
		return int64(g.Nodes()) * search
	case SampledBetweenness:
		if o.Pivots == 0 {
			o.Pivots = DefaultPivots
		}
		return int64(min(o.Pivots, len(g.sources()))) * search
	case Closeness:
		// Some levels for each 64 nodes; in graphs without hubs there are more.
		return int64(g.Nodes()+63) / 64 * 4 * search
	case Constraint:
		ties := g.Undirected().out
		upward := make([]int64, ties.nodes())
		var ends []int32
		for u := range int32(ties.nodes()) {
			for _, v := range ties.row(u) {
				if ties.isUpward(u, v) {
					upward[u]++
					ends = append(ends, v)
				}
			}
		}
		steps := int64(0)
		for _, v := range ends {
			steps += upward[v]
		}
		return steps
	case Degree, InDegree, OutDegree, Strength, InStrength, OutStrength, PageRank, Eigenvector, Core, Component, Community:
		return 0
	default:
		panic("network: an unknown measure")
	}
}

// allow fills in the options' defaults, and refuses a measure that takes more steps than they allow.
func (g *Graph) allow(m Measure, o *Options) error {
	filled, err := o.filled()
	if err != nil {
		return fmt.Errorf("%s: %w", m, err)
	}
	*o = filled
	steps := g.Steps(m, filled)
	if steps <= filled.MaxSteps {
		return nil
	}
	instead := "take a smaller graph"
	if m == Betweenness {
		instead = "take sampled betweenness, or a smaller graph"
	}
	return fmt.Errorf("%s: %w: it takes about %d steps on %d nodes and %d edges, and at most %d are allowed: %s",
		m, ErrTooLarge, steps, g.Nodes(), g.edges, filled.MaxSteps, instead)
}

// Measures are what was measured of a graph, by its nodes' numbers.
type Measures struct {
	values      [measureCount][]float64
	Components  *Partition   // nil unless Component was measured
	Communities *Communities // nil unless Community was measured
}

// Of returns the values of a measure by node, or nil where it was not measured. A value that is not defined for a node
// is NaN. Those of Component and Community are the numbers of the parts.
func (m *Measures) Of(which Measure) []float64 {
	if which >= measureCount {
		return nil
	}
	return m.values[which]
}

// Measure measures the graph in each of these ways, each once. It stops at the first error.
func (g *Graph) Measure(ctx context.Context, o Options, which ...Measure) (*Measures, error) {
	// What is too large is refused before anything is measured.
	for _, m := range which {
		if m >= measureCount {
			return nil, fmt.Errorf("%w: there is no %s", ErrInvalid, m)
		}
		options := o
		if err := g.allow(m, &options); err != nil {
			return nil, err
		}
	}
	undirected := g
	if slices.ContainsFunc(which, func(m Measure) bool { return m == Eigenvector || m == Constraint || m == Community }) {
		undirected = g.Undirected()
	}
	measured := &Measures{}
	for m := range measureCount {
		if !slices.Contains(which, m) {
			continue
		}
		var err error
		values := &measured.values[m]
		switch m {
		case PageRank:
			*values, err = g.PageRank(ctx, o)
		case Betweenness:
			*values, err = g.Betweenness(ctx, o)
		case SampledBetweenness:
			*values, err = g.SampledBetweenness(ctx, o)
		case Closeness:
			*values, err = g.Closeness(ctx, o)
		case Eigenvector:
			*values, err = undirected.Eigenvector(ctx, o)
		case Constraint:
			*values, err = undirected.Constraint(ctx, o)
		case Core:
			var cores []int32
			cores, err = g.Cores(ctx)
			*values = floats(cores)
		case Component:
			var p Partition
			p, err = g.Components(ctx)
			measured.Components, *values = &p, floats(p.Of)
		case Community:
			measured.Communities, err = undirected.Communities(ctx, o)
			if err == nil {
				*values = floats(measured.Communities.Of)
			}
		case Degree, InDegree, OutDegree, Strength, InStrength, OutStrength:
			*values = g.Degrees().of(m)
		default:
			panic("network: an unknown measure")
		}
		if err != nil {
			return nil, err
		}
	}
	return measured, nil
}

func (d Degrees) of(m Measure) []float64 {
	switch m {
	case InDegree:
		return floats(d.In)
	case OutDegree:
		return floats(d.Out)
	case Strength:
		return d.AllStrength
	case InStrength:
		return d.InStrength
	case OutStrength:
		return d.OutStrength
	case Degree:
		return floats(d.All)
	default:
		panic("network: a measure that is no degree")
	}
}

func floats(numbers []int32) []float64 {
	values := make([]float64, len(numbers))
	for i, n := range numbers {
		values[i] = float64(n)
	}
	return values
}
