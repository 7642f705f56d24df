package model

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the key for searching and sorting a text: NFKC, then full case folding (Unicode 15, Default Caseless
// Matching), then NFKC again, since folding can undo it. Texts with equal keys are equal except for case and width.
// Keys are compared by code point. Both stores use these keys, because their own folding differs.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
}

// FoldAll returns the keys of several texts.
func FoldAll(texts []string) []string {
	keys := make([]string, len(texts))
	for i, text := range texts {
		keys[i] = Fold(text)
	}
	return keys
}

// isFolded reports whether the text is ASCII without capitals, the common case, which folding does not change.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
