package network

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Steps returns an estimate of the steps of a measure that MaxSteps limits. For betweenness this is the maximum
// number of ends of edges and nodes that its searches visit, for closeness a typical number, and for constraint the
// number of pairs of edges that can form a triangle. It is 0 for all other measures, whose time grows with the size
// of the graph. If o.Pivots is 0, the default counts.
func (g *Graph) Steps(m model.Measure, o Options) int64 {
	search := int64(g.Nodes()) + int64(len(g.out.targets))
	switch m {
	case model.Betweenness:
		return int64(g.Nodes()) * search
	case model.SampledBetweenness:
		return int64(min(cmp.Or(o.Pivots, DefaultPivots), len(g.sources()))) * search
	case model.Closeness:
		// Four levels for each 64 nodes; graphs without hubs have more.
		return int64(g.Nodes()+63) / 64 * 4 * search
	case model.Constraint:
		upward := g.Undirected().out.upward()
		steps := int64(0)
		for _, v := range upward.targets {
			steps += int64(len(upward.row(v)))
		}
		return steps
	case model.Degree, model.InDegree, model.OutDegree, model.Strength, model.PageRank, model.Eigenvector, model.Core, model.Component, model.Community:
		return 0
	default:
		panic("network: an unknown measure")
	}
}

// allow sets the defaults of the options, and returns ErrTooLarge if the measure takes more than MaxSteps.
func (g *Graph) allow(m model.Measure, o *Options) error {
	filled, err := o.filled()
	if err != nil {
		return fmt.Errorf("%s: %w", m, err)
	}
	*o = filled
	steps := g.Steps(m, filled)
	if steps <= filled.MaxSteps {
		return nil
	}
	instead := "use a smaller graph"
	if m == model.Betweenness {
		instead = "use sampled betweenness, or a smaller graph"
	}
	return fmt.Errorf("%s: %w: it takes about %d steps on %d nodes and %d edges; at most %d are allowed: %s",
		m, ErrTooLarge, steps, g.Nodes(), g.edges, filled.MaxSteps, instead)
}

// Measures are the computed measures of a graph, by the numbers of its nodes.
type Measures struct {
	values      [model.Measure(model.MeasureCount)][]float64
	Components  *Partition   // nil unless Component was computed
	Communities *Communities // nil unless Community was computed
}

// Of returns the values of a measure by node, or nil if it was not computed. An undefined value is NaN. The values of
// Component and Community are numbers of parts.
func (m *Measures) Of(which model.Measure) []float64 {
	if which >= model.Measure(model.MeasureCount) {
		return nil
	}
	return m.values[which]
}

// Measure computes each of the given measures once. It stops at the first error.
func (g *Graph) Measure(ctx context.Context, o Options, which ...model.Measure) (*Measures, error) {
	// All limits are checked before any work begins.
	for _, m := range which {
		if m >= model.Measure(model.MeasureCount) {
			return nil, fmt.Errorf("%w: unknown %s", ErrInvalid, m)
		}
		options := o
		if err := g.allow(m, &options); err != nil {
			return nil, err
		}
	}
	undirected := g
	if slices.ContainsFunc(which, func(m model.Measure) bool {
		return m == model.Eigenvector || m == model.Constraint || m == model.Community
	}) {
		undirected = g.Undirected()
	}
	measured := &Measures{}
	for m := range model.Measure(model.MeasureCount) {
		if !slices.Contains(which, m) {
			continue
		}
		var err error
		values := &measured.values[m]
		switch m {
		case model.PageRank:
			*values, err = PageRank(ctx, g, o)
		case model.Betweenness:
			*values, err = Betweenness(ctx, g, o)
		case model.SampledBetweenness:
			*values, err = SampledBetweenness(ctx, g, o)
		case model.Closeness:
			*values, err = Closeness(ctx, g, o)
		case model.Eigenvector:
			*values, err = Eigenvector(ctx, undirected, o)
		case model.Constraint:
			*values, err = Constraint(ctx, undirected, o)
		case model.Core:
			var cores []int32
			cores, err = g.Cores(ctx)
			*values = floats(cores)
		case model.Component:
			var p Partition
			p, err = g.Components(ctx)
			measured.Components, *values = &p, floats(p.Of)
		case model.Community:
			measured.Communities, err = undirected.Communities(ctx, o)
			if err == nil {
				*values = floats(measured.Communities.Of)
			}
		case model.Degree, model.InDegree, model.OutDegree, model.Strength:
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

func (d Degrees) of(m model.Measure) []float64 {
	switch m {
	case model.InDegree:
		return floats(d.In)
	case model.OutDegree:
		return floats(d.Out)
	case model.Strength:
		return d.AllStrength
	case model.Degree:
		return floats(d.All)
	default:
		panic("network: a measure that is no degree")
	}
}

// numbersTo returns the numbers from 0 to n-1.
func numbersTo(n int) []int32 {
	numbers := make([]int32, n)
	for i := range numbers {
		numbers[i] = int32(i)
	}
	return numbers
}

func floats(numbers []int32) []float64 {
	values := make([]float64, len(numbers))
	for i, n := range numbers {
		values[i] = float64(n)
	}
	return values
}
