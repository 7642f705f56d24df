package search

import (
	"math"
	"slices"
	"strings"

	"stakegraph/graph/model"
)

// What an agreement of the telling parts of two names counts before what else differs is taken from it.
const (
	sameName     = 0.99 // all is the same but the legal form
	sameTelling  = 0.97
	misspelt     = 0.93 // a typing error
	misspeltThin = 0.88 // a typing error in a short word
	bySoundAlone = 0.93 // one is written as the other sounds
	initialsAre  = 0.75 // one is made of the first letters of the other
	likeness0    = 0.6  // the most that two names have that are of two things
	unsure       = 0.8  // the most that two names have that another value has to decide on
	confirmed    = 0.87 // the least that they have once it has
)

// finding is what the comparison of two names came to.
type finding struct {
	verdict
	needsSign bool // the names alone do not decide
	hasSign   bool // and what the node is said to be has decided already
	misspelt  bool // one of the names has a typing error
}

func (f finding) atMost(score float64) finding {
	f.score = min(f.score, score)
	return f
}

// identity tells how likely a text and one of the names of a node are of one thing. Other than in a search, what one of them
// has and the other has not speaks against it: names of firms of one trade and one city are alike for the most part, and
// differ in what matters.
func (q Query) identity(c Candidate, name string, ownScript bool) finding {
	var best finding
	for i, of := range q.ways {
		for j, s := range nodeWays(name) {
			if j > 0 && isAcronym(s) && s != of.raw {
				continue
			}
			f := of.identityOf(c, s, ownScript)
			switch {
			case i > 0 && i == len(q.ways)-1 && of.inBrackets:
				f = f.atMost(misspeltThin)
			case i > 0, j > 0 && saysMore(name) && (f.how != Exact || of.text.runes > mostInitials):
				f = f.atMost(misspelt)
			case j > 0:
				f = f.atMost(sameName)
			}
			if i+j > 0 && f.how == Exact {
				f.how = Similar
			}
			if f.beats(best) {
				best = f
			}
		}
	}
	best.score = math.Round(best.score*1e4) / 1e4
	return best
}

// ways returns in how many ways a name stands for itself: the whole, and where its brackets hold another name and no place or
// number, what is in them and the rest.
func ways(name string) []string {
	all := variants(cut(name))
	if len(all) == 1 {
		return all
	}
	outside := all[1]
	inside := strings.Trim(name[len(commonPrefix(name, outside)):], "()（） ")
	if end := strings.IndexAny(inside, ")）"); end >= 0 {
		inside = inside[:end]
	}
	words := spoken(parse(inside).words)
	if !slices.ContainsFunc(words, func(w word) bool { return w.class == distinctive }) {
		return all[:1]
	}
	if slices.ContainsFunc(words, func(w word) bool { return w.class == place || isNumber(w.text) }) && !hasHan(inside) {
		all = all[:1]
	}
	if !hasHan(inside) && !strings.HasPrefix(inside, "as ") &&
		(len(words) > 1 || isAcronym(inside) || isAcronym(strings.TrimSpace(outside))) {
		all = append(all, inside)
	}
	return all
}

// nodeWays returns in how many ways the name of a node stands for itself. A name in its brackets that is no abbreviation is
// mostly of another, such as a parent.
func nodeWays(name string) []string {
	all := ways(name)
	return slices.DeleteFunc(all, func(s string) bool {
		return s != all[0] && !hasHan(s) && !isAcronym(s) && !strings.HasPrefix(name, s)
	})
}

// isAcronym reports whether a name is made of a few capital letters.
func isAcronym(s string) bool {
	return len(s) >= fewestInitials && len(s) <= mostInitials && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// saysMore reports whether the brackets of a name hold more than a name in Chinese.
func saysMore(name string) bool {
	inside := name[max(0, strings.IndexAny(name, "(（")):]
	return !hasHan(inside)
}

func (q Query) identityOf(c Candidate, s string, ownScript bool) finding {
	t := parse(s)
	switch {
	case q.text.joined == "" || t.joined == "":
		return finding{}
	case q.text.joined == t.joined:
		return finding{verdict: verdict{1, Exact}}
	}
	text, corrected := correct(q.text, t)
	a, b := partsOf(text), partsOf(t)
	var f finding
	switch {
	case c.Node.Label == model.Person:
		f = samePerson(q.text, t)
	case a.han != b.han:
		f = q.sameSound(a, b, t)
		if ownScript {
			f = f.atMost(likeness0) // a name in the script of the text says how the node is written in it
		}
	default:
		f.verdict = verdict{tellingAgreement(a, b), Similar}
		f.misspelt = f.score > unsure && f.score <= misspelt
	}
	if f.score > 0 && c.Node.Label != model.Person {
		f = difference(a, b, c, f)
		if a.han && b.han {
			f = misspeltWhole(q.text, t, a, b, f)
		}
		if corrected {
			f.score, f.misspelt = f.score-forReading, true
		}
		if c.Node.Label > model.OtherInvestor && (f.score < sameName || a.legal) {
			f = f.atMost(unsure) // a sector, a programme or a source: nothing that has a trade, a place or a legal form
		}
	}
	if q.isInitials() && q.abbreviates(s, t) && f.score < initialsAre {
		f = finding{verdict: verdict{initialsAre, Abbreviation}, needsSign: true}
	}
	return f
}

// abbreviates reports whether a text is made of the first letters of a name, perhaps with a c for the company.
func (q Query) abbreviates(s string, t text) bool {
	of := initialsOf(s, t)
	bare, has := strings.CutSuffix(q.text.joined, "c")
	return slices.Contains(of, q.text.joined) || has && len(bare) > fewestInitials && slices.Contains(of, bare)
}

// tellingAgreement compares what tells two names of one script from others, from 0 to 1.
func tellingAgreement(a, b parts) float64 {
	if a.bare != b.bare && joinedOf(a.telling) != joinedOf(b.telling) {
		return share(a.telling, b.telling)
	}
	if joinedOf(a.telling) == joinedOf(b.telling) {
		if a.whole == b.whole {
			return sameName
		}
		return sameTelling
	}
	if a.han {
		if len(a.telling) != 1 || len(b.telling) != 1 {
			return share(a.telling, b.telling)
		}
		return betweenChinese(a, b)
	}
	if len(a.telling) != len(b.telling) {
		whole := errorOf(joinedOf(a.telling), joinedOf(b.telling))
		if whole == none || whole == replaced || len(joinedOf(b.telling)) < longWord {
			return share(a.telling, b.telling)
		}
		return misspeltThin
	}
	return wordByWord(a.telling, b.telling)
}

// betweenChinese compares two Chinese names by their telling words, which differ.
func betweenChinese(a, b parts) float64 {
	if rest, begins := strings.CutPrefix(b.inner, a.inner); begins && !a.legal && runesOf(a.inner) > 2 && isCommon(rest) {
		return sameTelling // what is a word in one of them can be a part of a longer one in the other
	}
	one, other := a.telling[0], b.telling[0]
	switch kind := errorOf(one.text, other.text); {
	case one.runes < 3, kind == none, kind == added, kind == leftOut && (one.runes < 4 || strings.HasPrefix(other.text, one.text)):
	case kind == replaced:
		if _, wrong, right := whereWrong(one.text, other.text); soundsAlike(wrong, right) && one.runes > 3 {
			return misspeltThin + 0.02
		}
	case one.runes > 4:
		return misspelt
	default:
		return misspeltThin
	}
	return share(a.telling, b.telling)
}

// isCommon reports whether characters are words of the lexicon alone.
func isCommon(s string) bool {
	var t text
	t.addTail([]rune(s), false)
	return !slices.ContainsFunc(t.words, func(w word) bool { return w.class == distinctive })
}

// wordByWord compares telling words of Latin letters: all are the same, in whatever order, but one that has a typing error.
func wordByWord(as, bs []word) float64 {
	var left [2][]word
	used := make([]bool, len(bs))
	for _, a := range as {
		at := slices.IndexFunc(bs, func(b word) bool { return a.text == b.text })
		if at >= 0 && !used[at] {
			used[at] = true
			continue
		}
		left[0] = append(left[0], a)
	}
	for i, b := range bs {
		if !used[i] {
			left[1] = append(left[1], b)
		}
	}
	switch {
	case len(left[0]) == 0 && len(left[1]) == 0:
		return sameTelling - 0.01 // in another order
	case len(left[0]) != 1 || len(left[1]) != 1:
		return share(as, bs)
	}
	switch length := max(left[0][0].runes, left[1][0].runes); isTypingError(left[0][0].text, left[1][0].text) {
	case true:
		if length < longWord && len(as) == 1 {
			return misspelt - 0.02
		}
		return misspelt
	default:
		return share(as, bs)
	}
}

// share is what names have that are of two things: the more of their telling letters are the same the nearer to unsure.
func share(as, bs []word) float64 {
	with, all := 0, 0
	for _, a := range as {
		all += a.runes
		for _, b := range bs {
			if a.text == b.text {
				with += 2 * a.runes
				break
			}
			if a.han && b.han {
				with += 2 * commonRunes(a.text, b.text)
				break
			}
			if errorOf(a.text, b.text) != none {
				with += 2*a.runes - 2
				break
			}
		}
	}
	for _, b := range bs {
		all += b.runes
	}
	if with == 0 || all == 0 {
		return 0
	}
	return unsure * min(float64(with)/float64(all), 1)
}

func joinedOf(words []word) string {
	if len(words) == 1 {
		return words[0].text
	}
	joined := ""
	for _, w := range words {
		joined += w.text
	}
	return joined
}

// sameSound compares a name in one script with one in the other, by how the Chinese one is read.
func (q Query) sameSound(a, b parts, t text) finding {
	of, in, inText := a, b, t
	if a.han {
		of, in, inText = b, a, q.text
	}
	latin := joinedOf(of.telling)
	score := 0.0
	switch {
	case latin == "" || len(in.telling) == 0:
	case slices.Contains(romanForms(in.telling), latin):
		score = bySoundAlone
	case slices.Contains(romanForms(withoutLegal(inText.words)), of.whole):
		return finding{verdict: verdict{bySoundAlone, Pinyin}, needsSign: true, hasSign: len(in.places) > 0}
	}
	return finding{verdict: verdict{score, Pinyin}, needsSign: true}
}

func withoutLegal(words []word) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.class == legal })
}

// samePerson compares the names of two people: the same words, or two of one whose order differs.
func samePerson(a, b text) finding {
	if slices.ContainsFunc(a.words, func(w word) bool { return w.class != distinctive }) || a.han && b.han {
		return finding{}
	}
	if a.han != b.han {
		of, in := a, b
		if a.han {
			of, in = b, a
		}
		if slices.Contains(romanForms(in.words), of.joined) {
			return finding{verdict: verdict{unsure, Pinyin}}
		}
		return finding{}
	}
	score := wordByWord(a.words, b.words)
	if score < sameTelling-0.01 {
		score = min(score, unsure)
	}
	return finding{verdict: verdict{score, Similar}}
}

// correct returns a text with the one word put right that is a common word of the name with a typing error in it, such as
// "Technolgy", and whether there was one.
func correct(q, t text) (text, bool) {
	if q.han || t.han {
		return q, false
	}
	has := func(words []word, text string) bool {
		return slices.ContainsFunc(words, func(w word) bool { return w.text == text })
	}
	for i, a := range q.words {
		if a.class != distinctive || has(t.words, a.text) {
			continue
		}
		for _, b := range t.words {
			if b.class != distinctive && isTypingError(a.text, b.text) && !has(q.words, b.text) {
				right := q
				right.words = slices.Clone(q.words)
				right.words[i] = b
				return right, true
			}
		}
	}
	return q, false
}
