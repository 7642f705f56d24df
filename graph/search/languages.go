package search

import "github.com/stakegraph/stakegraph/graph/search/lexicon"

// stem is how many letters a word is looked for by where it has been translated, since it may end otherwise.
const stem = 6

// inOtherLanguage returns what finds a name that says the same in the other language: with words of the lexicon translated,
// and the rest as it sounds. It says nothing where no word is translated.
func (q Query) inOtherLanguage() []string {
	var terms []string
	translated := false
	words := q.telling(func(c lexicon.Class) bool { return c <= lexicon.Place })
	if len(words) == 0 || words[0].Class > lexicon.Place || !hasTrade(words) {
		words = q.telling(func(c lexicon.Class) bool { return c < lexicon.Legal })
	}
	if !q.Text.Han {
		words = lexicon.Spoken(words)
	}
	for _, w := range words {
		t := lexicon.Translations()[lexicon.Senses[w.Text].Meaning]
		switch {
		case w.Class == lexicon.Place || w.Class == lexicon.Distinctive:
			terms = appendTerms(terms, gramTerm, spacedGrams(w.Roman))
		case w.Han && t.Latin != "":
			start, long := lexicon.FirstRunes(t.Latin, stem)
			if !long {
				start = t.Latin
			}
			terms = appendTerms(terms, gramTerm, spacedGrams(start))
			translated = true
		case !w.Han && t.Han != "":
			terms = append(terms, hanTerms([]rune(t.Han))...)
			translated = true
		}
	}
	if !translated {
		return nil
	}
	return terms
}

func hasTrade(words []lexicon.Word) bool {
	for _, w := range words {
		if w.Class <= lexicon.Trade {
			return true
		}
	}
	return false
}
