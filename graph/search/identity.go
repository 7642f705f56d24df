package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// What a text and a name count that say the same in another way, when it is asked whether they are of one thing.
const (
	soundIsName     = 0.9
	initialsAreName = 0.75
	besideBrackets  = 0.93 // what stands in brackets tells, say, a fund's vehicle from the fund
)

// identity tells how likely a text and a name are of one thing. Other than in a search, what one of them has and the
// other has not speaks against it, and most of all where both have a word that the other has not: names of firms of one
// trade and one city are alike for the most part, and differ in what matters.
func (q Query) identity(name string) verdict {
	best := verdict{}
	for i, s := range variants(cut(name)) {
		v := q.identityOf(s)
		if i > 0 {
			v.score *= besideBrackets
		}
		best = better(best, v)
	}
	best.score = math.Round(best.score*1e4) / 1e4
	return best
}

func (q Query) identityOf(s string) verdict {
	t := parse(s)
	switch {
	case q.text.joined == "" || t.joined == "":
		return verdict{}
	case q.text.joined == t.joined:
		return verdict{1, Exact}
	case q.text.han != t.han:
		return q.sameSound(t)
	}
	best := verdict{q.agreement(t), Similar}
	if q.isInitials() && slices.Contains(initialsOf(s, t), q.text.joined) {
		best = better(best, verdict{initialsAreName, Abbreviation})
	}
	return best
}

// sameSound compares a text in one script with a name in the other, word by word of those that say something.
func (q Query) sameSound(t text) verdict {
	best := verdict{}
	compare := func(a, b string, same float64) {
		if a != "" && a == b {
			best = better(best, verdict{same, Pinyin})
		}
	}
	of, in := q.text, t
	if of.han {
		of, in = in, of
	}
	for _, roman := range romanForms(in.words) {
		compare(of.joined, roman, soundIsName)
	}
	for _, roman := range romanForms(coreOf(in.words)) {
		compare(of.core, roman, soundIsName-0.02)
	}
	return best
}

// Against is how much of a word's mass speaks against that two names are of one thing.
var (
	// where only one of them has a word of the class
	againstAlone = [...]float64{distinctive: 1, trade: 0.3, place: 0.3, generic: 0.15, legal: 0}
	// where both have one that the other has not
	againstBoth = [...]float64{distinctive: 1.5, trade: 1.5, place: 2, generic: 0.4, legal: 0}
)

// againstGeneric is what a trade counts where the other name says something general in its place.
const againstGeneric = 0.6

// numberMass is what a number counts at least: a fund's second phase is not its third.
const numberMass = 6

// agreement compares two names of one script, from 0 to 1.
func (q Query) agreement(t text) float64 {
	var with, against float64
	var left [2][len(againstAlone)]float64
	used := make([]bool, len(t.words))
	for _, a := range q.text.words {
		at, best := -1, 0.0
		for j, b := range t.words {
			if same := sameness(a, b); !used[j] && same > best {
				at, best = j, same
			}
		}
		if at < 0 {
			left[0][a.class] += identityMass(a)
			continue
		}
		used[at] = true
		mass := (a.mass() + t.words[at].mass()) / 2
		with += mass * best
		against += mass * (1 - best) * 1.5
	}
	for j, b := range t.words {
		if !used[j] {
			left[1][b.class] += identityMass(b)
		}
	}
	for c := range againstAlone {
		one, other := left[0][c], left[1][c]
		switch {
		case one > 0 && other > 0:
			against += (one + other) / 2 * againstBoth[c]
		case class(c) == trade && (one > 0 && left[1][generic] > 0 || other > 0 && left[0][generic] > 0):
			against += (one + other) * againstGeneric
		default:
			against += (one + other) * againstAlone[c]
		}
	}
	if with == 0 {
		return 0
	}
	score := min(with/(with+against), 0.99)
	if q.text.core == t.core && (left[0][generic] == 0 || left[1][generic] == 0) {
		return max(score, sameCore) // they differ in blanks, or in words that say little
	}
	return score
}

func identityMass(w word) float64 {
	if isNumber(w.text) {
		return max(w.mass(), numberMass)
	}
	return w.mass()
}

func isNumber(s string) bool {
	return strings.Trim(s, "0123456789") == "" || len(s) < 5 && strings.Trim(s, "iv") == "" ||
		strings.ContainsAny(s, "一二三四五六七八九十") && utf8.RuneCountInString(s) == 1
}

// sameness compares two words of one script, from 0 to 1; a word of Latin letters may have a typing error.
func sameness(a, b word) float64 {
	switch {
	case a.text == b.text:
		return 1
	case a.han || b.han || isNumber(a.text) || isNumber(b.text):
		if a.han && b.han && a.roman == b.roman && a.class == b.class && a.runes > 1 {
			return 0.8
		}
		return 0
	}
	longer := max(a.runes, b.runes)
	if longer < 5 || a.class != b.class && a.class != distinctive && b.class != distinctive {
		return 0
	}
	same := 1 - float64(levenshtein.ComputeDistance(a.text, b.text))/float64(longer)
	if same < 0.75 {
		return 0
	}
	return same
}
