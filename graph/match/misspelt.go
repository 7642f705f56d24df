package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// misspeltWhole compares two Chinese names that are equal except for one typing error. A word with an error is not in
// the lexicon and is not recognised as a word, so the whole names are compared.
func misspeltWhole(q, t lexicon.Text, a, b lexicon.Parts, f comparison) comparison {
	kind := lexicon.ErrorOf(q.Joined, t.Joined)
	if kind == lexicon.NoMistake || f.Score >= misspeltName || saysOther(a, b) {
		return f
	}
	at, wrong, right := lexicon.WhereWrong(q.Joined, t.Joined)
	w, begins := wordAt(t.Words, at)
	before, start := wordAt(t.Words, at-1)
	if kind == lexicon.Doubled && wrong != 0 || kind == lexicon.Added && before.Class == lexicon.Distinctive {
		w, begins = before, start
	}
	if w.Text == "" || right != 0 && !lexicon.IsHan(right) || wrong != 0 && !lexicon.IsHan(wrong) {
		return f
	}
	s := slip{
		kind, w, at - begins, wrong, kind == lexicon.Replaced && soundsAlike(wrong, right), kind == lexicon.Replaced && lexicon.LooksAlike(wrong, right),
	}
	if w.Class == lexicon.Distinctive && s.isInName(a, b) || w.Class != lexicon.Distinctive && s.isInWord(a, b, t) {
		f.Verdict, f.needsSign, f.misspelt = search.Verdict{Score: misspeltName, How: search.Similar}, false, true
		if w.Class == lexicon.Distinctive && s.sounds && lexicon.OwnRunes(w.Text) <= longTelling {
			f.needsSign, f.hasSign = true, false
		}
	}
	return f
}

// slip is a typing error in a Chinese name.
type slip struct {
	lexicon.Mistake
	word   lexicon.Word // the word in the name without the error
	within int          // index of the error in the word
	wrong  rune         // the wrong character
	sounds bool         // it sounds like the right one
	looks  bool         // it looks like the right one
}

// isInWord reports whether the error is in a place, a trade or a legal form and does not result in another word.
func (s slip) isInWord(a, b lexicon.Parts, t lexicon.Text) bool {
	if length(b.Telling) < 2 {
		return false
	}
	if s.Mistake != lexicon.Replaced {
		return true
	}
	switch {
	case b.Bare, s.word.Class == lexicon.Place && !s.sounds && !s.looks:
		return false
	case strings.Contains(lexicon.JoinedText(b.Telling), s.word.Text), s.word.Class == lexicon.Generic && strings.HasPrefix(t.Joined, s.word.Text):
		return false // it is a part of the distinctive word
	}
	changed := []rune(s.word.Text)
	changed[s.within] = s.wrong
	_, isWord := lexicon.Senses[string(changed)]
	return !isWord && (s.sounds || s.looks || a.Legal || t.Runes > 5 || lexicon.Senses[s.word.Text].Meaning == "technology")
}

// isInName reports whether the rest of a distinctive word is sufficient to recognise it. A different character near
// its beginning, or a missing one in a short word, mostly indicates another firm.
func (s slip) isInName(a, b lexicon.Parts) bool {
	rest := utf8.RuneCountInString(b.Whole) - s.word.Runes
	from, to := lexicon.OwnPart(s.word.Text)
	own := to - from
	switch {
	case s.Mistake == lexicon.Doubled:
		return rest > 1
	case s.Mistake == lexicon.Added:
		return false
	case s.Mistake == lexicon.LeftOut && s.word.Runes == 3:
		return rest > 5 && a.Legal && len(a.Places) > 0 && len(b.Trades) > 1
	case s.Mistake == lexicon.Replaced && s.within == 0:
		return false
	case s.Mistake == lexicon.Replaced && own < 3:
		return s.looks && !s.sounds && s.within < from && own > 1 && a.Legal && len(a.Places) > 0 && rest > 3
	case s.Mistake == lexicon.Replaced && s.sounds:
		return s.within > 1 && rest > 3 && own >= longTelling
	case s.Mistake == lexicon.Replaced && s.looks:
		return a.Legal && len(a.Places) > 0 && rest > 3
	case s.Mistake == lexicon.Replaced:
		return s.within > 1 && own > longTelling && rest > 3 && len(a.Places) > 0
	case s.word.Runes < 3 && length(b.Telling) < longTelling:
		return rest > 3 && len(b.Places) > 0 && len(b.Trades) > 0
	}
	return rest > 1
}

// saysOther reports whether the text has a place, a trade or another word of the lexicon that the name lacks.
func saysOther(a, b lexicon.Parts) bool {
	if !slices.Equal(a.Numbers, b.Numbers) || a.Roles[lexicon.OfHolding] != b.Roles[lexicon.OfHolding] || a.Roles[lexicon.OfInstitute] != b.Roles[lexicon.OfInstitute] ||
		len(a.Places) > 0 && len(b.Places) > 0 && !lexicon.SamePlaces(a.Places, b.Places) {
		return true
	}
	other := func(m string) bool {
		return lexicon.Meanings()[m] && !slices.Contains(b.Trades, m) && !slices.Contains(b.General, m) &&
			!slices.ContainsFunc(b.Telling, func(w lexicon.Word) bool { return w.Text == m })
	}
	return slices.ContainsFunc(a.Trades, other) || slices.ContainsFunc(a.General, other)
}

// wordAt returns the word at an index of the joined characters, and the index where it begins.
func wordAt(words []lexicon.Word, at int) (lexicon.Word, int) {
	begins := 0
	for _, w := range words {
		if at < begins+w.Runes {
			return w, begins
		}
		begins += w.Runes
	}
	return lexicon.Word{}, 0
}

func soundsAlike(a, b rune) bool {
	of := lexicon.ReadingsOf(b)
	return slices.ContainsFunc(lexicon.ReadingsOf(a), func(r string) bool { return slices.Contains(of, r) })
}
