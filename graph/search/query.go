package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Query is a text that names are compared with.
type Query struct {
	text       text
	phased     phased  // the text, without the numbers of phases
	said       said    // what it says, in whichever language
	run        []rune  // its characters, of a text that has Chinese ones
	others     []Query // the other texts that it stands for
	worth      float64 // of one of these: what it counts
	prefix     bool
	capitals   bool   // it is written in capitals
	raw        string // the text as it is
	id         string // the same, where it may be the id of a node
	inBrackets bool   // it is what stands in the brackets of a name
	parts      parts  // of the name of a row
	names      *readNames
	ways       []Query // those in which a name of a row stands for itself
	halves     []Query // the names in Latin letters and in Chinese that it has beside each other
}

// MostText is how many bytes a text can have.
const MostText = 500

// NewQuery takes a text apart. With prefix its last word may be the beginning of one.
func NewQuery(s string, prefix bool) Query {
	q := Query{text: parse(cut(s)), prefix: prefix, capitals: s == strings.ToUpper(s)}
	if bare, toned := withoutToneDigits(q.text.words); toned {
		q.text = parse(bare)
	}
	if last := len(q.text.words) - 1; prefix && last >= 0 && q.text.words[last].class == legal && q.text.words[last].runes < gram {
		q.text.words[last].class = distinctive // more is to come
		q.text.finish()
	}
	q.phased = takePhases(q.text)
	q.others = standsFor(q.phased)
	q.said = saidBy(q.phased.text)
	if q.text.han {
		q.run = []rune(q.phased.joined)
	}
	q.raw = s
	if id := strings.TrimSpace(s); isID(id) { // cells of a table have spaces around them
		q.id = id
	}
	return q
}

// isID reports whether a text has the form of an id, such as "firm:uisee".
func isID(s string) bool {
	kind, rest, has := strings.Cut(s, ":")
	return has && kind != "" && rest != "" && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.ContainsAny(rest, " \t")
}

// withoutToneDigits returns the words without the digits that all of them end with where they are the tones of pinyin.
func withoutToneDigits(words []word) (string, bool) {
	var bare []string
	for _, w := range words {
		last := len(w.text) - 1
		if last < 1 || w.text[last] < '1' || w.text[last] > '5' || strings.ContainsAny(w.text[:last], "0123456789") {
			return "", false
		}
		bare = append(bare, w.text[:last])
	}
	return strings.Join(bare, " "), len(words) > 1
}

// Wanted is what an index is asked for: the nodes that have all terms of one of the alternatives and, unless Kinds is
// empty, one of its terms.
type Wanted struct {
	AnyOf [][]string
	Kinds []string
	// Of more than Most nodes those come whose keys are nearest to Size, in KeyUnits: by how many whole units they are
	// apart, of those the smaller ones first, and then by how far they are apart.
	Size int
	Most int
}

// wanted returns what is the same for all that a query asks for.
func (q Query) wanted(labels model.LabelSet, most int) Wanted {
	w := Wanted{Size: q.text.runes, Most: most}
	if labels &= Kinds; labels != Kinds {
		for _, l := range labels.Labels() {
			w.Kinds = append(w.Kinds, KindTerm(l))
		}
	}
	return w
}

// mostTerms is how many terms an alternative has at most. More would find no less.
const mostTerms = 12

// Closely returns what finds every name that has all that the text says.
func (q Query) Closely() [][]string {
	var all [][]string
	var terms []string
	if q.id != "" {
		all = append(all, []string{termOfID(q.id)})
	}
	words := q.telling(func(c class) bool { return c < legal })
	latin, short := "", false
	for _, w := range words {
		if w.han {
			continue
		}
		latin += w.text
		short = short || w.runes < gram
	}
	switch {
	case latin == "":
	case short && utf8.RuneCountInString(latin) >= gram:
		terms = appendTerms(terms, gramTerm, spacedGrams(latin))
	case short && !q.text.han:
		terms = append(terms, termOf(startTerm, latin))
	case !short:
		for _, w := range words {
			if !w.han {
				terms = appendTerms(terms, gramTerm, spacedGrams(w.text))
			}
		}
	}
	for _, run := range askedRuns(q.phased.words) {
		terms = append(terms, hanTerms(run)...)
	}
	all = alternative(all, terms)
	if !q.text.han && len(words) > 1 && !short {
		all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(latin)))
	}
	for _, other := range q.others {
		all = append(all, other.Closely()...)
	}
	if q.isInitials() {
		all = alternative(all, []string{termOf(initialTerm, q.text.joined)})
		if bare, has := strings.CutSuffix(q.text.joined, "c"); has && len(bare) >= fewestInitials {
			all = alternative(all, []string{termOf(initialTerm, bare)}) // the c of a company
		}
	}
	return all
}

// beginnings returns what finds the names that begin with the text as it is written.
func (q Query) beginnings() [][]string {
	head := headOf(q.text.joined)
	if head == "" {
		return nil
	}
	terms := []string{termOf(headTerm, head)}
	for _, run := range hanRuns(q.text.words) {
		terms = append(terms, hanTerms(run)...)
	}
	if !q.text.han {
		terms = appendTerms(terms, gramTerm, spacedGrams(q.text.joined))
	}
	return alternative(nil, terms)
}

// Partly returns what finds names that have one of its telling words, or its sound.
func (q Query) Partly() [][]string {
	var all [][]string
	for _, w := range q.tellingMost() {
		if w.han {
			if w.runes > 1 {
				all = alternative(all, hanTerms([]rune(w.text)))
			}
			all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(w.roman)))
			continue
		}
		all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(w.text)))
	}
	return all[:min(len(all), mostAlternatives)]
}

// Otherwise returns what finds the names that the text is short for, and those that say the same in the other language.
func (q Query) Otherwise() [][]string {
	return alternative(alternative(nil, q.scattered()), q.inOtherLanguage())
}

// Loosely returns what finds names that have half of a word, or two characters of a Chinese one.
func (q Query) Loosely() [][]string {
	var all [][]string
	words := q.tellingMost()
	joined := ""
	for _, w := range words {
		if w.han {
			for _, term := range hanTerms([]rune(w.text)) {
				all = alternative(all, []string{term})
			}
			continue
		}
		joined += w.text
		if w.runes >= gram {
			all = halves(all, w.text)
		}
	}
	if len(words) > 1 && len(joined) <= mostHalved {
		all = halves(all, joined)
	}
	return all[:min(len(all), mostAlternatives)]
}

// tellingMost returns the distinctive words and, where there are none, those that say something.
func (q Query) tellingMost() []word {
	for _, w := range q.phased.words {
		if w.class == distinctive {
			return q.telling(func(c class) bool { return c == distinctive })
		}
	}
	return q.telling(func(c class) bool { return c <= trade })
}

const (
	// mostHalved is how many letters a text of several words has that is looked for by its halves.
	mostHalved = 40
	// mostAlternatives bounds what an index is asked for.
	mostAlternatives = 24
)

// halves adds what finds a word with one half as it stands or, of a short word, a part of it.
func halves(all [][]string, w string) [][]string {
	runes := []rune(w)
	if len(runes) < 2*gram {
		for _, g := range gramsOf(w) {
			all = alternative(all, []string{termOf(gramTerm, g)})
		}
		if start, long := firstRunes(w, gram-1); long { // all grams of a short word can have the error
			all = alternative(all, []string{termOf(startTerm, start)})
		}
		return all
	}
	middle := len(runes) / 2
	all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(string(runes[:middle]))))
	end := []string{termOf(wordTerm, string(runes[:1]))} // few errors are in the first letter, and many words end alike
	return alternative(all, appendTerms(end, gramTerm, spacedGrams(string(runes[middle:]))))
}

// telling returns the words of the classes, and all where there are none.
func (q Query) telling(is func(class) bool) []word {
	var words []word
	for _, w := range q.phased.words {
		if is(w.class) {
			words = append(words, w)
		}
	}
	if words == nil {
		return q.phased.words
	}
	return words
}

// isInitials reports whether the text may be an abbreviation.
func (q Query) isInitials() bool {
	n := len(q.text.joined)
	return len(q.text.words) == 1 && !q.text.han && n >= fewestInitials && n <= mostInitials
}

// apart stands in a run of characters for a word that the index leaves out: what is before it and behind it are no pair.
const apart = 0

func hanTerms(run []rune) []string {
	if len(run) == 1 {
		return []string{termOf(charTerm, string(run))}
	}
	var terms []string
	for i := range run[1:] {
		if run[i] != apart && run[i+1] != apart {
			terms = append(terms, termOf(pairTerm, string(run[i:i+2])))
		}
	}
	return terms
}

// spacedGrams returns grams of a text that have all of its letters, and few of them twice: with these a name has nearly
// always the others too, and an index goes through fewer terms.
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

// alternative adds terms that are asked for together.
func alternative(all [][]string, terms []string) [][]string {
	terms = terms[:min(len(terms), mostTerms)]
	if len(terms) == 0 || slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, terms) }) {
		return all
	}
	return append(all, terms)
}
