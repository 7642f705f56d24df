package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// byLetters compares texts of one script, ignoring spaces.
func (q Query) byLetters(a, t lexicon.Text) Verdict {
	if a.Core == t.Core && !(a.Han && utf8.RuneCountInString(a.Core) == 1 && a.Core != a.Joined) {
		how := Similar
		if strings.HasPrefix(t.Joined, a.Joined) {
			how = Prefix
		}
		return Verdict{sameButFor(a, t, sameCore), how}
	}
	best := Verdict{}
	length := float64(a.Runes)
	switch at := strings.Index(t.Joined, a.Joined); {
	case at == 0:
		return Verdict{between(leastBegins, mostBegins, length/spokenRunes(t)), Prefix}
	case at > 0 && (a.Han && a.Runes > 1 || a.Runes > 3):
		if rest := behindPlace(t); rest.Joined != t.Joined && strings.HasPrefix(rest.Joined, a.Joined) {
			share := length / spokenRunes(rest)
			if a.Han { // almost all legal names in Chinese begin with a place
				return Verdict{between(leastBehindPlace, mostBehindPlace, share), Similar}
			}
			return Verdict{between(leastBehindLatin, mostInOrder, share), Similar}
		}
		best = Verdict{between(leastInside, mostInside, length/float64(t.Runes)), Similar}
	}
	best = better(best, byDistance(a.Joined, t.Joined, 0.6, 0.93))
	if !q.prefix {
		best = better(best, byDistance(a.Core, t.Core, 0.65, 0.92*sameButFor(a, t, sameCore)/sameCore))
	}
	return best
}

// sameButFor returns the score of two names that differ only in generic words: same, or less if each has a generic
// word that the other lacks, or if one does and they share nothing but a place. A fund and a holding of the same
// house are different, and so are two companies of one country.
func sameButFor(a, t lexicon.Text, same float64) float64 {
	one, other := lacks(a.Words, t.Words), lacks(t.Words, a.Words)
	if one && other || (one || other) && !tells(a.Words) {
		return otherGeneric
	}
	return same
}

func tells(words []lexicon.Word) bool {
	return slices.ContainsFunc(words, func(w lexicon.Word) bool { return w.Class <= lexicon.Trade && !w.Note })
}

// lacks reports whether one of the generic words is not among the others.
func lacks(words, others []lexicon.Word) bool {
	return slices.ContainsFunc(words, func(w lexicon.Word) bool {
		return w.Class == lexicon.Generic && !w.Note && !slices.ContainsFunc(others, func(other lexicon.Word) bool {
			return meaningOf(w) == meaningOf(other) || likeness(w, other, true) > 0
		})
	})
}

// meaningOf returns the meaning of a word, or the word if it is not in the lexicon.
func meaningOf(w lexicon.Word) string {
	return cmp.Or(lexicon.Senses[w.Text].Meaning, w.Text)
}

// spokenRunes returns the number of characters of a name, without its legal form.
func spokenRunes(t lexicon.Text) float64 {
	n := 0
	for _, w := range t.Words {
		if w.Class < lexicon.Legal {
			n += w.Runes
		}
	}
	return float64(max(n, 1))
}

// behindPlace returns a name without its leading places.
func behindPlace(t lexicon.Text) lexicon.Text {
	places := 0
	for places < len(t.Words)-1 && (t.Words[places].Class == lexicon.Place || meaningOf(t.Words[places]) == "national") {
		places++
	}
	if places == 0 {
		return t
	}
	rest := lexicon.Text{Words: t.Words[places:], Han: t.Han}
	rest.Finish()
	return rest
}

// byDistance compares two texts by their edit distance. The score is 0 if the distance is too large.
func byDistance(a, b string, least, most float64) Verdict {
	la, lb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	longer := float64(max(la, lb))
	if float64(min(la, lb)) < least*longer || longer < 4 {
		return Verdict{}
	}
	same := 1 - float64(levenshtein.ComputeDistance(a, b))/longer
	if same < least {
		return Verdict{}
	}
	return Verdict{alike(most * same), Similar}
}

// byWords compares word by word, in any order.
func (q Query) byWords(a, t lexicon.Text) Verdict {
	var used [64]bool
	query, had := 0.0, 0.0
	inOrder, next := true, 0
	begins, all := true, true
	for i, w := range a.Words {
		at, best := -1, 0.0
		for j, b := range t.Words[:min(len(t.Words), len(used))] {
			if used[j] {
				continue
			}
			if same := likeness(w, b, q.prefix && i == len(a.Words)-1); same > best {
				at, best = j, same
			}
		}
		begins = begins && at >= 0 && strings.HasPrefix(t.Words[at].Text, w.Text)
		all = all && (best > 0.84 && w.Han == a.Han || w.Class == lexicon.Legal)
		if at < 0 {
			continue
		}
		used[at] = true
		inOrder = inOrder && at >= next
		next = at
		query += best * w.Mass()
		had += best * t.Words[at].Mass()
	}
	if query == 0 {
		return Verdict{}
	}
	share := had / t.Mass
	score := query / a.Mass * (1 - covered + covered*share)
	if !inOrder {
		score *= otherOrder
	}
	switch {
	case begins && inOrder && used[0] && next < len(a.Words):
		if strings.HasPrefix(t.Joined, a.Joined) {
			return Verdict{score, Prefix}
		}
		return Verdict{score, Similar}
	case begins && inOrder && share < 0.9:
		score = between(leastInside, mostInOrder, share)
	case !all:
		score = alike(score)
	case share < 0.9:
		score = between(leastInside, mostInside, share)
	}
	return Verdict{score, Similar}
}

// likeness returns the similarity of two words, from 0 to 1.
func likeness(a, b lexicon.Word, open bool) float64 {
	switch {
	case a.Text == b.Text:
		return 1
	case a.Han != b.Han:
		if a.Roman == b.Roman && len(a.Roman) > 1 {
			return 0.95
		}
		return 0
	case open && strings.HasPrefix(b.Text, a.Text):
		return 0.85 + 0.15*float64(a.Runes)/float64(b.Runes)
	}
	shorter, longer := float64(min(a.Runes, b.Runes)), float64(max(a.Runes, b.Runes))
	if a.Han {
		switch {
		case strings.Contains(b.Text, a.Text) || strings.Contains(a.Text, b.Text):
			return shorter / longer * 0.9
		case a.Roman == b.Roman:
			return 0.85
		case a.Runes < 3 || b.Runes < 3:
			return 0
		}
	} else if longer < 4 || shorter < 3 {
		return 0
	}
	if shorter < 0.6*longer {
		return 0
	}
	same := 1 - float64(levenshtein.ComputeDistance(a.Text, b.Text))/longer
	if same < 0.6 {
		return 0
	}
	return same * same
}
