package search

import (
	"slices"
	"strings"
)

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
	return wordByWord(a.telling, b.telling, a.bare && b.bare)
}

// betweenChinese compares two Chinese names by their telling words, which differ.
func betweenChinese(a, b parts) float64 {
	if rest, begins := strings.CutPrefix(b.inner, a.inner); begins && !a.legal && runeCount(a.inner) > 2 && saysLittle(rest) {
		return sameTelling // what is a word in one of them can be a part of a longer one in the other
	}
	one, other := a.telling[0], b.telling[0]
	switch kind := errorOf(one.text, other.text); {
	case one.runes < 3, kind == none, kind == added, kind == leftOut && (one.runes < 4 || strings.HasPrefix(other.text, one.text)):
	case kind == replaced:
		at, wrong, right := whereWrong(one.text, other.text)
		own := ownRunes(other.text)
		if soundsAlike(wrong, right) && at > 1 && (own > longTelling || own == longTelling && !a.legal && !b.bare) {
			return misspeltName
		}
	case one.runes > 4:
		return misspelt
	default:
		return misspeltThin
	}
	return share(a.telling, b.telling)
}

// saysLittle reports whether characters are words of the lexicon alone.
func saysLittle(s string) bool {
	var t text
	t.addTail([]rune(s), false)
	return !slices.ContainsFunc(t.words, func(w word) bool { return w.class == distinctive })
}

// wordByWord compares telling words of Latin letters: all are the same, in whatever order unless they are ordered, but one
// that has a typing error.
func wordByWord(as, bs []word, ordered bool) float64 {
	one, other := unlike(as, bs), unlike(bs, as)
	switch {
	case len(as) != len(bs), len(one) > 1, len(other) > 1:
		return share(as, bs)
	case len(one) == 0 && len(other) == 0 && ordered:
		return unsure // "Bank of China" is not a bank that is called China
	case len(one) == 0 && len(other) == 0:
		return sameTelling - forGeneral
	case len(one) != 1 || len(other) != 1 || !isTypingError(one[0].text, other[0].text):
		return share(as, bs)
	case len(as) == 1 && max(one[0].runes, other[0].runes) < longWord:
		return misspelt - 2*forGeneral
	}
	return misspelt
}

// unlike returns those of the words that are not among the others.
func unlike(words, others []word) []word {
	var all []word
	for _, w := range words {
		if !slices.ContainsFunc(others, func(o word) bool { return o.text == w.text }) {
			all = append(all, w)
		}
	}
	return all
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
				with += 2 * sharedRunes(a.text, b.text)
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

// sharedRunes returns how many characters two words have in common at their beginning, or at their end.
func sharedRunes(a, b string) int {
	x, y := []rune(a), []rune(b)
	start, end := 0, 0
	for start < len(x) && start < len(y) && x[start] == y[start] {
		start++
	}
	for end < len(x) && end < len(y) && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	return max(start, end)
}
