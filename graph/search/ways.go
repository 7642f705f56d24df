package search

import (
	"slices"
	"strings"
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
	if slices.ContainsFunc(words, func(w word) bool { return w.class == place || isNumber(w.text) }) && !hasHan(inside) {
		all = all[:1]
	}
	if !hasHan(inside) && !strings.HasPrefix(inside, "as ") &&
		(len(words) > 1 || isAcronym(inside) || isAcronym(strings.TrimSpace(outside))) {
		all = append(all, inside)
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
