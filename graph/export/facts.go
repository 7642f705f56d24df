package export

import (
	"fmt"
	"io"

	"github.com/stakegraph/stakegraph/graph/model"
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
// written, and nil where they are not known. FollowTheMoney has no place for notes. Errors are those of New.
func NewFacts(format string, w io.Writer, counts *Counts, notes ...Note) (FactWriter, error) {
	if f, _ := FormatNamed(format); f.FactsOnly {
		return newFollowTheMoney(w), nil
	}
	s := FactsSchema(counts)
	s.Notes = notes
	to, err := New(format, w, s)
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
// from its year for as long as its programme's are valid, a round from the day it was announced on, a batch from that day
// or else its year, and what leads to a round or a batch from then on too.
// Where a date is partial, it is the earliest possible first day and the latest possible last one.
// A role that ends before it begins has neither.
func FactsTo(w Writer) FactWriter {
	return &facts{
		to: w, times: newTimes(),
		nodeValues: make([]any, len(nodeColumns.attributes)), edgeValues: make([]any, len(edgeColumns.attributes)),
	}
}

type facts struct {
	to         Writer
	times      times
	nodeValues []any
	edgeValues []any
}

func (f *facts) Node(n model.Node) error {
	nodeColumns.fill(f.nodeValues, n.Properties)
	if n.Investor {
		f.nodeValues[0] = true
	}
	return f.to.Node(Node{
		ID: n.ID(), Kind: n.Label.String(), Label: called(n.Properties), Start: f.times.note(n).Earliest, Values: f.nodeValues,
	})
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
		Start: f.times.startOf(r).Earliest, End: f.times.endOf(r),
	}
	if e.End != 0 && e.End < e.Start {
		e.Start, e.End = 0, 0
	}
	return f.to.Edge(e)
}

func (f *facts) Close() error {
	if err := f.to.Close(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// beginning returns when a fact began as it states it itself, or the zero value.
func beginning(p model.Properties) model.PartialDate {
	for _, property := range []model.Property{model.AnnouncedOn, model.From} {
		if d, ok := p[property].(model.PartialDate); ok {
			return d
		}
	}
	if year, ok := p[model.Year].(int64); ok {
		d, _ := model.YearDate(year) // the zero value, where it is beyond what dates have
		return d
	}
	return model.PartialDate{}
}

// times keeps when rounds and batches began, for the relationships that lead to them and state no date: for each what an
// index holds, and four bytes. And it keeps for how many years a programme's designations are valid.
type times struct {
	begun *index
	dates []uint32 // by number: the earliest day and, below it, the precision
	valid map[string]int64
}

func newTimes() times { return times{begun: newIndex(0), valid: map[string]int64{}} }

// precisions is how many values there are for a date's precision, 0 among them.
const precisions = uint32(model.DayPrecision) + 1

// note keeps what relationships need of a node, and returns when it began. For an id beyond what an index takes no date is kept.
func (t *times) note(n model.Node) model.PartialDate {
	if years, ok := n.Properties[model.ValidityYears].(int64); ok {
		t.valid[n.ID()] = years
	}
	if n.Label != model.Round && n.Label != model.Batch {
		return model.PartialDate{}
	}
	d := beginning(n.Properties)
	if d.Precision != 0 && t.begun.add(n.ID()) {
		t.dates = append(t.dates, uint32(d.Earliest)*precisions+uint32(d.Precision))
	}
	return d
}

// startOf returns when a relationship began: the earliest day and the precision, or the zero value where it is not known. One
// that leads to a round or a batch states no date, and began with that.
func (t *times) startOf(r model.Relationship) model.PartialDate {
	if r.Type != model.Raised && r.Type != model.HasBatch {
		return beginning(r.Properties)
	}
	number, known := t.begun.number(r.To)
	if !known {
		return model.PartialDate{}
	}
	packed := t.dates[number]
	return model.PartialDate{Earliest: int64(packed / precisions), Precision: model.Precision(packed % precisions)}
}

// endOf returns the last day on which a relationship can have held, or 0.
func (t *times) endOf(r model.Relationship) int64 {
	if d, ok := r.Properties[model.To].(model.PartialDate); ok {
		return d.Latest
	}
	year, dated := r.Properties[model.Year].(int64)
	years, limited := t.valid[r.From]
	if r.Type != model.Designated || !dated || !limited {
		return 0
	}
	d, err := model.YearDate(year + years)
	if err != nil {
		return 0
	}
	return d.Latest - 1 // it is no more on the day itself, which is a 31st
}
