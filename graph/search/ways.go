package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ways returns in how many ways a name stands for itself: the whole, and where its brackets hold another name and no place or
// number, what is in them and the rest.
func ways(name string) []string {
	all := variants(cut(name))
	if len(all) == 1 {
		return all
	}
	outside := all[1]
	inside := strings.Trim(name[len(sharedPrefix(name, outside)):], "()（） ")
	if end := strings.IndexAny(inside, ")）"); end >= 0 {
		inside = inside[:end]
	}
	words := spoken(parse(inside).words)
	if !slices.ContainsFunc(words, func(w word) bool { return w.class == distinctive }) {
		return all[:1]
	}
	if whole := spoken(parse(name).words); hasPlaceInBrackets(whole) {
		return all[:1]
	}
	if slices.ContainsFunc(words, func(w word) bool { return w.class == place || isNumber(w.text) }) && !hasHan(inside) {
		all = all[:1]
	}
	if !hasHan(inside) && !strings.HasPrefix(inside, "as ") &&
		(len(words) > 1 || isAcronym(inside) || isAcronym(strings.TrimSpace(outside))) {
		all = append(all, inside)
	}
	return all
}

// nicknamed returns what a nickname with the number of a phase stands for.
func nicknamed(p phased) []string {
	if len(p.numbers) != 1 || p.numbers[0] > len(numeralsZh)/len("一") {
		return nil
	}
	var all []string
	for _, other := range nicknames[behindPlace(p.text).joined] {
		at := (p.numbers[0] - 1) * len("一")
		all = append(all, other.text+numeralsZh[at:at+len("一")]+"期")
	}
	return all
}

// nodeWays returns in how many ways the name of a node stands for itself. A name in its brackets that is no abbreviation is
// mostly of another, such as a parent.
func nodeWays(name string) []string {
	all := ways(name)
	return slices.DeleteFunc(all, func(s string) bool {
		return s != all[0] && !hasHan(s) && !isAcronym(s) && !strings.HasPrefix(name, s)
	})
}

// isAcronym reports whether a name is made of a few capital letters.
func isAcronym(s string) bool {
	return len(s) >= fewestInitials && len(s) <= mostInitials && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func sharedPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// saysMore reports whether the brackets of a name hold more than a name in Chinese.
func saysMore(name string) bool {
	inside := name[max(0, strings.IndexAny(name, "(（")):]
	return !hasHan(inside)
}

// inTwoLanguages returns what a name says in Latin letters and in Chinese where it says something in both, one behind the other
// with a space or brackets between: "Moore Threads 摩尔线程".
func inTwoLanguages(name string) []string {
	if !hasHan(name) || !strings.ContainsFunc(name, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }) {
		return nil
	}
	fields := strings.FieldsFunc(cut(name), func(r rune) bool { return strings.ContainsRune(" \t()（）/|", r) })
	changes, at := 0, 0
	for i := 1; i < len(fields); i++ {
		if hasHan(fields[i]) != hasHan(fields[i-1]) {
			changes, at = changes+1, i
		}
	}
	if changes != 1 {
		return nil
	}
	halves := []string{strings.Join(fields[:at], " "), strings.Join(fields[at:], " ")}
	for _, half := range halves {
		if !isName(parse(half)) {
			return nil
		}
	}
	return halves
}

// isName reports whether words can be a name of their own: one is distinctive, or several say something.
func isName(t text) bool {
	says := 0
	for _, w := range t.words {
		switch {
		case w.class == distinctive && w.runes > 1:
			return true
		case w.class != legal || lexicon[w.text].role != noRole:
			says++
		}
	}
	return says > 1
}
