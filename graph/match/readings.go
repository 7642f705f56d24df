package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// readings returns the readings of a name: the whole name and, if its brackets contain another name and not a place
// or a number, their content and the rest.
func readings(name string) []string {
	all := lexicon.Variants(lexicon.Cut(name))
	if len(all) == 1 {
		return all
	}
	outside := all[1]
	inside := strings.Trim(name[lexicon.SharedStart([]byte(name), []byte(outside)):], "()（） ")
	if end := strings.IndexAny(inside, ")）"); end >= 0 {
		inside = inside[:end]
	}
	words := lexicon.Spoken(lexicon.Parse(inside).Words)
	if !lexicon.HasDistinctive(words) || lexicon.HasPlaceInBrackets(lexicon.Spoken(lexicon.Parse(name).Words)) {
		return all[:1]
	}
	if slices.ContainsFunc(words, func(w lexicon.Word) bool { return w.Class == lexicon.Place || lexicon.IsNumber(w.Text) }) && !lexicon.HasHan(inside) {
		all = all[:1]
	}
	if !lexicon.HasHan(inside) && !strings.HasPrefix(inside, "as ") &&
		(len(words) > 1 || isAcronym(inside) || isAcronym(strings.TrimSpace(outside))) {
		all = append(all, inside)
	}
	return all
}

// nodeReadings returns the readings of the name of a node. A name in brackets that is not an abbreviation mostly
// belongs to another node, such as a parent.
func nodeReadings(name string) []string {
	all := readings(name)
	return slices.DeleteFunc(all, func(s string) bool {
		return s != all[0] && !lexicon.HasHan(s) && !isAcronym(s) && !strings.HasPrefix(name, s)
	})
}

// isAcronym reports whether a name consists of a few capital letters.
func isAcronym(s string) bool {
	return len(s) >= search.FewestInitials && len(s) <= search.MostInitials && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// saysMore reports whether the brackets of a name contain no Chinese.
func saysMore(name string) bool {
	inside := name[max(0, strings.IndexAny(name, "(（")):]
	return !lexicon.HasHan(inside)
}

// inTwoLanguages returns the Latin and the Chinese half of a name that has one after the other, separated by a space
// or brackets: "Moore Threads 摩尔线程". Otherwise it returns nil.
func inTwoLanguages(name string) []string {
	if !lexicon.HasHan(name) || !strings.ContainsFunc(name, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }) {
		return nil
	}
	fields := strings.FieldsFunc(lexicon.Cut(name), func(r rune) bool { return strings.ContainsRune(" \t()（）/|", r) })
	changes, at := 0, 0
	for i := 1; i < len(fields); i++ {
		if lexicon.HasHan(fields[i]) != lexicon.HasHan(fields[i-1]) {
			changes, at = changes+1, i
		}
	}
	if changes != 1 {
		return nil
	}
	halves := []string{strings.Join(fields[:at], " "), strings.Join(fields[at:], " ")}
	for _, half := range halves {
		if !isName(lexicon.Parse(half)) {
			return nil
		}
	}
	return halves
}

// isName reports whether words can be a name: one is distinctive, or several are more than a legal form.
func isName(t lexicon.Text) bool {
	says := 0
	for _, w := range t.Words {
		switch {
		case w.Class == lexicon.Distinctive && w.Runes > 1:
			return true
		case w.Class != lexicon.Legal || lexicon.Senses[w.Text].Role != lexicon.NoRole:
			says++
		}
	}
	return says > 1
}
