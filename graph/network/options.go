package network

import (
	"cmp"
	"fmt"
	"math"
)

// The defaults of Options.
const (
	DefaultDamping       = 0.85
	DefaultTolerance     = 1e-13
	DefaultMaxIterations = 10_000
	DefaultPivots        = 256
	DefaultResolution    = 1
	DefaultMaxSteps      = 10_000_000_000
)

// Options are the options of measures. The zero value of each field means its default.
type Options struct {
	// Damping is the probability that the surfer of PageRank follows an edge: above 0 and below 1. The default is
	// 0.85.
	Damping float64

	// Tolerance is the convergence threshold of PageRank and Eigenvector: they stop when the values, whose absolute
	// values sum to 1, change by less than this in total. The default is 1e-13, close to the precision of float64.
	Tolerance float64

	// MaxIterations is the number of iterations after which PageRank and Eigenvector return ErrNotConverged. The
	// default is 10,000.
	MaxIterations int

	// Pivots is the number of nodes from which SampledBetweenness searches: 2 or more. The default is 256. If fewer
	// nodes have outgoing edges, all of those are used.
	Pivots int

	// Resolution is the resolution of communities. The default 1 is the modularity of Newman and Girvan. Higher
	// values give more and smaller communities, lower values fewer and larger ones.
	Resolution float64

	// Seed seeds the random choice of pivots and the order of nodes for communities. The same seed gives the same
	// result. The default is 0, which is a valid seed.
	Seed uint64

	// MaxSteps is the maximum number of steps of a measure, as Graph.Steps counts them. The default is 10¹⁰, which
	// takes a minute or two on two processors.
	MaxSteps int64
}

// filled returns the options with the defaults for zero values, or ErrInvalid.
func (o Options) filled() (Options, error) {
	for _, f := range []struct {
		name  string
		value *float64
		usual float64
		most  float64
	}{
		{"damping", &o.Damping, DefaultDamping, 1},
		{"tolerance", &o.Tolerance, DefaultTolerance, 1},
		{"resolution", &o.Resolution, DefaultResolution, 1e6},
	} {
		*f.value = cmp.Or(*f.value, f.usual)
		if !(*f.value > 0 && *f.value < f.most) {
			return o, fmt.Errorf("%w: %s %v must be above 0 and below %v", ErrInvalid, f.name, *f.value, f.most)
		}
	}
	o.MaxIterations = cmp.Or(o.MaxIterations, DefaultMaxIterations)
	o.Pivots = cmp.Or(o.Pivots, DefaultPivots)
	o.MaxSteps = cmp.Or(o.MaxSteps, DefaultMaxSteps)
	if o.MaxIterations < 0 || o.MaxSteps < 0 || o.Pivots < 2 || o.Pivots > math.MaxInt32 {
		return o, fmt.Errorf("%w: %d iterations, %d steps, %d pivots: pivots must be 2 or more, and limits must not be negative",
			ErrInvalid, o.MaxIterations, o.MaxSteps, o.Pivots)
	}
	return o, nil
}
