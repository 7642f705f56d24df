package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// byLetters compares texts of one script as if they had no blanks.
func (q Query) byLetters(a, t text) verdict {
	if a.core == t.core && !(a.han && utf8.RuneCountInString(a.core) == 1 && a.core != a.joined) {
		how := Similar
		if strings.HasPrefix(t.joined, a.joined) {
			how = Prefix
		}
		return verdict{sameButFor(a, t, sameCore), how}
	}
	best := verdict{}
	length := float64(a.runes)
	switch at := strings.Index(t.joined, a.joined); {
	case at == 0:
		return verdict{between(leastBegins, mostBegins, length/spokenRunes(t)), Prefix}
	case at > 0 && (a.han && a.runes > 1 || a.runes > 3):
		if rest := behindPlace(t); rest.joined != t.joined && strings.HasPrefix(rest.joined, a.joined) {
			share := length / spokenRunes(rest)
			if a.han { // nearly all legal names in Chinese begin with a place
				return verdict{between(leastBehindPlace, mostBehindPlace, share), Similar}
			}
			return verdict{between(leastBehindLatin, mostInOrder, share), Similar}
		}
		best = verdict{between(leastInside, mostInside, length/float64(t.runes)), Similar}
	}
	best = better(best, byDistance(a.joined, t.joined, 0.6, 0.93))
	if !q.prefix {
		best = better(best, byDistance(a.core, t.core, 0.65, 0.92*sameButFor(a, t, sameCore)/sameCore))
	}
	return best
}

// sameButFor returns what two names count whose words are the same but for those that say little. It is less where each
// has such a word that the other has not, or where they have a place in common and nothing else: a fund and a holding of
// one house are two, and so are two of one country.
func sameButFor(a, t text, same float64) float64 {
	one, other := lacks(a.words, t.words), lacks(t.words, a.words)
	if one && other || (one || other) && !tells(a.words) {
		return otherGeneric
	}
	return same
}

func tells(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.class <= trade && !w.note })
}

// lacks reports whether one of the words that are generic is not among the others.
func lacks(words, others []word) bool {
	return slices.ContainsFunc(words, func(w word) bool {
		return w.class == generic && !w.note && !slices.ContainsFunc(others, func(other word) bool {
			return meaningOf(w) == meaningOf(other) || likeness(w, other, true) > 0
		})
	})
}

// meaningOf returns what a word means or, where the lexicon does not say, the word.
func meaningOf(w word) string {
	if s, known := lexicon[w.text]; known && s.meaning != "" {
		return s.meaning
	}
	return w.text
}

// spokenRunes returns how many characters a name has but those of its legal form.
func spokenRunes(t text) float64 {
	n := 0
	for _, w := range t.words {
		if w.class < legal {
			n += w.runes
		}
	}
	return float64(max(n, 1))
}

// behindPlace returns a name without the places that it begins with.
func behindPlace(t text) text {
	places := 0
	for places < len(t.words)-1 && (t.words[places].class == place || meaningOf(t.words[places]) == "national") {
		places++
	}
	if places == 0 {
		return t
	}
	rest := text{words: t.words[places:], han: t.han}
	rest.finish()
	return rest
}

// byDistance compares two texts by how many letters are to be changed, which must not be too many.
func byDistance(a, b string, least, most float64) verdict {
	la, lb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	longer := float64(max(la, lb))
	if float64(min(la, lb)) < least*longer || longer < 4 {
		return verdict{}
	}
	same := 1 - float64(levenshtein.ComputeDistance(a, b))/longer
	if same < least {
		return verdict{}
	}
	return verdict{alike(most * same), Similar}
}

// byWords compares word by word, in any order.
func (q Query) byWords(a, t text) verdict {
	var used [64]bool
	asked, had := 0.0, 0.0
	inOrder, next := true, 0
	begins, all := true, true
	for i, w := range a.words {
		at, best := -1, 0.0
		for j, b := range t.words[:min(len(t.words), len(used))] {
			if used[j] {
				continue
			}
			if same := likeness(w, b, q.prefix && i == len(a.words)-1); same > best {
				at, best = j, same
			}
		}
		begins = begins && at >= 0 && strings.HasPrefix(t.words[at].text, w.text)
		all = all && (best > 0.84 && w.han == a.han || w.class == legal)
		if at < 0 {
			continue
		}
		used[at] = true
		inOrder = inOrder && at >= next
		next = at
		asked += best * w.mass()
		had += best * t.words[at].mass()
	}
	if asked == 0 {
		return verdict{}
	}
	share := had / t.mass
	score := asked / a.mass * (1 - covered + covered*share)
	if !inOrder {
		score *= otherOrder
	}
	switch {
	case begins && inOrder && used[0] && next < len(a.words):
		if strings.HasPrefix(t.joined, a.joined) {
			return verdict{score, Prefix}
		}
		return verdict{score, Similar}
	case begins && inOrder && share < 0.9:
		score = between(leastInside, mostInOrder, share)
	case !all:
		score = alike(score)
	case share < 0.9:
		score = between(leastInside, mostInside, share)
	}
	return verdict{score, Similar}
}

// likeness compares two words, from 0 to 1.
func likeness(a, b word, open bool) float64 {
	switch {
	case a.text == b.text:
		return 1
	case a.han != b.han:
		if a.roman == b.roman && len(a.roman) > 1 {
			return 0.95
		}
		return 0
	case open && strings.HasPrefix(b.text, a.text):
		return 0.85 + 0.15*float64(a.runes)/float64(b.runes)
	}
	shorter, longer := float64(min(a.runes, b.runes)), float64(max(a.runes, b.runes))
	if a.han {
		switch {
		case strings.Contains(b.text, a.text) || strings.Contains(a.text, b.text):
			return shorter / longer * 0.9
		case a.roman == b.roman:
			return 0.85
		case a.runes < 3 || b.runes < 3:
			return 0
		}
	} else if longer < 4 || shorter < 3 {
		return 0
	}
	if shorter < 0.6*longer {
		return 0
	}
	same := 1 - float64(levenshtein.ComputeDistance(a.text, b.text))/longer
	if same < 0.6 {
		return 0
	}
	return same * same
}
