package oracle

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// when is the time of a field, in days as YYYYMMDD. The zero value means all times.
type when struct {
	isPeriod    bool // facts begin in the time, instead of being valid at its end
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

// at returns the evaluation of a field of a type, at the time of the field.
func (e *evaluation) at(typeName string, f *ast.Field) *evaluation {
	own := e.time(typeName, f)
	if own == e.when {
		return e
	}
	at := *e
	at.when, at.graph = own, e.graph.whole.at(own)
	return &at
}

// time returns the time that a field states. Fields of facts and root fields that state none show all of time, and parts of a
// list or of a search have its time.
func (e *evaluation) time(typeName string, f *ast.Field) when {
	written := f.Arguments.ForName("time")
	if written == nil {
		definition := e.inputs.schema.Types[typeName]
		if typeName == "Query" || strings.HasSuffix(typeName, "Edge") && !strings.HasSuffix(typeName, "GroupEdge") ||
			slices.Contains(definition.Interfaces, "Fact") || slices.Contains(definition.Interfaces, "Node") {
			return when{}
		}
		return e.when
	}
	raw, _ := e.raw(written.Value)
	given, isGiven := e.typed(f.Definition.Arguments.ForName("time").Type, raw).(object)
	if !isGiven {
		return when{}
	}
	w := when{first: dawn, last: dusk, possibly: given["certainty"] == "POSSIBLY"}
	asOf, from, to := given["asOf"], given["from"], given["to"]
	w.isPeriod = asOf == nil
	if from != nil {
		w.first = partial(from).Earliest
	}
	for _, end := range []any{asOf, to} {
		if end != nil {
			w.last = partial(end).Latest
		}
	}
	if asOf != nil && (from != nil || to != nil) || w.first > w.last || w.first == dawn && w.last == dusk {
		refuse("a time from %v to %v, as of %v", from, to, asOf)
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
		if n.Label != model.Round && n.Label != model.Batch || w.sees(began(n), dusk, dusk) {
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
		return w.sees(began(x.whole.byID[r.To]), dusk, dusk)
	}
	return true
}

// began returns the days on which a round or a batch may have begun. A batch without a date began in its year.
func began(n *model.Node) span {
	if n.Label == model.Batch && n.Properties[model.AnnouncedOn] == nil {
		return inYear(n.Properties[model.Year], 0)
	}
	return dated(n.Properties, model.AnnouncedOn)
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
	return w.isPeriod || lasts >= w.last
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

// undated returns the rows of all times that the time hides only because their date is unknown.
func (e *evaluation) undated(all []row) []row {
	if e.when == (when{}) || e.when.possibly {
		return nil
	}
	return slices.DeleteFunc(all, func(r row) bool { return !e.when.lacks(r) })
}

// lacks reports whether a row has a history whose beginning is unknown, and has not ended before the time.
func (w when) lacks(r row) bool {
	if r.relationship == nil {
		return r.is(model.Round) && r.node.Properties[model.AnnouncedOn] == nil
	}
	values := r.relationship.Properties
	switch r.relationship.Type {
	case model.InvestedIn:
		return values[model.AnnouncedOn] == nil
	case model.Raised:
		return r.node.Properties[model.AnnouncedOn] == nil
	case model.CommittedTo, model.Designated:
		return values[model.Year] == nil
	case model.HasRole:
		return values[model.From] == nil && (w.isPeriod || values[model.To] == nil || dated(values, model.To).earliest >= w.last)
	}
	return false
}
