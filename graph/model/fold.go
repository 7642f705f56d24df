package model

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the key by which a text is searched and sorted: NFKC, then full case folding (Unicode 15, Default
// Caseless Matching), then NFKC again, since folding can undo it. Equal keys mean equal without regard to case and
// width; keys compare by code point. Both stores get their keys from here, because their own folding differs.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
}

// isFolded reports, for the common case of plain ASCII without capitals, that folding changes nothing.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
