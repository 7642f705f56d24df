package search

import (
	"unicode/utf8"
)

// mistake is how two words differ that are the same but for one typing error.
type mistake uint8

const (
	none     mistake = iota // they are the same, or differ by more
	leftOut                 // the second has a letter that the first has not
	added                   // the first has a letter that the second has not
	doubled                 // one of them has a letter twice that the other has once
	swapped                 // a letter has changed places with its neighbour
	replaced                // a letter stands in the place of another
)

// From longWord letters on a word with one letter for another is still taken for the word; shorter ones, such as
// Fisher and Fisker, are mostly two names.
const (
	longWord  = 8
	shortWord = 5
)

// errorOf tells how a differs from b.
func errorOf(a, b string) mistake {
	x, y := []rune(a), []rune(b)
	start := 0
	for start < len(x) && start < len(y) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < len(x)-start && end < len(y)-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	restX, restY := x[start:len(x)-end], y[start:len(y)-end]
	switch {
	case len(restX) == 0 && len(restY) == 1:
		if isDoubled(y, start) {
			return doubled
		}
		return leftOut
	case len(restX) == 1 && len(restY) == 0:
		if isDoubled(x, start) {
			return doubled
		}
		return added
	case len(restX) == 1 && len(restY) == 1:
		return replaced
	case len(restX) == 2 && len(restY) == 2 && restX[0] == restY[1] && restX[1] == restY[0]:
		return swapped
	}
	return none
}

func isDoubled(runes []rune, at int) bool {
	return at > 0 && runes[at-1] == runes[at] || at+1 < len(runes) && runes[at+1] == runes[at]
}

// isTypingError reports whether a word of Latin letters is the other with a typing error.
func isTypingError(a, b string) bool {
	length := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if length < shortWord || hasDigit(a) || hasDigit(b) {
		return false
	}
	switch errorOf(a, b) {
	case doubled, swapped:
		return true
	case leftOut: // without its first letter it is another word, and so is a short one without its last, as Delia and Delian
		return length > shortWord && a[0] == b[0] && (length > shortWord+1 || a[len(a)-1] == b[len(b)-1])
	case replaced:
		at, _, _ := whereWrong(a, b)
		return length >= longWord && at > 0
	case added, none:
		return false
	default:
		panic("search: no such mistake")
	}
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}
