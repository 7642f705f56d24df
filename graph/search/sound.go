package search

import "slices"

// sameSound compares a name in one script with one in the other, by how the Chinese one is read. It returns the parts too, since
// a word that is a trade in Chinese can be written as a part of the telling word.
func (q Query) sameSound(a, b parts, t text) (parts, parts, finding) {
	of, in, inText := &a, &b, t
	if a.han {
		of, in, inText = &b, &a, q.text
	}
	latin := joinedOf(of.telling)
	f := finding{verdict: verdict{bySoundAlone, Pinyin}, needsSign: true}
	switch {
	case latin == "" || len(in.telling) == 0:
		f.score = 0
	case readsAs(in.telling, latin):
	case readsAs(withoutLegal(inText.words), of.whole):
		f.hasSign, f.whole = len(in.places) > 0, true
	case readsAs(withoutPlaces(inText.words), of.inner):
		f.whole = true // the trade as it sounds, too
	default:
		if longer, is := soundingAs(inText, latin); is {
			*in = longer
		} else {
			f.score = 0
		}
	}
	return a, b, f
}

// readsAs reports whether words are read as a text in Latin letters in one of the ways. A reading is hardly longer than another,
// which saves most of the work.
func readsAs(words []word, latin string) bool {
	const most = 4
	length := 0
	for _, w := range words {
		length += len(w.roman)
	}
	return max(length-len(latin), len(latin)-length) <= most && slices.Contains(romanForms(words), latin)
}

// soundingAs returns the parts of a Chinese name of which the words sound as the telling one in Latin letters that it begins with,
// where these are more than what tells it.
func soundingAs(t text, latin string) (parts, bool) {
	start := 0
	for start < len(t.words) && t.words[start].class == place {
		start++
	}
	for end := start + 1; end <= len(t.words) && t.words[end-1].class < legal; end++ {
		if !readsAs(t.words[start:end], latin) {
			continue
		}
		together := word{class: distinctive, han: true}
		for _, w := range t.words[start:end] {
			together.text, together.roman, together.runes = together.text+w.text, together.roman+w.roman, together.runes+w.runes
		}
		longer := text{words: slices.Concat(t.words[:start], []word{together}, t.words[end:]), han: t.han}
		longer.finish()
		return partsOf(longer), true
	}
	return parts{}, false
}

func withoutLegal(words []word) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.class == legal })
}

func withoutPlaces(words []word) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.class >= legal || w.class == place })
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
	score := wordByWord(a.words, b.words, false)
	if score < sameTelling-0.01 {
		score = min(score, unsure)
	}
	return finding{verdict: verdict{score, Similar}}
}
