package lexicon

import (
	"strings"
	"sync"
)

// Translation has the first Latin and the first Chinese word of the lexicon for a meaning.
type Translation struct{ Latin, Han string }

// Translations are the translations by meaning.
var Translations = sync.OnceValue(func() map[string]Translation {
	all := map[string]Translation{}
	for line := range entries(lexiconLines) {
		head, words, _ := strings.Cut(line, ":")
		_, meaning, _ := strings.Cut(head, " ")
		t := all[meaning]
		for word := range strings.FieldsSeq(words) {
			switch han := HasHan(word); {
			case han && t.Han == "":
				t.Han = word
			case !han && t.Latin == "":
				t.Latin = word
			}
		}
		all[meaning] = t
	}
	return all
})
