package lexicon

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed looking_alike.txt
var alikeLines string

//go:embed lending.txt
var lendingLines string

// lookingAlike are groups of characters that are mistaken for each other because they look alike.
var lookingAlike = words(alikeLines)

// LooksAlike reports whether two characters look alike.
func LooksAlike(a, b rune) bool {
	return slices.ContainsFunc(lookingAlike, func(pair string) bool {
		return strings.ContainsRune(pair, a) && strings.ContainsRune(pair, b)
	})
}

// lending are the beginnings of many names, such as that of a parent, and words that are not in the lexicon because
// they can be part of a distinctive word. They do not distinguish a name from others.
var lending = words(lendingLines)

// OwnPart returns the bounds of a distinctive word without these beginnings and endings, in characters.
func OwnPart(w string) (from, to int) {
	rest := w
	for _, begin := range lending {
		if cut, has := strings.CutPrefix(rest, begin); has {
			from, rest = utf8.RuneCountInString(begin), cut
			break
		}
	}
	for _, end := range lending {
		if cut, has := strings.CutSuffix(rest, end); has {
			rest = cut
			break
		}
	}
	return from, from + utf8.RuneCountInString(rest)
}

// OwnRunes returns the number of characters in the own part of a distinctive word.
func OwnRunes(w string) int {
	from, to := OwnPart(w)
	return to - from
}
