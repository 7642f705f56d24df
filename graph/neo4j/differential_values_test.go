package neo4j_test

import (
	"math"
	"strings"

	"pgregory.net/rapid"

	"stakegraph/graph/model"
)

// pick draws a number below n, every one about as likely; rapid's own ranges favour their ends.
func pick(t *rapid.T, n int) int {
	drawn := 0
	for bits := 1; bits < n<<2; bits <<= 1 {
		if rapid.Bool().Draw(t, "bit") {
			drawn += bits
		}
	}
	return drawn % n
}

// of draws one of several.
func of[T any](t *rapid.T, several []T) T { return several[pick(t, len(several))] }

// chance is true so many times in eight.
func chance(t *rapid.T, eighths int) bool { return pick(t, 8) >= 8-eighths }

// idEndings are ends of ids.
var idEndings = []string{
	"a", "b", "c", "A", "ａ", "é", "e\u0301", "ß", "ss", "0", "1", "10", "9", "-", ":", " ", "%", "_", "*", "'", `"`,
	`\`, "$p", "?1", "{", "\t", "\u2028", "\ufeff", "\uffff", "﨎", "𠮷", "🐍", "\U0010ffff", strings.Repeat("x", 150),
}

var amounts = []int64{0, 1, -1, 5, 50, 99, 100, -100, 150_000_000_000, model.MaxAmount, -model.MaxAmount, 100}

// dates are some that share a first day, a last day or both with others.
var dates = []string{
	"2015", "2015-01", "2015-01-01", "2015-12", "2015-12-31", "2016-02", "2016-02-29", "2016-02-01", "2016", "0001",
	"0001-01-01", "9999", "9999-12-31",
}

// pieces are what texts are put together from.
var pieces = []string{
	"a", "A", "ａ", "Ａ", "ab", "AB", "robot", "Robot", "ＲＯＢＯＴ", "é", "e\u0301", "É", "ß", "ss", "ẞ", "ς", "σ", "İ", "i\u0307",
	"ı", "ﬁ", "fi", "ガ", "ｶﾞ", "ｶ", "한", "한", "中", "云", "云资本", "ǆ", "ǅ",
	"\u0301", "\u200d", "\ufe0f", "\ud7ff", "\ue000", "\uf8ff", "﨎", "\ufffd", "\uffff", "𠮷", "🐍", "👩\u200d👧", "\U0010ffff",
	" ", "\t", "\n", "\r\n", "\x01", "\b", "\f", "\x1f", "\x7f", "\u0080", "\u00a0", "\u2028", "\ufeff", "\u202e",
	"'", "''", `"`, "`", `\`, `\\`, `\n`, `\u0041`, "/", "--", ";", "%", "%%", "_", "[a]", "*", "?", ".", ".*", "^", "$",
	"{", "}", "(", ")", "|", "$p", "$p.a0", "?1", ":a", "#", "&amp;", "<b>", "null", "true", "0", "00", "1", "-1", "9", "10",
	"1e3", "2015", strings.Repeat("长", 700), strings.Repeat("🐍", 300), strings.Repeat("ab", 900),
}

// drawWords draws the few texts that a graph has, with variants of some.
func drawWords(t *rapid.T) []string {
	var words []string
	for range 6 + pick(t, 10) {
		word := of(t, pieces)
		for chance(t, 3) {
			word += of(t, pieces)
		}
		words = append(words, word)
		switch pick(t, 8) {
		case 0:
			words = append(words, strings.ToUpper(word))
		case 1:
			words = append(words, model.Fold(word))
		case 2:
			words = append(words, word+of(t, pieces))
		}
	}
	return words
}

// stock holds the values of a graph, from which those of variables are drawn.
type stock struct {
	texts map[string][]string // by the property's name
	words []string            // all texts
	ints  []int64
	ids   map[string][]string // by label
	every []string            // all ids
}

// take takes stock of a graph.
func take(h history) *stock {
	s := &stock{texts: map[string][]string{}, ids: map[string][]string{}}
	for _, f := range h.facts() {
		var properties model.Properties
		if f.node != nil {
			properties = f.node.Properties
			s.ids[f.node.Label.String()] = append(s.ids[f.node.Label.String()], f.node.ID())
		} else {
			properties = f.relationship.Properties
		}
		for _, p := range model.AllProperties() {
			switch value := properties[p].(type) {
			case string:
				if p == model.ID {
					s.every = append(s.every, value)
					continue
				}
				s.texts[p.String()] = append(s.texts[p.String()], value)
				s.words = append(s.words, value)
			case int64:
				if p.Type() == model.Int && value >= math.MinInt32 && value <= math.MaxInt32 {
					s.ints = append(s.ints, value)
				}
			}
		}
	}
	s.ints = append(s.ints, 0, 2015, math.MaxInt32, math.MinInt32)
	return s
}

// value draws a variable's value: one of the graph, or one near it. A variable without a value is absent.
func (s *stock) value(t *rapid.T, v variable) (value any, given bool) {
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
	list := make([]any, pick(t, 7))
	for i := range list {
		list[i] = s.one(t, v)
	}
	return list, true
}

func (s *stock) one(t *rapid.T, v variable) any {
	switch name := v.typ.Name(); {
	case v.values != nil:
		return of(t, v.values)
	case name == "ID":
		return s.id(t, v)
	case name == "Boolean":
		return rapid.Bool().Draw(t, "truth")
	case v.operator == "first":
		if pick(t, 128) == 127 {
			return int64(1001) // more than there may be
		}
		return of(t, []int64{3, 1, 2, 5, 20, 7, 4, 1000, 0})
	case name == "Int":
		return min(max(of(t, s.ints)+of(t, []int64{0, 0, 0, 1, -1}), math.MinInt32), math.MaxInt32)
	}
	return s.text(t, v)
}

func (s *stock) id(t *rapid.T, v variable) string {
	var ids []string
	for _, label := range v.labels {
		ids = append(ids, s.ids[label]...)
	}
	lookup := v.operator == "id" || v.operator == "ids"
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

func (s *stock) text(t *rapid.T, v variable) string {
	texts := s.texts[v.subject]
	if len(texts) == 0 || chance(t, 1) {
		texts = s.words
	}
	text := of(t, texts)
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
	if v.operator == "startsWith" || v.operator == "contains" {
		to = pick(t, len(runes)+1)
	}
	if v.operator == "contains" {
		from = min(to, pick(t, 4))
	}
	return string(runes[from:to])
}
