package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// How is in what way a name was found to be meant.
type How uint8

// The ways, the surest first.
const (
	Exact        How = iota // it is the text, but for case, width, accents, and how Chinese is written
	Prefix                  // it begins with the text
	Pinyin                  // it sounds as the text does
	Abbreviation            // the text is made of its first letters
	Similar                 // they have much in common
)

// String returns its name in the schema.
func (h How) String() string {
	return [...]string{"EXACT", "PREFIX", "PINYIN", "ABBREVIATION", "SIMILAR"}[h]
}

// verdict is how well a name fits a text, from 0 to 1, and in what way.
type verdict struct {
	score float64
	how   How
}

func better(a, b verdict) verdict {
	if b.score > a.score {
		return b
	}
	return a
}

// What the ways count. docs/search.md explains them.
const (
	sameCore        = 0.96 // but for words that say little
	sameSound       = 0.97
	sameSoundOfCore = 0.93
	sameCharacters  = 0.9 // other characters with one sound
	initialsScore   = 0.88
	initialsAndC    = 0.8
	withoutBrackets = 0.98
	otherOrder      = 0.97
	covered         = 0.25 // how much of a score is for the part of the name that the text has
)

// compare tells how well a name fits.
func (q Query) compare(name string) verdict {
	best := verdict{}
	for i, s := range variants(cut(name)) {
		v := q.compareVariant(s)
		if i > 0 {
			v.score *= withoutBrackets
		}
		best = better(best, v)
	}
	best.score = math.Round(best.score*1e4) / 1e4
	return best
}

func (q Query) compareVariant(s string) verdict {
	t := parse(s)
	if q.text.joined == "" || t.joined == "" {
		return verdict{}
	}
	if q.text.joined == t.joined {
		return verdict{1, Exact}
	}
	best := q.byWords(t)
	switch {
	case q.text.han == t.han:
		best = better(best, q.byLetters(t))
		if t.han && q.text.roman == t.roman {
			best = better(best, verdict{sameCharacters, Pinyin})
		}
	case t.han:
		for _, roman := range romanForms(t.words) {
			best = better(best, bySound(q.text.joined, roman, sameSound))
		}
		for _, roman := range romanForms(coreOf(t.words)) {
			best = better(best, bySound(q.text.core, roman, sameSoundOfCore))
		}
	default:
		best = better(best, bySound(q.text.roman, t.joined, sameSound))
		best = better(best, bySound(q.text.romans, t.core, sameSoundOfCore))
	}
	if q.isInitials() {
		of := initialsOf(s, t)
		if slices.Contains(of, q.text.joined) {
			best = better(best, verdict{initialsScore, Abbreviation})
		} else if bare, has := strings.CutSuffix(q.text.joined, "c"); has && slices.Contains(of, bare) {
			best = better(best, verdict{initialsAndC, Abbreviation})
		}
	}
	return best
}

func coreOf(words []word) []word {
	var core []word
	for _, w := range words {
		if w.class < generic && !w.note {
			core = append(core, w)
		}
	}
	return core
}

// byLetters compares the texts as if they had no blanks.
func (q Query) byLetters(t text) verdict {
	a, b := q.text.joined, t.joined
	if q.text.core == t.core {
		return verdict{sameCore, Similar}
	}
	la, lb := float64(q.text.runes), float64(t.runes)
	best := verdict{}
	switch at := strings.Index(b, a); {
	case at == 0:
		best = verdict{0.78 + 0.2*la/lb, Prefix}
	case at > 0 && (q.text.han && q.text.runes > 1 || q.text.runes > 3):
		best = verdict{0.65 + 0.2*la/lb, Similar}
	}
	best = better(best, byDistance(a, b, 0.6, 0.93))
	if !q.prefix {
		best = better(best, byDistance(q.text.core, t.core, 0.65, 0.92))
	}
	return best
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
	return verdict{most * same, Similar}
}

// bySound compares a text in Latin letters with how a name is read.
func bySound(a, sound string, same float64) verdict {
	if a == "" || sound == "" {
		return verdict{}
	}
	if a == sound {
		return verdict{same, Pinyin}
	}
	share := float64(len(a)) / float64(len(sound))
	switch at := strings.Index(sound, a); {
	case at == 0 && len(a) > 1:
		return verdict{0.72 + 0.2*share, Pinyin}
	case at > 0 && len(a) > 3:
		return verdict{0.6 + 0.2*share, Pinyin}
	}
	v := byDistance(a, sound, 0.75, 0.85)
	if v.score > 0 {
		v.how = Pinyin
	}
	return v
}

// byWords compares word by word, in any order.
func (q Query) byWords(t text) verdict {
	var used [64]bool
	asked, had := 0.0, 0.0
	inOrder, next := true, 0
	exact := true
	for i, a := range q.text.words {
		at, best := -1, 0.0
		for j, b := range t.words[:min(len(t.words), len(used))] {
			if used[j] {
				continue
			}
			if same := likeness(a, b, q.prefix && i == len(q.text.words)-1); same > best {
				at, best = j, same
			}
		}
		exact = exact && at >= 0 && strings.HasPrefix(t.words[at].text, a.text)
		if at < 0 {
			continue
		}
		used[at] = true
		inOrder = inOrder && at >= next
		next = at
		asked += best * a.mass()
		had += best * t.words[at].mass()
	}
	if asked == 0 {
		return verdict{}
	}
	score := asked / q.text.mass * (1 - covered + covered*had/t.mass)
	if !inOrder {
		score *= otherOrder
	}
	if exact && q.prefix && inOrder && used[0] {
		return verdict{score, Prefix}
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
