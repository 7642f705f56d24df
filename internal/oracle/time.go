package oracle

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// when is the time of a field, in days as YYYYMMDD. The zero value means all times.
type when struct {
	directive   string // asOf or between
	first, last int64
	possibly    bool
}

// span is the range of days that a partial date can stand for.
type span struct{ earliest, latest int64 }

// dawn and dusk are before and after all days.
const (
	dawn = -1 << 60
	dusk = 1 << 60
)

// at returns the evaluation of a selection with these directives.
func (e *evaluation) at(directives ast.DirectiveList) *evaluation {
	own := e.time(directives)
	if own == e.when {
		return e
	}
	at := *e
	at.when, at.graph = own, e.graph.whole.at(own)
	return &at
}

// time returns the time that directives state, or the time of the evaluation if they state none.
func (e *evaluation) time(directives ast.DirectiveList) when {
	w := e.when
	said := false
	for _, d := range directives {
		if d.Name != "asOf" && d.Name != "between" {
			continue
		}
		if said {
			refuse("two times")
		}
		said = true
		arguments := e.values(d.Definition.Arguments, d.Arguments)
		w = when{directive: d.Name, first: dawn, last: dusk, possibly: arguments["certainty"] == "POSSIBLY"}
		if from := arguments["from"]; from != nil {
			w.first = partial(from).Earliest
		}
		for _, name := range []string{"to", "date"} {
			if to := arguments[name]; to != nil {
				w.last = partial(to).Latest
			}
		}
		if w.first > w.last || w.first == dawn && w.last == dusk {
			refuse("a period from %d to %d", w.first, w.last)
		}
	}
	return w
}

func partial(text any) model.PartialDate {
	d, err := model.ParsePartialDate(text.(string))
	if err != nil {
		refuse("%v", err)
	}
	return d
}

// at returns the graph without the rounds and relationships that are not valid at a time.
func (x *indexed) at(w when) *indexed {
	if w == (when{}) {
		return x
	}
	seen := &indexed{
		byID: map[string]*model.Node{}, relationships: map[model.RelType][]*model.Relationship{},
		touching: map[touch][]*model.Relationship{}, conflicting: x.conflicting, whole: x,
	}
	for _, n := range x.nodes {
		if n.Label != model.Round || w.sees(dated(n.Properties, model.AnnouncedOn), dusk, dusk) {
			seen.nodes = append(seen.nodes, n)
			seen.byID[n.ID()] = n
		}
	}
	gone := map[*model.Relationship]bool{}
	for t, all := range x.relationships {
		for _, r := range all {
			if gone[r] = !seen.has(r, w); !gone[r] {
				seen.relationships[t] = append(seen.relationships[t], r)
			}
		}
	}
	for end, all := range x.touching {
		for _, r := range all {
			if !gone[r] {
				seen.touching[end] = append(seen.touching[end], r)
			}
		}
	}
	return seen
}

// has reports whether a relationship is valid at a time.
func (x *indexed) has(r *model.Relationship, w when) bool {
	switch r.Type {
	case model.InvestedIn:
		return w.sees(dated(r.Properties, model.AnnouncedOn), dusk, dusk)
	case model.CommittedTo:
		return w.sees(inYear(r.Properties[model.Year], 0), dusk, dusk)
	case model.HasRole:
		to := span{dusk, dusk}
		if r.Properties[model.To] != nil {
			to = dated(r.Properties, model.To)
		}
		return w.sees(dated(r.Properties, model.From), to.earliest, to.latest)
	case model.Designated:
		end := span{dusk, dusk}
		if valid := x.byID[r.From].Properties[model.ValidityYears]; valid != nil && r.Properties[model.Year] != nil {
			end = inYear(r.Properties[model.Year], years(valid))
		}
		return w.sees(inYear(r.Properties[model.Year], 0), end.earliest-1, end.latest-1) // valid until the day before
	case model.Raised:
		return x.byID[r.To] != nil
	case model.HasBatch:
		batch := x.byID[r.To].Properties
		if batch[model.AnnouncedOn] != nil {
			return w.sees(dated(batch, model.AnnouncedOn), dusk, dusk)
		}
		return w.sees(inYear(batch[model.Year], 0), dusk, dusk)
	}
	return true
}

// sees reports whether a fact is valid that began on a day of a span and lasts to a day of another.
func (w when) sees(began span, lastsToEarliest, lastsToLatest int64) bool {
	lasts := lastsToEarliest
	if w.possibly {
		lasts = lastsToLatest
		began.earliest, began.latest = began.latest, began.earliest
	}
	if began.earliest < w.first || began.latest > w.last {
		return false
	}
	return w.directive == "between" || lasts >= w.last
}

func dated(p model.Properties, property model.Property) span {
	if d, known := p[property].(model.PartialDate); known {
		return span{d.Earliest, d.Latest}
	}
	return span{dawn, dusk}
}

// inYear returns the days of a year, or of the year that is later by some years.
func inYear(year any, later int64) span {
	if year == nil {
		return span{dawn, dusk}
	}
	n := (years(year) + later) * 10_000
	return span{n + 101, n + 1231}
}

// years returns a number of years, limited so that calculations with it do not overflow.
func years(n any) int64 { return min(max(n.(int64), -1<<40), 1<<40) }
