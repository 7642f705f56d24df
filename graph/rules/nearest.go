package rules

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

const (
	comparedLength = 64 // maximum length in bytes of a name that is compared by letters
	mostHints      = 3
	mostNames      = 40 // maximum number of allowed names in a message
)

// nearest returns the names that an unknown name may mean: those that differ in one letter, otherwise those that begin
// or end like it, such as totalCount for count, otherwise those that differ in the fewest letters.
func nearest(wrong string, names []string) []string {
	if len(wrong) > comparedLength {
		return nil
	}
	var found []string
	least := max(1, (len(wrong)+1)/3) // maximum number of different letters
	for _, name := range names {
		if len(name)-len(wrong) > least || len(wrong)-len(name) > least {
			continue
		}
		switch distance := differing(strings.ToLower(wrong), strings.ToLower(name)); {
		case distance < least:
			found, least = []string{name}, distance
		case distance == least:
			found = append(found, name)
		}
	}
	if more := alike(wrong, names); len(more) > 0 && (len(found) == 0 || least > 1) {
		found = more
	}
	return found[:min(len(found), mostHints)]
}

// alike returns the names that begin or end like an unknown name.
func alike(wrong string, names []string) []string {
	var found []string
	for _, name := range names {
		if sharesEnd(wrong, name) || sharesEnd(name, wrong) {
			found = append(found, name)
		}
	}
	return found
}

// differing returns the number of letters in which two names differ. Two swapped neighbours count as one.
func differing(a, b string) int {
	if len(a) == len(b) {
		for i := range len(a) - 1 {
			if a[:i] == b[:i] && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
				return 1
			}
		}
	}
	return levenshtein.ComputeDistance(a, b)
}

// sharesEnd reports whether a name begins or ends with a shorter one, ignoring case.
func sharesEnd(short, name string) bool {
	const telling = 4 // letters
	if len(short) < telling || len(short) >= len(name) {
		return false
	}
	return strings.EqualFold(name[:len(short)], short) || strings.EqualFold(name[len(name)-len(short):], short)
}

// DidYouMean returns a question about the names that an unknown name may mean, such as " Did you mean "graph"?", or ""
// if it resembles none.
func DidYouMean(wrong string, names []string) string { return didYouMean(nearest(wrong, names)) }

// didYouMean returns a question with the hints in quotes, or "" if there are none.
func didYouMean(hints []string) string {
	if len(hints) == 0 {
		return ""
	}
	return " Did you mean " + oneOf(quoted(hints), "or") + "?"
}

func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = `"` + name + `"`
	}
	return all
}

// oneOf joins names with commas, and a word before the last one. Long lists are shortened.
func oneOf(names []string, word string) string {
	if len(names) > mostNames {
		return strings.Join(names[:mostNames], ", ") + " and more"
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// namesOf returns the names of definitions, without those that begin with "__".
func namesOf[T any](definitions []T, name func(T) string) []string {
	var all []string
	for _, d := range definitions {
		if n := name(d); !strings.HasPrefix(n, "__") && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}
