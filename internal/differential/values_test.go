package differential_test

import (
	"math"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/model"
)

// value draws a variable's value: a value of the graph, or one near it. A variable without a value is absent.
func (s *valuePool) value(t *rapid.T, v variable) (value any, given bool) {
	if v.optional {
		switch pick(t, 16) {
		case 0:
			return nil, true
		case 1:
			return nil, false
		}
	}
	if v.typ.Elem == nil {
		return s.one(t, v), true
	}
	length := v.length
	switch {
	case length > 0:
	case v.isEndOfPath():
		length = rarely(t, 0, of(t, []int{1, 1, 1, 2, 3}))
	default:
		length = pick(t, 7)
	}
	if v.shares() && length == 0 && !chance(t, 1) {
		length = 2
	}
	list := make([]any, length)
	for i := range list {
		list[i] = s.one(t, v)
	}
	return list, true
}

func (s *valuePool) one(t *rapid.T, v variable) any {
	switch name := v.typ.Name(); {
	case v.values != nil:
		return of(t, v.values)
	case v.isEndOfPath():
		return s.end(t, v)
	case name == "ID":
		return s.id(t, v)
	case name == "Boolean":
		return rapid.Bool().Draw(t, "truth")
	case v.operator == "maxLength" || v.operator == "steps":
		return rarely(t, 11, of(t, []int64{2, 3, 1, 4}))
	case v.operator == "maxDistance":
		return rarely(t, 6, of(t, []int64{2, 3, 1, 4, 5}))
	case v.operator == "sources" || v.operator == "paths":
		return rarely(t, -1, of(t, []int64{2, 10, 1, 3, 0}))
	case v.operator == "resolution":
		return rarely(t, 0.0, of(t, []float64{1, 0.5, 2, 0.01, 100, 1.5}))
	case name == "Float":
		return of(t, []float64{0.85, 0.5, 0.95, 0, 1, 0.7})
	case v.operator == "text" || v.operator == "row" && v.subject.property == "name":
		return s.mangled(t, v)
	case v.operator == "first" && slices.Contains([]string{"Path", "Neighbourhood", "Network"}, v.subject.owner):
		return rarely(t, 0, of(t, []int64{3, 10, 1, 2, 5, 100}))
	case v.operator == "first" || v.operator == "last":
		return pageSize(t)
	case v.operator == "atLeast":
		return of(t, []int64{1, 1, 1, 1, 2, 2, 1, 3})
	case v.operator == "asOf" || v.operator == "from" || v.operator == "to":
		return s.bound(t, v.operator)
	case name == "Int":
		return s.int(t, v.subject)
	case v.operator == "at":
		return of(t, []string{"0.5", "0", "1", "0.25", "0.3333", "0.9", "0.9999", "0.0001", "0.666", "0.1234", "0.75"})
	case name == "Decimal":
		return s.decimal(t, v.subject)
	case name == "PartialDate":
		return s.date(t, v.subject)
	case v.subject.part == "currency":
		return of(t, currencies)
	}
	return s.text(t, v)
}

// rarely returns one with a probability of 1/64, and other otherwise.
func rarely[T any](t *rapid.T, one, other T) T {
	if pick(t, 64) == 0 {
		return one
	}
	return other
}

// isEndOfPath reports whether the values are ids of the ends of paths, or of the centre of a neighbourhood.
func (v variable) isEndOfPath() bool {
	return v.typ.Name() == "ID" && (v.operator == "from" || v.operator == "to" || v.operator == "of")
}

// end draws an id for an end of a path. The ids of the two ends are disjoint, except in rare cases.
func (s *valuePool) end(t *rapid.T, v variable) string {
	kinds := []string{"Firm", "Person", "VCFund", "StateFund", "OtherInvestor", "Round", "Sector", "Programme"}
	if v.subject.owner == "Exposure" {
		kinds = []string{"Firm", "VCFund", "StateFund"}
	}
	var ids []string
	for _, kind := range kinds {
		ids = append(ids, s.ids[kind]...)
	}
	if len(ids) < 2 || chance(t, 1) {
		return "firm:absent"
	}
	at := pick(t, len(ids)/2) * 2
	if v.operator == "to" {
		at++
	}
	return ids[at]
}

// pageSize draws the size of a page; rarely one above the limit.
func pageSize(t *rapid.T) int64 {
	switch pick(t, 128) {
	case 126:
		return 1000
	case 127:
		return 1001
	}
	return of(t, []int64{3, 1, 2, 5, 2, 7, 4, 10, 0})
}

// mangled draws a name in the way that people type names: a part of it, with an error, or with characters that are operators
// in the query language of a full-text index.
func (s *valuePool) mangled(t *rapid.T, v variable) string {
	v.subject.property = of(t, []string{"name", "nameZh", "aliases", "title"})
	runes := []rune(s.text(t, v))
	switch at := pick(t, len(runes)+1); pick(t, 8) {
	case 0:
		runes = runes[:at]
	case 1:
		runes = append(runes[:at:at], runes[min(at+1, len(runes)):]...)
	case 2:
		runes = slices.Insert(runes, at, []rune(of(t, []string{" ", "x", "\"", "*", " AND ", "~", "(", "科技", " Ltd"}))...)
	}
	const most = 120 // characters, of at most four bytes
	return string(runes[:min(len(runes), most)])
}

func (s *valuePool) id(t *rapid.T, v variable) string {
	var ids []string
	for _, label := range v.labels {
		ids = append(ids, s.ids[label]...)
	}
	lookup := v.operator == "id" || v.operator == "ids" || v.operator == "except" || v.shares()
	switch {
	case chance(t, 1):
		return "firm:absent"
	case len(ids) == 0 || chance(t, 1):
		ids = s.every
	}
	id := of(t, ids)
	if lookup && !model.ValidID(id) && !chance(t, 1) {
		return "firm:absent"
	}
	return id
}

// shares reports whether the variable has the given nodes of commonInvestors or commonPortfolio.
func (v variable) shares() bool { return v.operator == "firms" || v.operator == "investors" }

// known returns the graph's values of a subject, or all values of its type: rarely, or if the subject has none.
func known[T any](t *rapid.T, values map[string][]T, key string) []T {
	if own := values[key]; len(own) > 0 && !chance(t, 1) {
		return own
	}
	return values[""]
}

func (s *valuePool) int(t *rapid.T, about subject) int64 {
	if about.made == "count" || about.made == "nodeCount" {
		return int64(pick(t, 6)) - 1
	}
	n := of(t, known(t, s.ints, about.property)) + of(t, []int64{0, 0, 0, 1, -1})
	return min(max(n, math.MinInt32), math.MaxInt32)
}

// decimal draws an amount or a sum of the graph, or a value that differs from one by a hundredth.
func (s *valuePool) decimal(t *rapid.T, about subject) string {
	values := s.amounts
	if about.made == "sum" {
		values = s.sums
	}
	n := of(t, known(t, values, about.property+"."+about.part))
	switch pick(t, 8) {
	case 0:
		n = min(n, math.MaxInt64-1) + 1
	case 1:
		n = max(n, -math.MaxInt64+1) - 1
	case 2:
		n = -n
	}
	text := model.FormatAmount(n)
	if pick(t, 8) == 0 && !strings.Contains(text, ".") {
		text += ".00"
	}
	return text
}

// date draws a date of the graph, its year or its month, or a day at one of its ends.
func (s *valuePool) date(t *rapid.T, about subject) string {
	d := of(t, known(t, s.dates, about.property))
	text := d.String()
	day := of(t, []int64{d.Earliest, d.Latest})
	switch pick(t, 8) {
	case 0:
		return text[:4]
	case 1:
		return text[:min(len(text), 7)]
	case 2:
		return dayBeside(day, 0)
	case 3:
		return dayBeside(day, of(t, []int{1, -1}))
	case 4:
		return dayBeside(day, of(t, []int{1, -1}))[:7]
	}
	return text
}

func (s *valuePool) text(t *rapid.T, v variable) string {
	text := of(t, known(t, s.texts, v.subject.property))
	switch pick(t, 8) {
	case 0:
		text = strings.ToUpper(text)
	case 1:
		text += of(t, pieces)
	case 2:
		text = model.Fold(text)
	}
	runes := []rune(text)
	from, to := 0, len(runes)
	operator := strings.TrimSuffix(v.operator, "Exact")
	if operator == "startsWith" || operator == "contains" {
		to = pick(t, len(runes)+1)
	}
	switch operator {
	case "contains":
		from = min(to, pick(t, 4))
	case "endsWith":
		from = pick(t, len(runes)+1)
	}
	return string(runes[from:to])
}
