package export

import (
	"fmt"
	"io"

	"stakegraph/graph/model"
)

// FactWriter writes facts of the model as a file of a network: first nodes, then relationships, as store.Streamer
// streams them. It is not safe for use by several goroutines. After an error, every call returns that error.
type FactWriter interface {
	// Node writes a node.
	Node(n model.Node) error
	// Relationship writes a relationship between nodes that were written.
	Relationship(r model.Relationship) error
	// Close ends the file, as that of a Writer does.
	Close() error
}

// NewFacts returns a FactWriter in the format of that name. The counts are of all nodes and relationships that will be
// written, and nil where they are not known. Errors are those of New.
func NewFacts(format string, w io.Writer, counts *Counts) (FactWriter, error) {
	if f, _ := FormatNamed(format); f.FactsOnly {
		return newFollowTheMoney(w), nil
	}
	to, err := New(format, w, FactsSchema(counts))
	if err != nil {
		return nil, err
	}
	return FactsTo(to), nil
}

// FactsTo returns a FactWriter that writes to a Writer of FactsSchema. A node's label is its name or title; a fact's
// other properties are the attributes of FactsSchema.
//
// Nodes and edges state from when and until when they were there as a query that is asked of a time has it: an
// investment from the day of its round, a commitment from its year, a role from its first to its last day, a designation
// from its year for as long as its programme's are valid, and a round and a batch from the day it was announced on.
// Where a date is partial, it is the earliest possible first day and the latest possible last one.
func FactsTo(w Writer) FactWriter {
	return &facts{
		to: w, valid: map[string]int64{},
		nodeValues: make([]any, len(nodeColumns.attributes)), edgeValues: make([]any, len(edgeColumns.attributes)),
	}
}

// FactsSchema returns the schema of the model's facts: directed, with parallel edges and time, and an attribute for each
// property of the vocabulary that is neither an id nor a name. Money has three, its amount, its currency and its value in
// dollars where that is stated. They are the same for every graph, whatever of them it has.
func FactsSchema(counts *Counts) Schema {
	return Schema{
		Name: "Stakegraph", Directed: true, Parallel: true, Dynamic: true,
		Nodes: nodeColumns.attributes, Edges: edgeColumns.attributes, Counts: counts,
	}
}

// columns says where the values of a property go.
type columns struct {
	attributes []Attribute
	first      map[model.Property]int
}

// listed is the attribute of a node that was listed as an investor.
const listed = "listedAsInvestor"

var (
	nodeColumns = columnsOf([]Attribute{{listed, Boolean}}, nodeProperties())
	edgeColumns = columnsOf(nil, relationshipProperties())
)

func nodeProperties() map[model.Property]bool {
	all := map[model.Property]bool{}
	for _, label := range model.AllLabels.Labels() {
		for _, p := range label.Properties() {
			all[p] = true
		}
	}
	return all
}

func relationshipProperties() map[model.Property]bool {
	all := map[model.Property]bool{}
	for _, t := range model.AllRelTypes() {
		for _, p := range t.Properties() {
			all[p] = true
		}
	}
	return all
}

// columnsOf makes attributes of properties, in the order of the vocabulary. What a node is called, and every id, has a
// place of its own.
func columnsOf(attributes []Attribute, properties map[model.Property]bool) columns {
	c := columns{attributes: attributes, first: map[model.Property]int{}}
	titled := properties[model.Wording] // of nodes; a role's title is no name
	for _, p := range model.AllProperties() {
		if !properties[p] || p == model.ID || p == model.Name || p == model.Wording || p == model.Title && titled {
			continue
		}
		c.first[p] = len(c.attributes)
		name, kind := p.String(), kindOf(p.Type())
		if p == model.OtherValue {
			name = "otherValue" // NetworkX takes value for a node's id
		}
		c.attributes = append(c.attributes, Attribute{name, kind})
		if p.Type() == model.MoneyType {
			c.attributes = append(c.attributes, Attribute{name + "Currency", Text}, Attribute{name + "Usd", Decimal})
		}
	}
	return c
}

func kindOf(t model.Type) Kind {
	switch t {
	case model.Int:
		return Integer
	case model.Bool:
		return Boolean
	case model.Amount, model.MoneyType:
		return Decimal
	case model.DateType:
		return Date
	case model.TextList, model.IDList:
		return List
	}
	return Text
}

// fill puts properties where they belong.
func (c *columns) fill(values []any, properties model.Properties) {
	clear(values)
	for p, v := range properties {
		at, has := c.first[p]
		if !has {
			continue
		}
		values[at] = v
		switch v := v.(type) {
		case model.Money:
			values[at], values[at+1] = v.Amount, v.Currency
			if usd := v.InUSD(); usd != nil {
				values[at+2] = *usd
			}
		case int64:
			if p.Type() == model.Enum {
				values[at] = p.Values()[v]
			}
		}
	}
}

type facts struct {
	to         Writer
	valid      map[string]int64 // for how many years a programme's designations are valid
	nodeValues []any
	edgeValues []any
}

func (f *facts) Node(n model.Node) error {
	if years, ok := n.Properties[model.ValidityYears].(int64); ok {
		f.valid[n.ID()] = years
	}
	nodeColumns.fill(f.nodeValues, n.Properties)
	if n.Investor {
		f.nodeValues[0] = true
	}
	start := int64(0)
	if n.Label == model.Round || n.Label == model.Batch {
		start = startOf(n.Properties)
	}
	return f.to.Node(Node{ID: n.ID(), Kind: n.Label.String(), Label: called(n.Properties), Start: start, Values: f.nodeValues})
}

// called returns what a node is called, or nothing.
func called(p model.Properties) string {
	for _, property := range []model.Property{model.Name, model.Title, model.Wording} {
		if s, ok := p[property].(string); ok {
			return s
		}
	}
	return ""
}

func (f *facts) Relationship(r model.Relationship) error {
	edgeColumns.fill(f.edgeValues, r.Properties)
	e := Edge{
		ID: r.ID(), Source: r.From, Target: r.To, Type: r.Type.String(), Values: f.edgeValues,
		Start: startOf(r.Properties), End: endOf(r, f.valid),
	}
	return f.to.Edge(e)
}

// startOf returns the first day on which a fact can have held, or 0.
func startOf(p model.Properties) int64 {
	for _, property := range []model.Property{model.AnnouncedOn, model.From} {
		if d, ok := p[property].(model.PartialDate); ok {
			return d.Earliest
		}
	}
	if year, ok := p[model.Year].(int64); ok {
		if d, err := model.YearDate(year); err == nil {
			return d.Earliest
		}
	}
	return 0
}

// endOf returns the last day on which a relationship can have held, or 0.
func endOf(r model.Relationship, valid map[string]int64) int64 {
	if d, ok := r.Properties[model.To].(model.PartialDate); ok {
		return d.Latest
	}
	year, dated := r.Properties[model.Year].(int64)
	years, limited := valid[r.From]
	if r.Type != model.Designated || !dated || !limited {
		return 0
	}
	d, err := model.YearDate(year + years)
	if err != nil {
		return 0
	}
	return d.Latest - 1 // it is no more on the day itself, which is a 31st
}

func (f *facts) Close() error {
	if err := f.to.Close(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
