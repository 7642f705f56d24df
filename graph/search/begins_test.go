package search_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

// TestBeginningsComeFirst checks that a name that begins with the text precedes one that only resembles it. Sources
// are only compared with sources.
func TestBeginningsComeFirst(t *testing.T) {
	nodes := grownNames(t)
	s := holding(t, nodes)
	for i := 0; i < len(nodes); i += 60 {
		for _, property := range []model.Property{model.Name, model.NameZh} {
			name, _ := nodes[i].Properties[property].(string)
			runes := []rune(name)
			for _, length := range []int{3, 5, 9, 16} {
				if length >= len(runes) {
					break
				}
				for _, prefix := range []bool{true, false} {
					text := string(runes[:length])
					hits, err := search.NewQuery(text, prefix).Find(search.Kinds&^model.Source.Set(), 10, indexOf(t.Context(), s))
					if err != nil {
						t.Fatal(err)
					}
					checkBeginnings(t, text, prefix, hits)
				}
			}
		}
	}
}

// TestFewBeginningsAreFound checks that if few names begin with a text, all of them are found, however many others
// contain it.
func TestFewBeginningsAreFound(t *testing.T) {
	const shown, few = 10, 8
	nodes := grownNames(t)
	s := holding(t, nodes)
	of := map[string][]string{} // by beginning: the ids of the nodes with such a name
	for _, n := range nodes {
		if n.Label == model.Source {
			continue
		}
		for _, name := range search.Names(n) {
			letters := []rune(lettersOf(name.Text))
			for length := 3; length <= min(5, len(letters)); length++ {
				if text := string(letters[:length]); !slices.Contains(of[text], n.ID()) {
					of[text] = append(of[text], n.ID())
				}
			}
		}
	}
	for i, text := range slices.Sorted(maps.Keys(of)) {
		if i%10 != 0 || len(of[text]) > few {
			continue
		}
		for _, prefix := range []bool{true, false} {
			hits, err := search.NewQuery(text, prefix).Find(search.Kinds&^model.Source.Set(), shown, indexOf(t.Context(), s))
			if err != nil {
				t.Fatal(err)
			}
			others := slices.ContainsFunc(hits, func(h search.Hit) bool { return !begins(h, text) && h.How != search.Exact && h.Score < search.Enough })
			for _, id := range of[text] {
				if others && !slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Node.ID() == id }) {
					t.Errorf("%q, prefix %v: %s begins with it and is not found; %s is", text, prefix, id, describe(hits))
				}
			}
		}
	}
}

func checkBeginnings(t *testing.T, text string, prefix bool, hits []search.Hit) {
	t.Helper()
	for i := 1; i < len(hits); i++ {
		before := hits[i-1]
		only := before.How == search.Similar || before.How == search.Pinyin
		if only && before.Score < search.Enough && begins(hits[i], text) && !begins(before, text) {
			t.Errorf("%q, prefix %v: %q (%s %v) comes before %q, which begins with it",
				text, prefix, before.Name.Text, before.How, before.Score, hits[i].Name.Text)
		}
	}
}

// begins reports whether a name of the node begins with the text, ignoring case and separators.
func begins(h search.Hit, text string) bool {
	for _, name := range search.Names(h.Node) {
		if strings.HasPrefix(lettersOf(name.Text), lettersOf(text)) {
			return true
		}
	}
	return false
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
