package history

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// When is the time for which relationships and nodes are visible. The zero value is all of time: everything is visible.
//
// A partial date can be any of several days, and an unknown date can be any day. Surely visible means visible for each
// of these days; possibly visible means for at least one. A relationship without a stated end has not ended.
type When struct {
	kind        whenKind
	first, last int64 // the days of a period; for asOf only last is set. 0 is no bound
	possibly    bool
}

type whenKind uint8

const (
	always    whenKind = iota
	asOf               // the state at the end of the last day
	inBetween          // what began in the period
)

// Of returns the condition that the rows of From are visible: a condition on their relationship, or on the round, batch
// or other node that From leads to. It is nil if they have no history.
func (w When) Of(from plan.From) plan.Predicate {
	if w.kind == always {
		return nil
	}
	switch from.Kind {
	case plan.Scan, plan.Lookup:
		switch {
		case from.Labels == model.Round.Set():
			return w.dated(plan.OfNode, model.AnnouncedOn)
		case from.Labels.Has(model.Batch):
			return w.OfNodes()
		case from.Labels.Has(model.Round):
			return w.ofRounds()
		}
	case plan.Reference:
		if from.Property == model.RoundID {
			return w.dated(plan.OfNode, model.AnnouncedOn)
		}
	case plan.Expand, plan.BackReference, plan.ByRelationshipID:
		return w.over(from)
	case plan.Sources, plan.Conflicts, plan.Self, plan.GroupRows, plan.GroupKeyNode, plan.AtEnd, plan.OtherID:
	default:
		panic("history: rows that are found in an unknown way")
	}
	return nil
}

// IsAlways reports whether the time is not restricted.
func (w When) IsAlways() bool { return w.kind == always }

// over is Of for relationships. The firm that raised a visible round is always visible.
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

// ofRounds holds for a visible round, and for all other nodes.
func (w When) ofRounds() plan.Predicate {
	return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: model.Round.Set()}), w.dated(plan.OfNode, model.AnnouncedOn))
}

// ofBatch holds for a visible batch. A batch begins on its announcement or, if that date is unknown, in its year.
func (w When) ofBatch() plan.Predicate {
	announced := plan.Column{Property: model.AnnouncedOn, Part: plan.Earliest}
	return plan.AnyOf(
		plan.AllOf(plan.NoneOf(plan.IsNull{Column: announced}), w.dated(plan.OfNode, model.AnnouncedOn)),
		plan.AllOf(plan.IsNull{Column: announced}, w.ofYear(plan.OfNode)))
}

// dated holds if a row that began on a date is visible, whatever its end.
func (w When) dated(of plan.Entity, property model.Property) plan.Predicate {
	earliest := plan.Column{Of: of, Property: property, Part: plan.Earliest}
	latest := plan.Column{Of: of, Property: property, Part: plan.Latest}
	if w.possibly {
		return plan.AnyOf(plan.IsNull{Column: earliest}, w.within(latest, w.first, earliest, w.last))
	}
	return w.within(earliest, w.first, latest, w.last)
}

// ofYear does the same for a row that began in a year. The row is surely visible only if all days of the year are
// within the time, and possibly visible if one of them is.
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

// within holds if one column is at least the first bound and another at most the last. A bound of 0 is ignored.
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

// designated holds for a designation that was granted and has not expired. It was granted on an unknown day of its
// year, and expires on the same day of a later year.
func (w When) designated() plan.Predicate {
	granted := w.ofYear(plan.OfRelationship)
	if w.kind != asOf {
		return granted
	}
	expiry := plan.Column{Of: plan.OfRelationship, Property: model.Year, Part: plan.Expiry}
	past := yearOf(w.last) // the last year of expiry for which it is hidden
	if w.possibly && w.last%daysOfYear < lastDay {
		past--
	}
	return plan.AllOf(granted, plan.AnyOf(
		plan.IsNull{Column: expiry}, plan.Compare{Column: expiry, Op: plan.Greater, Value: past}))
}

// Days are integers of the form YYYYMMDD.
const (
	daysOfYear = 10_000
	firstDay   = 101
	lastDay    = 1231
)

func yearOf(day int64) int64 { return day / daysOfYear }

// WhenOf reads a TimeFilter, the value of an argument with a name. Its dates are texts, null or absent.
func WhenOf(name string, given input.Object) (When, error) {
	var w When
	dates := map[string]model.PartialDate{}
	for _, e := range given {
		text, isGiven := e.Value.(string)
		switch {
		case !isGiven:
		case e.Name == "certainty":
			w.possibly = text == "POSSIBLY"
		default:
			d, err := model.ParsePartialDate(text)
			if err != nil {
				return w, input.Wrong(name+"."+e.Name, "%s", input.NotDate(text, text))
			}
			dates[e.Name] = d
		}
	}
	date, isAsOf := dates["asOf"]
	from, isFrom := dates["from"]
	to, isTo := dates["to"]
	switch {
	case isAsOf && (isFrom || isTo):
		return w, input.Wrong(name, "`asOf` cannot be used together with `from` or `to`: write `asOf` for the state at a date, or `from` and "+
			"`to` for what began in a period")
	case isAsOf:
		w.kind, w.last = asOf, date.Latest
	case !isFrom && !isTo:
		return w, input.Wrong(name, "no date is given: write `asOf`, or `from` and `to` or one of them, such as {asOf: \"2019\"}, or omit `%s` "+
			"to see all of time", name)
	default:
		w.kind, w.first, w.last = inBetween, from.Earliest, to.Latest
		if isTo && w.first > w.last {
			return w, input.Wrong(name+".to", "\"%s\" is before `from`, which is \"%s\": swap them", to, from)
		}
	}
	return w, nil
}
