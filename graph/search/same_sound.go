package search

import "slices"

// sameSound compares a name in one script with one in the other, by how the Chinese one is read.
func (q Query) sameSound(a, b parts, t text) finding {
	of, in, inText := a, b, t
	if a.han {
		of, in, inText = b, a, q.text
	}
	latin := joinedOf(of.telling)
	score := 0.0
	switch {
	case latin == "" || len(in.telling) == 0:
	case slices.Contains(romanForms(in.telling), latin):
		score = bySoundAlone
	case slices.Contains(romanForms(withoutLegal(inText.words)), of.whole):
		return finding{verdict: verdict{bySoundAlone, Pinyin}, needsSign: true, hasSign: len(in.places) > 0}
	}
	return finding{verdict: verdict{score, Pinyin}, needsSign: true}
}

func withoutLegal(words []word) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.class == legal })
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
