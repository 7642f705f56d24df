package planner

import (
	"iter"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// isTimed reports whether a directive says at which time something is seen.
func isTimed(d *ast.Directive) bool { return d.Name == "asOf" || d.Name == "between" }

func hasTime(directives ast.DirectiveList) bool {
	for _, d := range directives {
		if isTimed(d) {
			return true
		}
	}
	return false
}

// each goes through the fields of a selection set, of which each is seen at its own time, or else at that of the field
// that it is selected from. So is all that is planned of it meanwhile.
func (p *planner) each(at place, fields []collected) iter.Seq[collected] {
	return func(yield func(collected) bool) {
		outer := p.when
		defer func() { p.when = outer }()
		for _, f := range fields {
			var err error
			if p.when, err = p.timeOf(f, outer); err != nil {
				p.failed(at, f.key, f.field.Position, err)
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

// timeOf returns the time of a field, which has to be the same wherever its key stands.
func (p *planner) timeOf(f collected, outer When) (When, error) {
	own, err := p.time(f.field.Directives, outer)
	if err != nil {
		return own, err
	}
	for _, other := range f.timed {
		its, err := p.time(other.Directives, outer)
		if err != nil {
			return own, err
		}
		if its != own {
			return own, argumentError("@asOf", "%s is asked for at two times: give one of them an alias, such as \"later: %s\"",
				describe(f.key), f.field.Name)
		}
	}
	return own, nil
}

// time returns the time that directives say, and the outer one where they say none.
func (p *planner) time(directives ast.DirectiveList, outer When) (When, error) {
	if !hasTime(directives) {
		return outer, nil
	}
	w := When{}
	for _, d := range directives {
		if !isTimed(d) {
			continue
		}
		if w.kind != always {
			return w, argumentError("@between", "`@asOf` and `@between` cannot be used together: keep one of them")
		}
		arguments, err := p.given(d.Definition.Arguments, d.Arguments)
		if err != nil {
			return w, err
		}
		if w, err = WhenOf(d.Name, arguments); err != nil {
			return w, err
		}
	}
	return w, nil
}

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
			return w, argumentError("@"+directive+"."+name, "%s", notDate(text, text))
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
		return w, argumentError("@between", "neither `from` nor `to` is given: give at least one of them")
	case w.last != 0 && w.first > w.last:
		return w, argumentError("@between.to", "%s is before `from`, which is %s: exchange them", to, from)
	}
	return w, nil
}
