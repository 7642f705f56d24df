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

// lookingAlike are characters that are written for one another, since they look alike.
var lookingAlike = words(alikeLines)

// LooksAlike reports whether a character is written for another that looks alike.
func LooksAlike(a, b rune) bool {
	return slices.ContainsFunc(lookingAlike, func(pair string) bool {
		return strings.ContainsRune(pair, a) && strings.ContainsRune(pair, b)
	})
}

// lending are beginnings of many names, such as those of a parent, and words that the lexicon does not have since they can be
// a part of a name. They lend nothing to what tells a name from others.
var lending = words(lendingLines)

// OwnPart returns where the characters of a telling word begin and end that are its own.
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

// OwnRunes returns how many characters of a telling word are its own.
func OwnRunes(w string) int {
	from, to := OwnPart(w)
	return to - from
}
