package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Query is a parsed text that names are compared with.
type Query struct {
	Text     lexicon.Text
	phased   lexicon.Phased // the text without the numbers of phases
	said     said           // its meaning, independent of the language
	run      []rune         // the characters of a text with Chinese characters
	others   []Query        // the other texts that a nickname denotes
	worth    float64        // of one of others: the factor for its scores
	prefix   bool
	capitals bool   // it is written in capitals
	ID       string // the text, if it has the form of an id
}

// MostText is the maximum length of a text, in bytes.
const MostText = 500

// NewQuery parses a text. With prefix, its last word may be the beginning of a word.
func NewQuery(s string, prefix bool) Query {
	q := Query{Text: lexicon.Parse(lexicon.Cut(s)), prefix: prefix, capitals: s == strings.ToUpper(s)}
	if bare, toned := withoutToneDigits(q.Text.Words); toned {
		q.Text = lexicon.Parse(bare)
	}
	if last := len(q.Text.Words) - 1; prefix && last >= 0 && q.Text.Words[last].Class == lexicon.Legal && q.Text.Words[last].Runes < gram {
		q.Text.Words[last].Class = lexicon.Distinctive // more letters will follow
		q.Text.Finish()
	}
	q.phased = lexicon.TakePhases(q.Text)
	q.others = standsFor(q.phased)
	q.said = saidBy(q.phased.Text)
	if q.Text.Han {
		q.run = []rune(q.phased.Joined)
	}
	if id := strings.TrimSpace(s); isID(id) { // table cells often have spaces around them
		q.ID = id
	}
	return q
}

// isID reports whether a text has the form of an id, such as "firm:uisee".
func isID(s string) bool {
	kind, rest, has := strings.Cut(s, ":")
	return has && kind != "" && rest != "" && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.ContainsAny(rest, " \t")
}

// withoutToneDigits removes the tone digits from a text of pinyin. It reports false unless all words end with one.
func withoutToneDigits(words []lexicon.Word) (string, bool) {
	var bare []string
	for _, w := range words {
		last := len(w.Text) - 1
		if last < 1 || w.Text[last] < '1' || w.Text[last] > '5' || strings.ContainsAny(w.Text[:last], "0123456789") {
			return "", false
		}
		bare = append(bare, w.Text[:last])
	}
	return strings.Join(bare, " "), len(words) > 1
}

// Lookup is a lookup in an index: the nodes that have all terms of one of the alternatives and, unless Kinds is
// empty, one of the terms in Kinds.
type Lookup struct {
	AnyOf [][]string
	Kinds []string
	// Of more than Most nodes, those with the keys nearest to Size, in KeyUnits, are returned. They are ordered by
	// the distance in whole units, at equal distances the smaller keys first, and then by the exact distance.
	Size int
	Most int
}

// Lookup returns the common part of all lookups of a query.
func (q Query) Lookup(labels model.LabelSet, most int) Lookup {
	w := Lookup{Size: q.Text.Runes, Most: most}
	if labels &= Kinds; labels != Kinds {
		for _, l := range labels.Labels() {
			w.Kinds = append(w.Kinds, KindTerm(l))
		}
	}
	return w
}

// mostTerms is the maximum number of terms of an alternative. More terms would not make it more selective.
const mostTerms = 12

// Closely returns the alternatives for names that have all of the text.
func (q Query) Closely() [][]string {
	var all [][]string
	var terms []string
	if q.ID != "" {
		all = append(all, []string{termOfID(q.ID)})
	}
	words := q.telling(lexicon.Generic)
	latin, short := "", false
	for _, w := range words {
		if !w.Han {
			latin += w.Text
			short = short || w.Runes < gram
		}
	}
	switch {
	case latin == "":
	case short && utf8.RuneCountInString(latin) >= gram:
		terms = appendTerms(terms, gramTerm, spacedGrams(latin))
	case short && !q.Text.Han:
		terms = append(terms, termOf(startTerm, latin))
	case !short:
		for _, w := range words {
			if !w.Han {
				terms = appendTerms(terms, gramTerm, spacedGrams(w.Text))
			}
		}
	}
	for _, run := range hanRuns(q.phased.Words, true) {
		terms = append(terms, hanTerms(run)...)
	}
	all = alternative(all, terms)
	if !q.Text.Han && len(words) > 1 && !short {
		all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(latin)))
	}
	for _, other := range q.others {
		all = append(all, other.Closely()...)
	}
	if q.IsInitials() {
		all = alternative(all, []string{termOf(initialTerm, q.Text.Joined)})
		if bare, has := strings.CutSuffix(q.Text.Joined, "c"); has && len(bare) >= FewestInitials {
			all = alternative(all, []string{termOf(initialTerm, bare)}) // c for "company"
		}
	}
	return all
}

// beginnings returns the alternatives for names that begin with the exact text.
func (q Query) beginnings() [][]string {
	head := headOf(q.Text.Joined)
	if head == "" {
		return nil
	}
	terms := []string{termOf(headTerm, head)}
	for _, run := range hanRuns(q.Text.Words, false) {
		terms = append(terms, hanTerms(run)...)
	}
	if !q.Text.Han {
		terms = appendTerms(terms, gramTerm, spacedGrams(q.Text.Joined))
	}
	return alternative(nil, terms)
}

// Partly returns the alternatives for names that have one of the most distinctive words, or its pronunciation.
func (q Query) Partly() [][]string {
	var all [][]string
	for _, w := range q.tellingMost() {
		if w.Han && w.Runes > 1 {
			all = alternative(all, hanTerms([]rune(w.Text)))
		}
		all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(w.Roman)))
	}
	return all[:min(len(all), mostAlternatives)]
}

// Otherwise returns the alternatives for names that the text abbreviates, and for names with the same meaning in the
// other language.
func (q Query) Otherwise() [][]string {
	return alternative(alternative(nil, q.scattered()), q.inOtherLanguage())
}

// Loosely returns the alternatives for names that have half of a word, or two characters of a Chinese word.
func (q Query) Loosely() [][]string {
	var all [][]string
	words := q.tellingMost()
	joined := ""
	for _, w := range words {
		if w.Han {
			for _, term := range hanTerms([]rune(w.Text)) {
				all = alternative(all, []string{term})
			}
			continue
		}
		joined += w.Text
		if w.Runes >= gram {
			all = halves(all, w.Text)
		}
	}
	if len(words) > 1 && len(joined) <= mostHalved {
		all = halves(all, joined)
	}
	return all[:min(len(all), mostAlternatives)]
}

// tellingMost returns the distinctive words or, if there are none, the words for trades.
func (q Query) tellingMost() []lexicon.Word {
	if lexicon.HasDistinctive(q.phased.Words) {
		return q.telling(lexicon.Distinctive)
	}
	return q.telling(lexicon.Trade)
}

const (
	// mostHalved is the maximum number of letters of a text of several words whose halves are looked up.
	mostHalved = 40
	// mostAlternatives is the maximum number of alternatives of a lookup.
	mostAlternatives = 24
)

// halves adds alternatives for names that have one half of a word exactly or, if the word is short, a part of it.
func halves(all [][]string, w string) [][]string {
	runes := []rune(w)
	if len(runes) < 2*gram {
		for _, g := range gramsOf(w) {
			all = alternative(all, []string{termOf(gramTerm, g)})
		}
		if start, long := lexicon.FirstRunes(w, gram-1); long { // in a short word an error can affect all grams
			all = alternative(all, []string{termOf(startTerm, start)})
		}
		return all
	}
	middle := len(runes) / 2
	all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(string(runes[:middle]))))
	end := []string{termOf(wordTerm, string(runes[:1]))} // the first letter is seldom wrong, and many words share their endings
	return alternative(all, appendTerms(end, gramTerm, spacedGrams(string(runes[middle:]))))
}

// telling returns the words of the given class or a more distinctive one, or all words if there are none.
func (q Query) telling(least lexicon.Class) []lexicon.Word {
	var words []lexicon.Word
	for _, w := range q.phased.Words {
		if w.Class <= least {
			words = append(words, w)
		}
	}
	if words == nil {
		return q.phased.Words
	}
	return words
}

// IsInitials reports whether the text may be an abbreviation.
func (q Query) IsInitials() bool {
	n := len(q.Text.Joined)
	return len(q.Text.Words) == 1 && !q.Text.Han && n >= FewestInitials && n <= MostInitials
}

// Abbreviates reports whether the text consists of the initials of a name, optionally with a c for "company".
func (q Query) Abbreviates(s string, t lexicon.Text) bool {
	of := initialsOf(s, t)
	bare, has := strings.CutSuffix(q.Text.Joined, "c")
	return slices.Contains(of, q.Text.Joined) || has && len(bare) > FewestInitials && slices.Contains(of, bare)
}

// apart replaces a word without terms in a run of characters. It prevents a pair of the characters before and after
// it.
const apart = 0

func hanTerms(run []rune) []string {
	if len(run) == 1 {
		return []string{termOf(charTerm, string(run))}
	}
	var terms []string
	for i := range len(run) - 1 {
		if run[i] != apart && run[i+1] != apart {
			terms = append(terms, termOf(pairTerm, string(run[i:i+2])))
		}
	}
	return terms
}

// spacedGrams returns a subset of the grams that covers all letters of a text with little overlap. A name with these
// almost always has the other grams too, and an index reads fewer terms.
func spacedGrams(s string) []string {
	grams := gramsOf(s)
	if len(grams) <= 1 {
		return grams
	}
	var spaced []string
	for i := 0; i < len(grams)-1; i += gram {
		spaced = append(spaced, grams[i])
	}
	return append(spaced, grams[len(grams)-1])
}

func appendTerms(terms []string, kind byte, letters []string) []string {
	for _, s := range letters {
		terms = append(terms, termOf(kind, s))
	}
	return terms
}

// alternative adds an alternative, limited to mostTerms, unless it is empty or a duplicate.
func alternative(all [][]string, terms []string) [][]string {
	terms = terms[:min(len(terms), mostTerms)]
	if len(terms) == 0 || slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, terms) }) {
		return all
	}
	return append(all, terms)
}
