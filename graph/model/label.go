package model

import (
	"math/bits"
	"slices"
)

// Label is the type of a node. Each node has exactly one. Its GraphQL type has the same name.
type Label uint8

// The labels. Batches and subsidies belong to a programme, and have no lists of their own. Conflicts belong to another fact;
// `node` does not find them.
const (
	Firm Label = iota
	Person
	VCFund
	StateFund
	OtherInvestor
	Round
	Sector
	Programme
	Source
	Batch
	Subsidy
	Conflict
	labelCount
)

var labelNames = [labelCount]string{
	"Firm", "Person", "VCFund", "StateFund", "OtherInvestor", "Round", "Sector", "Programme", "Source",
	"Batch", "Subsidy", "Conflict",
}

// String returns the name of the label and of its GraphQL type.
func (l Label) String() string { return labelNames[l] }

// Set returns the set with only this label.
func (l Label) Set() LabelSet { return 1 << l }

// ParseLabel returns the label with a name, and reports whether it exists.
func ParseLabel(name string) (Label, bool) {
	at := slices.Index(labelNames[:], name)
	return Label(max(at, 0)), at >= 0
}

// LabelSet is a set of labels. The zero value is the empty set.
type LabelSet uint32

// The labels of the interfaces of the schema, and of all nodes.
const (
	Investors     LabelSet = 1<<Firm | 1<<VCFund | 1<<StateFund | 1<<OtherInvestor
	Organisations          = Investors
	Funds         LabelSet = 1<<VCFund | 1<<StateFund
	Listed        LabelSet = Investors | 1<<Person | 1<<Round | 1<<Sector | 1<<Programme | 1<<Source // have lists of all nodes
	Nodes         LabelSet = Listed | 1<<Batch | 1<<Subsidy                                          // are found by id
	AllLabels     LabelSet = 1<<labelCount - 1
)

// Has reports whether l is in the set.
func (s LabelSet) Has(l Label) bool { return s&l.Set() != 0 }

// Len returns the number of labels in the set.
func (s LabelSet) Len() int { return bits.OnesCount32(uint32(s)) }

// First returns the first label of the set in the order of the vocabulary. The set must not be empty.
func (s LabelSet) First() Label { return Label(bits.TrailingZeros32(uint32(s))) }

// Labels returns the labels of the set in the order of the vocabulary.
func (s LabelSet) Labels() []Label {
	labels := make([]Label, 0, s.Len())
	for l := range labelCount {
		if s.Has(l) {
			labels = append(labels, l)
		}
	}
	return labels
}

// Marker is a second label of a node, which depends on its relationships. Loaders do not set markers: the store
// derives them.
type Marker uint8

// The markers.
const (
	// NoMarker means no condition on markers.
	NoMarker Marker = iota
	// Founder marks a person with a founder's role.
	Founder
	// Investor marks a node that has invested, has committed capital, or is listed as an investor.
	Investor
	markerCount
)

// AllMarkers returns all markers except NoMarker.
func AllMarkers() []Marker { return []Marker{Founder, Investor} }

// Labels returns the labels of the nodes that can have the marker.
func (m Marker) Labels() LabelSet {
	return [markerCount]LabelSet{AllLabels, Person.Set(), Investors}[m]
}

// String returns the name of the marker, which is a label in the store.
func (m Marker) String() string { return [markerCount]string{"", "Founder", "Investor"}[m] }
