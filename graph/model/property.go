package model

import "slices"

// Property is a property of a node or of a relationship.
type Property uint8

// Type is the type of a property's values. It determines the columns of a store for it.
type Type uint8

// The types of properties, with the Go type of their values in Properties.
const (
	Text       Type = iota // string
	FoldedText             // string, with its key (see Fold)
	Int                    // int64
	Bool                   // bool
	Enum                   // int64: the index in the property's Values, so that values sort in the order of the vocabulary
	Amount                 // int64: hundredths of the currency in the property's name, |value| ≤ MaxAmount
	MoneyType              // Money
	DateType               // PartialDate
	TextList               // []string
	IDList                 // []string: global ids of sources
	Reference              // string: the global id of a node
)

// The properties of nodes, followed by those of only relationships.
const (
	ID Property = iota
	Name
	NameZh
	Aliases
	City
	Province
	Country
	FoundedYear
	Website
	UnicornSince
	ValuationUSD
	Listing
	Size
	Level
	AnnouncedOn
	AmountRaised
	ProgrammeLevel
	Authority
	StartedYear
	ValidityYears
	Title
	Publisher
	URL
	PublishedOn
	Number
	Year
	Firms
	Basis
	Wording
	Period
	FactID
	Field
	OtherValue
	Repeats
	Sources
	RoundID
	Lead
	Share
	BatchNumber
	IsFounder
	From
	To
	propertyCount
)

type propertyInfo struct {
	name     string
	typ      Type
	values   []string
	required bool
}

var properties = [propertyCount]propertyInfo{
	ID:             {name: "id", typ: Text, required: true},
	Name:           {name: "name", typ: FoldedText, required: true},
	NameZh:         {name: "nameZh", typ: FoldedText},
	Aliases:        {name: "aliases", typ: TextList},
	City:           {name: "city", typ: FoldedText},
	Province:       {name: "province", typ: FoldedText},
	Country:        {name: "country", typ: FoldedText},
	FoundedYear:    {name: "foundedYear", typ: Int},
	Website:        {name: "website", typ: FoldedText},
	UnicornSince:   {name: "unicornSince", typ: DateType},
	ValuationUSD:   {name: "valuationUsd", typ: Amount},
	Listing:        {name: "listing", typ: FoldedText},
	Size:           {name: "size", typ: MoneyType},
	Level:          {name: "level", typ: Enum, values: []string{"CENTRAL", "PROVINCIAL", "MUNICIPAL"}},
	AnnouncedOn:    {name: "announcedOn", typ: DateType},
	AmountRaised:   {name: "amount", typ: MoneyType},
	ProgrammeLevel: {name: "rung", typ: FoldedText},
	Authority:      {name: "authority", typ: FoldedText},
	StartedYear:    {name: "startedYear", typ: Int},
	ValidityYears:  {name: "validityYears", typ: Int},
	Title:          {name: "title", typ: FoldedText, required: true},
	Publisher:      {name: "publisher", typ: FoldedText},
	URL:            {name: "url", typ: FoldedText},
	PublishedOn:    {name: "publishedOn", typ: DateType},
	Number:         {name: "number", typ: Int},
	Year:           {name: "year", typ: Int},
	Firms:          {name: "firmCount", typ: Int},
	Basis: {
		name: "basis", typ: Enum,
		values: []string{"PUBLIC_NOTICE", "DESIGNATED", "REVIEW_PASSED", "CUMULATIVE"},
	},
	Wording:     {name: "label", typ: Text, required: true},
	Period:      {name: "period", typ: Text},
	FactID:      {name: "factId", typ: Reference, required: true},
	Field:       {name: "field", typ: FoldedText, required: true},
	OtherValue:  {name: "value", typ: FoldedText, required: true},
	Repeats:     {name: "repeats", typ: Bool},
	Sources:     {name: "sources", typ: IDList},
	RoundID:     {name: "roundId", typ: Reference},
	Lead:        {name: "lead", typ: Bool},
	Share:       {name: "share", typ: MoneyType},
	BatchNumber: {name: "batch", typ: Int},
	IsFounder:   {name: "isFounder", typ: Bool, required: true},
	From:        {name: "from", typ: DateType},
	To:          {name: "to", typ: DateType},
}

// String returns the name of the property, as Neo4j stores it.
func (p Property) String() string { return properties[p].name }

// ParseProperty returns the property with a name, and reports whether it exists.
func ParseProperty(name string) (Property, bool) {
	at := slices.IndexFunc(properties[:], func(info propertyInfo) bool { return info.name == name })
	return Property(max(at, 0)), at >= 0
}

// Type returns the type of the property's values.
func (p Property) Type() Type { return properties[p].typ }

// Required reports whether every node and relationship that can have the property must have it.
func (p Property) Required() bool { return properties[p].required }

// Values returns the names of an Enum property's values in order, or nil for other types.
func (p Property) Values() []string { return properties[p].values }

// EnumValue returns the index of an Enum property's value with a name, and reports whether it exists.
func (p Property) EnumValue(name string) (int64, bool) {
	at := slices.Index(properties[p].values, name)
	return int64(max(at, 0)), at >= 0
}

// AllProperties returns all properties in the order of the vocabulary.
func AllProperties() []Property { return upTo(propertyCount) }

// upTo returns the values of an enumeration with the given count.
func upTo[T ~uint8](count T) []T {
	all := make([]T, count)
	for i := range all {
		all[i] = T(i)
	}
	return all
}

var organisation = []Property{ID, Name, NameZh, Aliases, City, Country, FoundedYear, Sources}

var fund = append(organisation[:len(organisation):len(organisation)], Size)

var labelProperties = [labelCount][]Property{
	Firm: append(organisation[:len(organisation):len(organisation)],
		Province, Website, UnicornSince, ValuationUSD, Listing, Size),
	Person:        {ID, Name, NameZh, Sources},
	VCFund:        fund,
	StateFund:     append(fund[:len(fund):len(fund)], Level),
	OtherInvestor: fund,
	Round:         {ID, Name, AnnouncedOn, AmountRaised, Sources},
	Sector:        {ID, Name, NameZh, Sources},
	Programme:     {ID, Name, NameZh, ProgrammeLevel, Authority, StartedYear, ValidityYears, Sources},
	Source:        {ID, Title, Publisher, URL, PublishedOn},
	Batch:         {ID, Number, Year, Firms, AnnouncedOn, Basis, Sources},
	Subsidy:       {ID, Wording, AmountRaised, Period, Sources},
	Conflict:      {ID, FactID, Field, OtherValue, Repeats, Sources},
}

// State reports whether nodes with any of the labels can have the property.
func (s LabelSet) State(p Property) bool {
	for _, label := range s.Labels() {
		if !slices.Contains(label.Properties(), p) {
			return false
		}
	}
	return true
}

// Properties returns the properties that a node with this label can have, ID first.
func (l Label) Properties() []Property { return labelProperties[l] }
