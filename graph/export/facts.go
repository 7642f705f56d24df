package export

import (
	"fmt"
	"io"

	"github.com/stakegraph/stakegraph/graph/model"
)

// FactWriter writes facts of the model as a file of a network, first nodes and then relationships, in the order of
// store.Streamer. It is not safe for concurrent use. After an error, every call returns that error.
type FactWriter interface {
	// Node writes a node.
	Node(n model.Node) error
	// Relationship writes a relationship between nodes that were written.
	Relationship(r model.Relationship) error
	// Close ends the file, like Close of a Writer.
	Close() error
}

// NewFacts returns a FactWriter in the format with a name. The counts are the numbers of all nodes and relationships
// that will be written, or nil if they are unknown. FollowTheMoney has no notes. The errors are those of New.
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

// FactsTo returns a FactWriter that writes to a Writer with FactsSchema. The label of a node is its name or title. The
// other properties of a fact are the attributes of FactsSchema.
//
// The first and last day of nodes and edges are those that queries with a time use: an investment starts on the day of
// its round, a commitment in its year, and a role has its first and last day. A designation starts in its year and
// lasts as long as those of its programme are valid. A round starts on the day of its announcement, a batch on that day
// or else in its year, and relationships that lead to a round or a batch start with it. A partial date is replaced by
// its earliest possible day for the start, and by its latest possible day for the end. A role that ends before it
// starts has neither.
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

// called returns the name, title or wording of a node, or an empty text.
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

// beginning returns the date on which a fact itself says it began, or the zero value.
func beginning(p model.Properties) model.PartialDate {
	for _, property := range []model.Property{model.AnnouncedOn, model.From} {
		if d, ok := p[property].(model.PartialDate); ok {
			return d
		}
	}
	if year, ok := p[model.Year].(int64); ok {
		d, _ := model.YearDate(year) // the zero value for a year beyond the range of dates
		return d
	}
	return model.PartialDate{}
}

// times stores when rounds and batches began, for the relationships that lead to them, which have no date. Each takes
// an entry of an index and four bytes. It also stores the number of years for which the designations of a programme are
// valid.
type times struct {
	begun *index
	dates []uint32 // by number: the earliest day times precisions, plus the precision
	valid map[string]int64
}

func newTimes() times { return times{begun: newIndex(0), valid: map[string]int64{}} }

// precisions is the number of values of a date's precision, including 0.
const precisions = uint32(model.DayPrecision) + 1

// note stores the dates of a node that relationships need, and returns when the node began. It stores no date if the
// index rejects the id.
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

// startOf returns when a relationship began, as the earliest day and the precision, or the zero value if it is unknown.
// A relationship that leads to a round or a batch has no date, and began with that node.
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

// endOf returns the last day on which a relationship can have been valid, or 0.
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
	return d.Latest - 1 // it is not valid on the day itself, which is a 31st
}
