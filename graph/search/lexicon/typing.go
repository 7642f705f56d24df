package lexicon

import (
	"strings"
	"unicode/utf8"
)

// Mistake is the kind of the one typing error by which two words differ.
type Mistake uint8

// The kinds of typing errors.
const (
	NoMistake Mistake = iota // the words are equal, or differ by more than one error
	LeftOut                  // the second has a letter that the first lacks
	Added                    // the first has a letter that the second lacks
	Doubled                  // one of them has a letter twice where the other has it once
	swapped                  // two adjacent letters are exchanged
	Replaced                 // one letter is replaced by another
)

// A word of at least LongWord letters is still the same word if one letter is replaced. Shorter words with that
// difference, such as Fisher and Fisker, are mostly different names. Words with fewer than ShortWord letters must be
// equal.
const (
	LongWord  = 8
	ShortWord = 5
)

// ErrorOf returns the typing error between a and b.
func ErrorOf(a, b string) Mistake {
	x, y := []rune(a), []rune(b)
	start := SharedStart(x, y)
	end := SharedEnd(x[start:], y[start:])
	restX, restY := x[start:len(x)-end], y[start:len(y)-end]
	switch {
	case len(restX) == 0 && len(restY) == 1:
		if isDoubled(y, start) {
			return Doubled
		}
		return LeftOut
	case len(restX) == 1 && len(restY) == 0:
		if isDoubled(x, start) {
			return Doubled
		}
		return Added
	case len(restX) == 1 && len(restY) == 1:
		return Replaced
	case len(restX) == 2 && len(restY) == 2 && restX[0] == restY[1] && restX[1] == restY[0]:
		return swapped
	}
	return NoMistake
}

func isDoubled(runes []rune, at int) bool {
	return at > 0 && runes[at-1] == runes[at] || at+1 < len(runes) && runes[at+1] == runes[at]
}

// IsTypingError reports whether a Latin word is another one with a typing error.
func IsTypingError(a, b string) bool {
	length := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if length < ShortWord || hasDigit(a) || hasDigit(b) {
		return false
	}
	switch ErrorOf(a, b) {
	case Doubled, swapped:
		return true
	case LeftOut: // a word without its first letter is another word, and so is a short one without its last, as Delia and Delian
		return length > ShortWord && a[0] == b[0] && (length > ShortWord+1 || a[len(a)-1] == b[len(b)-1])
	case Replaced:
		at, _, _ := WhereWrong(a, b)
		return length >= LongWord && at > 0
	case Added, NoMistake:
		return false
	default:
		panic("lexicon: no such mistake")
	}
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// SharedStart returns the length of the common prefix of two lists.
func SharedStart[T comparable](xs, ys []T) int {
	n := 0
	for n < len(xs) && n < len(ys) && xs[n] == ys[n] {
		n++
	}
	return n
}

// SharedEnd returns the length of the common suffix of two lists.
func SharedEnd[T comparable](xs, ys []T) int {
	n := 0
	for n < len(xs) && n < len(ys) && xs[len(xs)-1-n] == ys[len(ys)-1-n] {
		n++
	}
	return n
}

// WhereWrong returns the index of the error in the second text, and the characters that differ, 0 for none.
func WhereWrong(a, b string) (at int, wrong, right rune) {
	x, y := []rune(a), []rune(b)
	at = SharedStart(x, y)
	switch {
	case len(x) > len(y):
		return min(at, len(y)-1), x[at], 0
	case len(x) < len(y):
		return at, 0, y[at]
	}
	return at, x[at], y[at]
}
