package history

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// When is the time that relationships and rounds are seen at. The zero value is all of it: whatever is known is seen.
//
// A date that is not known to the day can be each of several days, and one that is not known can be each of all days.
// Seen surely means on each of them, seen possibly on one of them at least. An end that is not stated has not come.
type When struct {
	kind        whenKind
	first, last int64 // the days of a period; of a moment the last alone. 0 is no bound
	possibly    bool
}

type whenKind uint8

const (
	always    whenKind = iota
	asOf               // as it stood at the end of the last day
	inBetween          // what began in the period
)

// Of returns the condition that the rows of From are seen, on the relationship that it leads over or the round, the
// batch or the other node that it leads to. It is nil where they have no history.
func (w When) Of(from plan.From) plan.Predicate {
	if w.kind == always {
		return nil
	}
	switch from.Kind {
	case plan.Scan, plan.Lookup:
		switch {
		case from.Labels == model.Round.Set():
			return w.dated(plan.OfNode, model.AnnouncedOn)
		case from.Labels.Has(model.Round):
			return w.ofRounds()
		}
	case plan.Reference:
		if from.Property == model.RoundID {
			return w.dated(plan.OfNode, model.AnnouncedOn)
		}
	case plan.Expand, plan.BackReference:
		return w.over(from)
	case plan.Sources, plan.Conflicts, plan.Self, plan.GroupRows, plan.GroupKeyNode, plan.ByRelationshipID:
	default:
		panic("history: rows that are found in an unknown way")
	}
	return nil
}

// IsAlways reports whether it is all of time.
func (w When) IsAlways() bool { return w.kind == always }

// over is Of for relationships. From a round that is seen, the firm that raised it is too.
func (w When) over(from plan.From) plan.Predicate {
	switch from.Rel {
	case model.InvestedIn:
		return w.dated(plan.OfRelationship, model.AnnouncedOn)
	case model.Raised:
		if from.Direction == plan.Outgoing {
			return w.dated(plan.OfNode, model.AnnouncedOn)
		}
	case model.CommittedTo:
		return w.ofYear(plan.OfRelationship)
	case model.HasRole:
		return plan.AllOf(w.dated(plan.OfRelationship, model.From), w.isCurrent())
	case model.Designated:
		return w.designated()
	case model.HasBatch:
		return w.ofBatch()
	}
	return nil
}

// ofRounds holds for a round that is seen, and for all other nodes.
func (w When) ofRounds() plan.Predicate {
	return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: model.Round.Set()}), w.dated(plan.OfNode, model.AnnouncedOn))
}

// ofBatch holds for a batch that is seen. It began when it was announced or, where that is not known, in its year.
func (w When) ofBatch() plan.Predicate {
	announced := plan.Column{Property: model.AnnouncedOn, Part: plan.Earliest}
	return plan.AnyOf(
		plan.AllOf(plan.NoneOf(plan.IsNull{Column: announced}), w.dated(plan.OfNode, model.AnnouncedOn)),
		plan.AllOf(plan.IsNull{Column: announced}, w.ofYear(plan.OfNode)))
}

// dated holds where what began on a date is seen, whatever its end.
func (w When) dated(of plan.Entity, property model.Property) plan.Predicate {
	earliest := plan.Column{Of: of, Property: property, Part: plan.Earliest}
	latest := plan.Column{Of: of, Property: property, Part: plan.Latest}
	if w.possibly {
		return plan.AnyOf(plan.IsNull{Column: earliest}, w.within(latest, w.first, earliest, w.last))
	}
	return w.within(earliest, w.first, latest, w.last)
}

// ofYear does the same for what began in a year. What began in one is surely seen only where all days of it are within,
// and possibly where one is.
func (w When) ofYear(of plan.Entity) plan.Predicate {
	year := plan.Column{Of: of, Property: model.Year}
	first, last := yearOf(w.first), yearOf(w.last)
	if w.possibly {
		return plan.AnyOf(plan.IsNull{Column: year}, w.within(year, first, year, last))
	}
	if w.first%daysOfYear > firstDay {
		first++
	}
	if w.last != 0 && w.last%daysOfYear < lastDay {
		last--
	}
	return w.within(year, first, year, last)
}

// within holds where one column has at least the first bound, and another at most the last, of those that there are.
func (w When) within(from plan.Column, first int64, to plan.Column, last int64) plan.Predicate {
	var parts []plan.Predicate
	if w.first != 0 {
		parts = append(parts, plan.Compare{Column: from, Op: plan.GreaterOrEqual, Value: first})
	}
	if w.last != 0 {
		parts = append(parts, plan.Compare{Column: to, Op: plan.LessOrEqual, Value: last})
	}
	return plan.AllOf(parts...)
}

// isCurrent holds for a role that has not ended before the day.
func (w When) isCurrent() plan.Predicate {
	if w.kind != asOf {
		return nil
	}
	to := plan.Column{Of: plan.OfRelationship, Property: model.To, Part: plan.Earliest}
	if w.possibly {
		to.Part = plan.Latest
	}
	return plan.AnyOf(plan.IsNull{Column: to}, plan.Compare{Column: to, Op: plan.GreaterOrEqual, Value: w.last})
}

// designated holds for a designation that was granted and has not run out. It is of a day that is not known in its year,
// and runs out on the same day of another year.
func (w When) designated() plan.Predicate {
	granted := w.ofYear(plan.OfRelationship)
	if w.kind != asOf {
		return granted
	}
	expiry := plan.Column{Of: plan.OfRelationship, Property: model.Year, Part: plan.Expiry}
	past := yearOf(w.last) // the last year that it can have run out in and is not seen
	if w.possibly && w.last%daysOfYear < lastDay {
		past--
	}
	return plan.AllOf(granted, plan.AnyOf(
		plan.IsNull{Column: expiry}, plan.Compare{Column: expiry, Op: plan.Greater, Value: past}))
}

// Days are written as YYYYMMDD.
const (
	daysOfYear = 10_000
	firstDay   = 101
	lastDay    = 1231
)

func yearOf(day int64) int64 { return day / daysOfYear }

// WhenOf reads the arguments of a directive, of which each is a text or absent.
func WhenOf(directive string, arguments map[string]any) (When, error) {
	w := When{kind: asOf, possibly: arguments["certainty"] == "POSSIBLY"}
	var days [3]model.PartialDate
	for i, name := range []string{"date", "from", "to"} {
		text, given := arguments[name].(string)
		if !given {
			continue
		}
		d, err := model.ParsePartialDate(text)
		if err != nil {
			return w, input.Wrong("@"+directive+"."+name, "%s", input.NotDate(text, text))
		}
		days[i] = d
	}
	date, from, to := days[0], days[1], days[2]
	if directive == "asOf" {
		w.last = date.Latest
		return w, nil
	}
	w.kind, w.first, w.last = inBetween, from.Earliest, to.Latest
	switch {
	case w.first == 0 && w.last == 0:
		return w, input.Wrong("@between", "`from` or `to` is required")
	case w.last != 0 && w.first > w.last:
		return w, input.Wrong("@between.to", "\"%s\" is before `from`, which is \"%s\": swap them", to, from)
	}
	return w, nil
}
