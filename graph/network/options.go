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

// Options say how to measure. The zero value of each field stands for its default.
type Options struct {
	// Damping is the probability that PageRank's surfer follows an edge: above 0 and below 1. By default 0.85.
	Damping float64

	// Tolerance ends PageRank and Eigenvector: they stop when an iteration changes the values, whose absolute values sum
	// to 1, by less than this in sum. By default 1e-13, near what a float64 can tell.
	Tolerance float64

	// MaxIterations is after how many iterations PageRank and Eigenvector give up with ErrNotConverged. By default 10,000.
	MaxIterations int

	// Pivots is from how many nodes SampledBetweenness goes out: 2 or more. By default 256. More than there are nodes
	// with an edge that leads away are as many as there are.
	Pivots int

	// Resolution is how many communities are sought: 1, the default, is the modularity of Newman and Girvan, greater
	// values find more and smaller communities, lesser ones fewer.
	Resolution float64

	// Seed is where the choice of pivots and the order in which communities are sought begin. The same seed gives the same
	// result. 0, the default, is a seed like any other.
	Seed uint64

	// MaxSteps is the most steps that a measure may take, as Graph.Steps counts them. By default 10¹⁰, which two
	// processors do in a minute or two.
	MaxSteps int64
}

// filled returns the options with defaults in the places of zeros, or ErrInvalid.
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
