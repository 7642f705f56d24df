package model

import (
	"fmt"
	"math"
	"strings"
)

// Measure is a measure of the nodes of a network.
type Measure uint8

// The measures. Package network defines each of them: Graph.Degrees defines Degree to Strength, Graph.Cores Core,
// Graph.Components Component, Graph.Communities Community, and a function of the same name each of the others.
const (
	Degree Measure = iota
	InDegree
	OutDegree
	Strength
	PageRank
	Betweenness
	SampledBetweenness
	Closeness
	Eigenvector
	Core
	Constraint // ranks from the lowest value, all others from the highest
	Component
	Community
	MeasureCount = iota
)

// measures are the names of the measures, in words and as an identifier, and whether their values are whole numbers.
var measures = [MeasureCount]struct {
	words, name string
	whole       bool
}{
	Degree:             {"degree", "degree", true},
	InDegree:           {"in-degree", "inDegree", true},
	OutDegree:          {"out-degree", "outDegree", true},
	Strength:           {"strength", "strength", false},
	PageRank:           {"PageRank", "pageRank", false},
	Betweenness:        {"betweenness", "betweenness", false},
	SampledBetweenness: {"sampled betweenness", "sampledBetweenness", false},
	Closeness:          {"closeness", "closeness", false},
	Eigenvector:        {"eigenvector", "eigenvector", false},
	Core:               {"core", "core", true},
	Constraint:         {"constraint", "constraint", false},
	Component:          {"component", "component", true},
	Community:          {"community", "community", true},
}

// String returns the name in words.
func (m Measure) String() string {
	if m >= MeasureCount {
		return fmt.Sprintf("measure %d", uint8(m))
	}
	return measures[m].words
}

// Name returns the name as an identifier, such as inDegree.
func (m Measure) Name() string { return measures[m].name }

// IsWhole reports whether the values are whole numbers.
func (m Measure) IsWhole() bool { return measures[m].whole }

// AllMeasures returns all measures in order.
func AllMeasures() []Measure { return upTo(Measure(MeasureCount)) }

// MeasureNamed returns the measure with a name, ignoring case and underscores: inDegree and IN_DEGREE are equal.
func MeasureNamed(name string) (Measure, bool) {
	for m := range Measure(MeasureCount) {
		if strings.EqualFold(measures[m].name, strings.ReplaceAll(name, "_", "")) {
			return m, true
		}
	}
	return 0, false
}

// Before reports whether a node with the value a ranks before one with the value b. NaN ranks last.
func (m Measure) Before(a, b float64) bool {
	switch {
	case math.IsNaN(a) || math.IsNaN(b):
		return !math.IsNaN(a) && math.IsNaN(b)
	case m == Constraint:
		return a < b
	}
	return a > b
}
