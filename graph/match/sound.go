package match

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// sameSound compares names in different scripts by the pinyin of the Chinese one. It returns the parts too, since a
// Chinese trade can be part of the distinctive word in the Latin name.
func (q nameQuery) sameSound(a, b lexicon.Parts, t lexicon.Text) (lexicon.Parts, lexicon.Parts, comparison) {
	of, in, inText := &a, &b, t
	if a.Han {
		of, in, inText = &b, &a, q.Text
	}
	latin := lexicon.JoinedText(of.Telling)
	f := comparison{Verdict: search.Verdict{Score: bySoundAlone, How: search.Pinyin}, needsSign: true}
	switch {
	case latin == "" || len(in.Telling) == 0:
		f.Score = 0
	case readsAs(in.Telling, latin):
	case readsAs(spoken(inText.Words, true), of.Whole):
		f.hasSign, f.whole = len(in.Places) > 0, true
	case readsAs(spoken(inText.Words, false), of.Inner):
		f.whole = true // the trade is in pinyin too
	default:
		if longer, is := soundingAs(inText, latin); is {
			*in = longer
		} else {
			f.Score = 0
		}
	}
	return a, b, f
}

// readsAs reports whether a text in Latin letters is a reading of the words. Readings differ little in length, so
// comparing lengths first saves most of the work.
func readsAs(words []lexicon.Word, latin string) bool {
	const most = 4
	length := 0
	for _, w := range words {
		length += len(w.Roman)
	}
	return max(length-len(latin), len(latin)-length) <= most && slices.Contains(lexicon.RomanForms(words), latin)
}

// soundingAs finds the leading words of a Chinese name that are read as the distinctive word in Latin letters. It
// returns the parts of the name with these words as the distinctive one.
func soundingAs(t lexicon.Text, latin string) (lexicon.Parts, bool) {
	start := lexicon.LeadingPlaces(t.Words)
	for end := start + 1; end <= len(t.Words) && t.Words[end-1].Class < lexicon.Legal; end++ {
		if !readsAs(t.Words[start:end], latin) {
			continue
		}
		together := lexicon.Join(t.Words[start:end])
		together.Class, together.Han, together.Note = lexicon.Distinctive, true, false
		longer := lexicon.Text{Words: slices.Concat(t.Words[:start], []lexicon.Word{together}, t.Words[end:]), Han: t.Han}
		longer.Finish()
		return lexicon.PartsOf(longer), true
	}
	return lexicon.Parts{}, false
}

// spoken returns the words without the legal form, with or without places.
func spoken(words []lexicon.Word, withPlaces bool) []lexicon.Word {
	return slices.DeleteFunc(slices.Clone(words), func(w lexicon.Word) bool {
		return w.Class == lexicon.Legal || w.Class == lexicon.Place && !withPlaces
	})
}

// samePerson compares the names of two people: in the same script by their words in any order, otherwise by pinyin.
func samePerson(a, b lexicon.Text) comparison {
	if slices.ContainsFunc(a.Words, func(w lexicon.Word) bool { return w.Class != lexicon.Distinctive }) || a.Han && b.Han {
		return comparison{}
	}
	if a.Han != b.Han {
		of, in := a, b
		if a.Han {
			of, in = b, a
		}
		if slices.Contains(lexicon.RomanForms(in.Words), of.Joined) {
			return comparison{Verdict: search.Verdict{Score: unsure, How: search.Pinyin}}
		}
		return comparison{}
	}
	score := wordByWord(a.Words, b.Words, false)
	if score < sameTelling-0.01 {
		score = min(score, unsure)
	}
	return comparison{Verdict: search.Verdict{Score: score, How: search.Similar}}
}
