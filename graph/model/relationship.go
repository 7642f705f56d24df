package model

import "slices"

// RelType is the type of a relationship.
type RelType uint8

// The relationship types.
const (
	InvestedIn RelType = iota
	Raised
	CommittedTo
	HasRole
	Designated
	OperatesIn
	PartOf
	HasBatch
	HasSubsidy
	relTypeCount
)

type relTypeInfo struct {
	name       string
	from, to   LabelSet
	properties []Property
}

// INVESTED_IN has a copy of the date of its round, so that lists can be sorted by it.
var relTypes = [relTypeCount]relTypeInfo{
	InvestedIn: {
		"INVESTED_IN", Investors, Firm.Set(),
		[]Property{ID, RoundID, Lead, Share, AnnouncedOn, Sources},
	},
	Raised:      {"RAISED", Firm.Set(), Round.Set(), []Property{ID, Sources}},
	CommittedTo: {"COMMITTED_TO", Investors, Funds, []Property{ID, AmountRaised, Year, Sources}},
	HasRole:     {"HAS_ROLE", Person.Set(), Organisations, []Property{ID, Title, IsFounder, From, To, Sources}},
	Designated:  {"DESIGNATED", Programme.Set(), Firm.Set(), []Property{ID, BatchNumber, Year, Sources}},
	OperatesIn:  {"OPERATES_IN", Firm.Set(), Sector.Set(), []Property{ID, Sources}},
	PartOf:      {"PART_OF", Sector.Set(), Sector.Set(), []Property{ID, Sources}},
	HasBatch:    {"HAS_BATCH", Programme.Set(), Batch.Set(), []Property{ID}},
	HasSubsidy:  {"HAS_SUBSIDY", Programme.Set(), Subsidy.Set(), []Property{ID}},
}

// String returns the name of the type, as Neo4j stores it.
func (t RelType) String() string { return relTypes[t].name }

// ParseRelType returns the relationship type with a name, and reports whether it exists.
func ParseRelType(name string) (RelType, bool) {
	at := slices.IndexFunc(relTypes[:], func(info relTypeInfo) bool { return info.name == name })
	return RelType(max(at, 0)), at >= 0
}

// Properties returns the properties that a relationship of this type can have, ID first.
func (t RelType) Properties() []Property { return relTypes[t].properties }

// Ends returns the labels of the nodes where a relationship of this type can start and end.
func (t RelType) Ends() (from, to LabelSet) { return relTypes[t].from, relTypes[t].to }

// AllRelTypes returns all relationship types in the order of the vocabulary.
func AllRelTypes() []RelType { return upTo(relTypeCount) }
