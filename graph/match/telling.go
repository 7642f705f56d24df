package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// tellingAgreement scores the distinctive parts of two names in one script, from 0 to 1.
func tellingAgreement(a, b lexicon.Parts) float64 {
	one, other := lexicon.JoinedText(a.Telling), lexicon.JoinedText(b.Telling)
	switch {
	case one == other && a.Whole == b.Whole:
		return sameName
	case one == other:
		return sameTelling
	case a.Bare != b.Bare:
		return share(a.Telling, b.Telling)
	case a.Han && len(a.Telling) == 1 && len(b.Telling) == 1:
		return betweenChinese(a, b)
	case a.Han:
		return share(a.Telling, b.Telling)
	case len(a.Telling) == len(b.Telling):
		return wordByWord(a.Telling, b.Telling, a.Bare && b.Bare)
	}
	whole := lexicon.ErrorOf(one, other)
	if whole == lexicon.NoMistake || whole == lexicon.Replaced || len(other) < lexicon.LongWord {
		return share(a.Telling, b.Telling)
	}
	return misspeltThin
}

// betweenChinese scores two Chinese names with different distinctive words.
func betweenChinese(a, b lexicon.Parts) float64 {
	if rest, begins := strings.CutPrefix(b.Inner, a.Inner); begins && !a.Legal && utf8.RuneCountInString(a.Inner) > 2 && saysLittle(rest) {
		return sameTelling // a word of one can be part of a longer word in the other
	}
	one, other := a.Telling[0], b.Telling[0]
	switch kind := lexicon.ErrorOf(one.Text, other.Text); {
	case one.Runes < 3, kind == lexicon.NoMistake, kind == lexicon.Added, kind == lexicon.LeftOut && (one.Runes < 4 || strings.HasPrefix(other.Text, one.Text)):
	case kind == lexicon.Replaced:
		at, wrong, right := lexicon.WhereWrong(one.Text, other.Text)
		own := lexicon.OwnRunes(other.Text)
		if soundsAlike(wrong, right) && at > 1 && (own > longTelling || own == longTelling && !a.Legal && !b.Bare) {
			return misspeltName
		}
	case one.Runes > 4:
		return misspelt
	default:
		return misspeltThin
	}
	return share(a.Telling, b.Telling)
}

// saysLittle reports whether the characters are only words of the lexicon.
func saysLittle(s string) bool {
	var t lexicon.Text
	t.AddTail([]rune(s), false)
	return !lexicon.HasDistinctive(t.Words)
}

// wordByWord scores distinctive words of Latin letters. All must be equal, except one with a typing error. Their
// order matters only if ordered is true.
func wordByWord(as, bs []lexicon.Word, ordered bool) float64 {
	one, other := unlike(as, bs), unlike(bs, as)
	switch {
	case len(as) != len(bs):
		return share(as, bs)
	case len(one) == 0 && len(other) == 0 && ordered:
		return unsure // "Bank of China" is not a bank named China
	case len(one) == 0 && len(other) == 0:
		return sameTelling - forGeneral
	case len(one) != 1 || len(other) != 1 || !lexicon.IsTypingError(one[0].Text, other[0].Text):
		return share(as, bs)
	case len(as) == 1 && max(one[0].Runes, other[0].Runes) < lexicon.LongWord:
		return misspelt - 2*forGeneral
	}
	return misspelt
}

// unlike returns the words that are not among the others.
func unlike(words, others []lexicon.Word) []lexicon.Word {
	return slices.DeleteFunc(slices.Clone(words), func(w lexicon.Word) bool { return hasText(others, w.Text) })
}

func hasText(words []lexicon.Word, text string) bool {
	return slices.ContainsFunc(words, func(w lexicon.Word) bool { return w.Text == text })
}

// share scores names that differ, by the proportion of common letters in their distinctive parts. The maximum is
// unsure.
func share(as, bs []lexicon.Word) float64 {
	with, all := 0, 0
	for _, a := range as {
		all += a.Runes
		for _, b := range bs {
			if a.Text == b.Text {
				with += 2 * a.Runes
				break
			}
			if a.Han && b.Han {
				with += 2 * sharedRunes(a.Text, b.Text)
				break
			}
			if lexicon.ErrorOf(a.Text, b.Text) != lexicon.NoMistake {
				with += 2*a.Runes - 2
				break
			}
		}
	}
	for _, b := range bs {
		all += b.Runes
	}
	if with == 0 || all == 0 {
		return 0
	}
	return unsure * min(float64(with)/float64(all), 1)
}

// correct corrects a word of the text that is a common word of the name with a typing error, such as "Technolgy", and
// reports whether it did.
func correct(q, t lexicon.Text) (lexicon.Text, bool) {
	if q.Han || t.Han {
		return q, false
	}
	for i, a := range q.Words {
		if a.Class != lexicon.Distinctive || hasText(t.Words, a.Text) {
			continue
		}
		for _, b := range t.Words {
			if b.Class != lexicon.Distinctive && lexicon.IsTypingError(a.Text, b.Text) && !hasText(q.Words, b.Text) {
				right := q
				right.Words = slices.Clone(q.Words)
				right.Words[i] = b
				return right, true
			}
		}
	}
	return q, false
}

// sharedRunes returns the length of the common beginning or the common end of two words, whichever is longer.
func sharedRunes(a, b string) int {
	x, y := []rune(a), []rune(b)
	return max(lexicon.SharedStart(x, y), lexicon.SharedEnd(x, y))
}
