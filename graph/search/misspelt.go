package search

import "slices"

// misspeltWhole compares two Chinese names that are the same but for one typing error, wherever in the name it is. What an
// error leaves of a word is no word, so it is looked for in the names as a whole.
func misspeltWhole(q, t text, a, b parts, f finding) finding {
	kind := errorOf(q.joined, t.joined)
	if kind == none || f.score >= misspelt-0.03 || !slices.Equal(a.numbers, b.numbers) ||
		a.roles[ofHolding] != b.roles[ofHolding] || a.roles[ofInstitute] != b.roles[ofInstitute] {
		return f
	}
	if len(a.places) > 0 && len(b.places) > 0 && !samePlaces(a.places, b.places) || saysOther(a, b) {
		return f
	}
	at, wrong, right := whereWrong(q.joined, t.joined)
	w, begins := wordAt(t.words, at)
	if before, _ := wordAt(t.words, at-1); kind == added && before.class == distinctive {
		w = before
	}
	if w.text == "" || right != 0 && !isHan(right) || wrong != 0 && !isHan(wrong) {
		return f
	}
	sounds := kind == replaced && soundsAlike(wrong, right)
	rest := runesOf(b.whole) - w.runes
	score := misspelt - 0.03
	switch {
	case w.class != distinctive:
		if kind == replaced || kind == added {
			changed := []rune(w.text)
			if kind == replaced {
				changed[at-begins] = wrong
			}
			if _, is := lexicon[string(changed)]; is && kind == replaced {
				return f
			}
		}
		if length(b.telling) < 2 || kind == replaced && !sounds && !a.legal && len([]rune(t.joined)) < 6 && lexicon[w.text].meaning != "technology" || !b.han || len(b.telling) == 0 {
			return f
		}
	case kind == replaced:
		if w.runes < 3 || !sounds && w.runes < 5 || rest < 4 || len(a.places) == 0 {
			return f
		}
	case kind == added, kind == leftOut && w.runes == 3:
		return f
	case w.runes < 3 && length(b.telling) < 4:
		if rest < 4 || len(b.places) == 0 || len(b.trades) == 0 {
			return f
		}
	default:
		if rest < 2 {
			return f
		}
	}
	f.verdict, f.needsSign, f.misspelt = verdict{score, Similar}, false, true
	return f
}

// saysOther reports whether a text says a trade, or something general, that the name does not say.
func saysOther(a, b parts) bool {
	other := func(m string) bool {
		return meanings()[m] && !slices.Contains(b.trades, m) && !slices.Contains(b.common, m)
	}
	return slices.ContainsFunc(a.trades, other) || slices.ContainsFunc(a.common, other)
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
