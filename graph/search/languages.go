package search

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// stem is the number of letters of a translated word that are looked up, since its ending may differ.
const stem = 6

// inOtherLanguage returns terms for names with the same meaning in the other language: translated words of the
// lexicon, and the pronunciation of all others. It returns nil if no word has a translation.
func (q Query) inOtherLanguage() []string {
	var terms []string
	translated := false
	words := q.telling(lexicon.Place)
	isTrade := func(w lexicon.Word) bool { return w.Class <= lexicon.Trade }
	if len(words) == 0 || words[0].Class > lexicon.Place || !slices.ContainsFunc(words, isTrade) {
		words = q.telling(lexicon.Generic)
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
			start, _ := lexicon.FirstRunes(t.Latin, stem)
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
