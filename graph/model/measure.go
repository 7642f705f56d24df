package model

import (
	"fmt"
	"math"
	"strings"
)

// Measure names one of what can be measured of the nodes of a network.
type Measure uint8

// The measures. A method of network.Graph says what each is: Degrees of Degree to Strength, Cores of Core, Components of
// Component, Communities of Community, and the method of its name of each other.
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
	Constraint // ranks from the least on; the others from the greatest
	Component
	Community
	MeasureCount = iota
)

// measures holds what each is called in words and, where it is one word, in a program, and whether it is a whole number.
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

// String returns the measure's name in words.
func (m Measure) String() string {
	if m >= MeasureCount {
		return fmt.Sprintf("measure %d", uint8(m))
	}
	return measures[m].words
}

// Name returns the measure's name as one word, such as inDegree.
func (m Measure) Name() string { return measures[m].name }

// IsWhole reports whether its values are whole numbers.
func (m Measure) IsWhole() bool { return measures[m].whole }

// AllMeasures returns all measures, in their order.
func AllMeasures() []Measure { return upTo(Measure(MeasureCount)) }

// MeasureNamed returns the measure of a name, whatever its case and the lines between its words: inDegree and IN_DEGREE
// are one.
func MeasureNamed(name string) (Measure, bool) {
	for m := range Measure(MeasureCount) {
		if strings.EqualFold(measures[m].name, strings.ReplaceAll(name, "_", "")) {
			return m, true
		}
	}
	return 0, false
}

// Before reports whether a node with one value of the measure ranks before one with another.
func (m Measure) Before(a, b float64) bool {
	switch {
	case math.IsNaN(a) || math.IsNaN(b):
		return !math.IsNaN(a) && math.IsNaN(b)
	case m == Constraint:
		return a < b
	}
	return a > b
}
