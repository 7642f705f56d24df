package search

import (
	"slices"
	"strings"
)

// misspeltWhole compares two Chinese names that are the same but for one typing error, wherever in the name it is. What an
// error leaves of a word is no word, so it is looked for in the names as a whole.
func misspeltWhole(q, t text, a, b parts, f finding) finding {
	kind := errorOf(q.joined, t.joined)
	if kind == none || f.score >= misspeltName || saysOther(a, b) {
		return f
	}
	at, wrong, right := whereWrong(q.joined, t.joined)
	w, begins := wordAt(t.words, at)
	before, start := wordAt(t.words, at-1)
	if kind == doubled && wrong != 0 || kind == added && before.class == distinctive {
		w, begins = before, start
	}
	if w.text == "" || right != 0 && !isHan(right) || wrong != 0 && !isHan(wrong) {
		return f
	}
	s := slip{
		kind, w, at - begins, wrong, kind == replaced && soundsAlike(wrong, right), kind == replaced && looksAlike(wrong, right),
	}
	if w.class == distinctive && s.isInName(a, b) || w.class != distinctive && s.isInWord(a, b, t) {
		f.verdict, f.needsSign, f.misspelt = verdict{misspeltName, Similar}, false, true
		if w.class == distinctive && s.sounds && ownRunes(w.text) <= longTelling {
			f.needsSign, f.hasSign = true, false
		}
	}
	return f
}

// slip is one typing error in a Chinese name.
type slip struct {
	mistake
	word   word // of the name without the error
	within int  // where in the word it is
	wrong  rune // what stands there
	sounds bool // and sounds as what should
	looks  bool // or looks like it
}

// isInWord reports whether the error is in a place, a trade or a legal form and leaves no other such word.
func (s slip) isInWord(a, b parts, t text) bool {
	if length(b.telling) < 2 {
		return false
	}
	if s.mistake != replaced {
		return true
	}
	switch {
	case b.bare, s.word.class == place && !s.sounds && !s.looks:
		return false
	case strings.Contains(joinedOf(b.telling), s.word.text), s.word.class == generic && strings.HasPrefix(t.joined, s.word.text):
		return false // it is a part of what tells the name
	}
	changed := []rune(s.word.text)
	changed[s.within] = s.wrong
	_, isWord := lexicon[string(changed)]
	return !isWord && (s.sounds || s.looks || a.legal || t.runes > 5 || lexicon[s.word.text].meaning == "technology")
}

// isInName reports whether what is left of a telling word is still the word: another character near its beginning, or one
// less in a short word, is mostly another firm.
func (s slip) isInName(a, b parts) bool {
	rest := runeCount(b.whole) - s.word.runes
	from, to := ownPart(s.word.text)
	own := to - from
	switch {
	case s.mistake == doubled:
		return rest > 1
	case s.mistake == added:
		return false
	case s.mistake == leftOut && s.word.runes == 3:
		return rest > 5 && a.legal && len(a.places) > 0 && len(b.trades) > 1
	case s.mistake == replaced && s.within == 0:
		return false
	case s.mistake == replaced && own < 3:
		return s.looks && !s.sounds && s.within < from && own > 1 && a.legal && len(a.places) > 0 && rest > 3
	case s.mistake == replaced && s.sounds:
		return s.within > 1 && rest > 3 && own >= longTelling
	case s.mistake == replaced && s.looks:
		return a.legal && len(a.places) > 0 && rest > 3
	case s.mistake == replaced:
		return s.within > 1 && own > longTelling && rest > 3 && len(a.places) > 0
	case s.word.runes < 3 && length(b.telling) < longTelling:
		return rest > 3 && len(b.places) > 0 && len(b.trades) > 0
	}
	return rest > 1
}

// saysOther reports whether a text says a place, a trade or anything else of the lexicon that the name does not say.
func saysOther(a, b parts) bool {
	if !slices.Equal(a.numbers, b.numbers) || a.roles[ofHolding] != b.roles[ofHolding] || a.roles[ofInstitute] != b.roles[ofInstitute] ||
		len(a.places) > 0 && len(b.places) > 0 && !samePlaces(a.places, b.places) {
		return true
	}
	other := func(m string) bool {
		return meanings()[m] && !slices.Contains(b.trades, m) && !slices.Contains(b.general, m) &&
			!slices.ContainsFunc(b.telling, func(w word) bool { return w.text == m })
	}
	return slices.ContainsFunc(a.trades, other) || slices.ContainsFunc(a.general, other)
}

// whereWrong returns where in the second text the error is, and the characters that differ, 0 for none.
func whereWrong(a, b string) (at int, wrong, right rune) {
	x, y := []rune(a), []rune(b)
	for at < len(x) && at < len(y) && x[at] == y[at] {
		at++
	}
	switch {
	case len(x) > len(y):
		return min(at, len(y)-1), x[at], 0
	case len(x) < len(y):
		return at, 0, y[at]
	}
	return at, x[at], y[at]
}

// wordAt returns the word that a character of the joined words is in, and where the word begins.
func wordAt(words []word, at int) (word, int) {
	begins := 0
	for _, w := range words {
		if at < begins+w.runes {
			return w, begins
		}
		begins += w.runes
	}
	return word{}, 0
}

func soundsAlike(a, b rune) bool {
	of := readingsOf(b)
	return slices.ContainsFunc(readingsOf(a), func(r string) bool { return slices.Contains(of, r) })
}
