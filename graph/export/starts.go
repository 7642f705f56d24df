package export

import "github.com/stakegraph/stakegraph/graph/model"

// beginning returns when a fact began as it states it itself.
func beginning(p model.Properties) (model.PartialDate, bool) {
	for _, property := range []model.Property{model.AnnouncedOn, model.From} {
		if d, ok := p[property].(model.PartialDate); ok {
			return d, true
		}
	}
	if year, ok := p[model.Year].(int64); ok {
		if d, err := model.YearDate(year); err == nil {
			return d, true
		}
	}
	return model.PartialDate{}, false
}

// hasBeginning reports whether nodes of the label begin at some time.
func hasBeginning(l model.Label) bool { return l == model.Round || l == model.Batch }

// starts keeps when rounds and batches began, for the relationships that lead to them and state no date. For each it holds
// what an index does, and four bytes.
type starts struct {
	ids   *index
	dates []uint32 // by number: the earliest day and, below it, the precision
}

func newStarts() starts { return starts{ids: newIndex(0)} }

// precisions is how many values there are for a date's precision, 0 among them.
const precisions = uint32(model.DayPrecision) + 1

// add keeps when a node began. For an id beyond what an index takes no date is kept.
func (s *starts) add(id string, d model.PartialDate) {
	if s.ids.add(id) {
		s.dates = append(s.dates, uint32(d.Earliest)*precisions+uint32(d.Precision))
	}
}

// of returns when a relationship began: the earliest day and the precision, or the zero value where it is not known. One
// that leads to a round or a batch states no date, and began with that.
func (s *starts) of(r model.Relationship) model.PartialDate {
	if r.Type != model.Raised && r.Type != model.HasBatch {
		d, _ := beginning(r.Properties)
		return d
	}
	number, known := s.ids.number(r.To)
	if !known {
		return model.PartialDate{}
	}
	packed := s.dates[number]
	return model.PartialDate{Earliest: int64(packed / precisions), Precision: model.Precision(packed % precisions)}
}
