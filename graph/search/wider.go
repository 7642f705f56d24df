package search

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Wholly returns the alternatives for names that have all of the text, for the exact name, and for other readings of
// the text.
func (q Query) Wholly(others []Query) [][]string {
	all := q.Closely()
	if !q.Text.Han {
		all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(q.Text.Joined)))
	}
	for _, other := range others {
		for _, terms := range other.Closely() {
			all = alternative(all, terms)
		}
	}
	return all
}

// Wider returns the lookups for a row that Wholly does not settle. If a name was found, it does not look for names in
// the other language.
func (q Query) Wider(near Lookup, isFound bool) []Lookup {
	part, wrong, other, short := near, near, near, near
	part.AnyOf, wrong.AnyOf, other.AnyOf, short.AnyOf = q.tellingly(), q.misspelt(), q.allButOne(), q.shortFor()
	if !q.Text.Han && !isFound {
		other.AnyOf = alternative(other.AnyOf, q.inOtherLanguage())
	}
	part.Size, wrong.Size, short.Size = q.tellingSize(), q.tellingSize(), shortFor*q.Text.Runes
	return slices.DeleteFunc([]Lookup{part, wrong, other, short}, func(w Lookup) bool { return len(w.AnyOf) == 0 })
}

// A short Chinese text with at most mostInShort characters can abbreviate a name with about shortFor times as many.
const mostInShort, shortFor = 5, 3

// shortFor returns the alternatives for the names that a short Chinese text can abbreviate.
func (q Query) shortFor() [][]string {
	if terms := q.scattered(); len(terms) > 0 && len(q.run) <= mostInShort {
		return [][]string{terms}
	}
	return nil
}

// tellingly returns the alternatives for names that have the distinctive part of the text, or that begin like it.
func (q Query) tellingly() [][]string {
	var all [][]string
	run := q.spokenRun()
	general := !lexicon.HasDistinctive(q.Text.Words)
	if general && len(run) > 5 {
		all = alternative(all, hanTerms(run[:len(run)-2])) // such names often end with an additional word
	}
	for _, w := range q.tellingMost() {
		switch {
		case general && len(run) > 5:
		case !w.Han:
			all = alternative(all, appendTerms(nil, gramTerm, spacedGrams(w.Text)))
			if third := w.Runes / 3; w.Runes-third > gram {
				runes := []rune(w.Text)
				all = alternative(all, appendTerms(nil, gramTerm, gramsOf(string(runes[:w.Runes-third]))))
				all = alternative(all, appendTerms(nil, gramTerm, gramsOf(string(runes[third:]))))
			}
		case w.Runes > 1:
			all = alternative(all, hanTerms([]rune(w.Text)))
			all = alternative(all, hanTerms([]rune(w.Text)[:min(w.Runes, 3)]))
			all = alternative(all, hanTerms([]rune(w.Text)[:2]))
		}
	}
	return all[:min(len(all), mostAlternatives)]
}

// allButOne returns the alternatives for Latin names that have all words of the text but one, which begins alike.
func (q Query) allButOne() [][]string {
	words := q.telling(lexicon.Generic)
	var all [][]string
	if q.Text.Han || len(words) < 2 || len(words) > mostWords {
		return nil
	}
	start, _ := lexicon.FirstRunes(lexicon.JoinedText(words), gram-1)
	for i, w := range words {
		terms := []string{termOf(startTerm, start)}
		if i > 0 {
			first, _ := lexicon.FirstRunes(w.Text, 1)
			terms = []string{termOf(wordTerm, first)}
		}
		for j, other := range words {
			switch {
			case i == j:
			case other.Runes >= gram:
				terms = appendTerms(terms, gramTerm, spacedGrams(other.Text))
			case j == 0:
				terms = append(terms, termOf(startTerm, start))
			}
		}
		all = alternative(all, terms)
		if i == 0 && w.Runes > lexicon.ShortWord && w.Runes < lexicon.LongWord { // the error can be in the second letter
			begin, _ := lexicon.FirstRunes(w.Text, 1)
			end := []rune(w.Text)[w.Runes-gram:]
			all = alternative(all, append([]string{termOf(startTerm, begin), termOf(gramTerm, string(end))}, terms[1:]...))
		}
	}
	return all
}

// tellingSize returns the number of characters of the distinctive words and trades, the size of a name without other
// words.
func (q Query) tellingSize() int {
	size := 0
	for _, w := range q.Text.Words {
		if w.Class < lexicon.Generic {
			size += w.Runes
		}
	}
	return size
}

const (
	// mostMistaken is the maximum number of characters of a Chinese name that are looked up with a typing error.
	mostMistaken = 12
	// fewestMistaken is the minimum number of these characters.
	fewestMistaken = 3
	// mostWords is the maximum number of words of a text of which one may be wrong.
	mostWords = 8
)

// misspelt returns the alternatives for names that differ from the text by one typing error. Wherever the error is,
// the characters before it and after it match.
func (q Query) misspelt() [][]string {
	var all [][]string
	if q.Text.Han {
		for _, w := range q.tellingMost() {
			if w.Han && w.Runes > 1 {
				all = alternative(all, appendTerms(nil, gramTerm, gramsOf(w.Roman)))
			}
		}
		run := q.spokenRun()
		all = q.mistakenRun(all, run)
		for _, w := range q.tellingMost() {
			if w.Han && w.Runes > fewestMistaken && w.Runes < len(run) {
				all = q.mistakenRun(all, []rune(w.Text))
			}
		}
		return all[:min(len(all), mostAlternatives)]
	}
	for _, w := range q.tellingMost() {
		if !w.Han && w.Runes >= lexicon.ShortWord-1 {
			all = mistakenWord(all, w.Text)
		}
	}
	return all[:min(len(all), mostAlternatives)]
}

// spokenRun returns the Chinese characters of a text without its legal form.
func (q Query) spokenRun() []rune {
	var run []rune
	for _, together := range hanRuns(q.Text.Words, false) {
		if len(run) > 0 {
			run = append(run, apart)
		}
		run = append(run, together...)
	}
	return run
}

// mistakenRun adds alternatives for names with the Chinese characters in another order, and for names that lack one
// or two of them. If the omitted characters are the only distinctive ones, a place and a trade remain, which many
// names have. Then one of the omitted characters must be present.
func (q Query) mistakenRun(all [][]string, run []rune) [][]string {
	run = run[:min(len(run), mostMistaken)]
	if len(run) < fewestMistaken {
		return all
	}
	all = alternative(all, singly(run))
	open := 1
	if len(run) > 6 {
		open = 2
	}
	for i := 0; i < len(run); i += open {
		end := min(i+open, len(run))
		terms := slices.Concat(hanTerms(run[:i]), hanTerms(run[end:]))
		if q.tells(run[:i]) || q.tells(run[end:]) {
			all = alternative(all, terms)
			continue
		}
		for _, term := range singly(run[i:end]) {
			all = alternative(all, append([]string{term}, terms...))
		}
	}
	return all
}

// tells reports whether one of the characters is in a distinctive word of the text.
func (q Query) tells(runes []rune) bool {
	return slices.ContainsFunc(q.tellingMost(), func(w lexicon.Word) bool { return w.Han && strings.ContainsAny(w.Text, string(runes)) })
}

func singly(run []rune) []string {
	var terms []string
	for _, r := range run {
		if term := termOf(charTerm, string(r)); r != apart && !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	return terms
}

// mistakenWord adds alternatives for names with one half of a Latin word, or with its beginning and its end.
func mistakenWord(all [][]string, w string) [][]string {
	runes := []rune(w)
	first := termOf(wordTerm, string(runes[:1]))
	middle := len(runes) / 2
	if start, _ := lexicon.FirstRunes(w, gram-1); middle < gram {
		all = alternative(all, []string{first, termOf(startTerm, start)})
	}
	for _, half := range []string{string(runes[:middle]), string(runes[middle:])} {
		if grams := gramsOf(half); len(grams) > 0 {
			all = alternative(all, appendTerms([]string{first}, gramTerm, grams))
		}
	}
	if len(runes) >= lexicon.LongWord {
		ends := []string{string(runes[:gram]), string(runes[len(runes)-gram:])}
		return alternative(all, appendTerms(nil, gramTerm, ends))
	}
	for i := range min(gram, len(runes)-1) { // too short for the remaining grams if letters near the beginning are exchanged
		other := slices.Clone(runes)
		other[i], other[i+1] = runes[i+1], runes[i]
		all = alternative(all, appendTerms(nil, gramTerm, gramsOf(string(other))))
	}
	return all
}
