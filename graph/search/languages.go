package search

import (
	"strings"
	"sync"
)

// translation holds the words that the lexicon has first for a meaning.
type translation struct{ latin, han string }

// translations are the words for what the lexicon has in both languages, by what they mean.
var translations = sync.OnceValue(func() map[string]translation {
	all := map[string]translation{}
	for line := range entries(lexiconLines) {
		head, words, _ := strings.Cut(line, ":")
		_, meaning, _ := strings.Cut(head, " ")
		t := all[meaning]
		for word := range strings.FieldsSeq(words) {
			switch han := hasHan(word); {
			case han && t.han == "":
				t.han = word
			case !han && t.latin == "":
				t.latin = word
			}
		}
		all[meaning] = t
	}
	return all
})

// stem is how many letters a word is looked for by where it has been translated, since it may end otherwise.
const stem = 6

// inOtherLanguage returns what finds a name that says the same in the other language: with words of the lexicon translated,
// and the rest as it sounds. It says nothing where no word is translated.
func (q Query) inOtherLanguage() []string {
	var terms []string
	translated := false
	words := q.telling(func(c class) bool { return c <= place })
	if len(words) == 0 || words[0].class > place || !hasTrade(words) {
		words = q.telling(func(c class) bool { return c < legal })
	}
	if !q.text.han {
		words = spoken(words)
	}
	for _, w := range words {
		t := translations()[lexicon[w.text].meaning]
		switch {
		case w.class == place || w.class == distinctive:
			terms = appendTerms(terms, gramTerm, spacedGrams(w.roman))
		case w.han && t.latin != "":
			start, long := firstRunes(t.latin, stem)
			if !long {
				start = t.latin
			}
			terms = appendTerms(terms, gramTerm, spacedGrams(start))
			translated = true
		case !w.han && t.han != "":
			terms = append(terms, hanTerms([]rune(t.han))...)
			translated = true
		}
	}
	if !translated {
		return nil
	}
	return terms
}

func hasTrade(words []word) bool {
	for _, w := range words {
		if w.class <= trade {
			return true
		}
	}
	return false
}
