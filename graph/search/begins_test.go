package search_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

// TestBeginningsComeFirst: a name that begins with the text comes before one that only resembles it, and a source is
// compared with sources.
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
					hits, err := search.NewQuery(text, prefix).Find(search.Kinds&^model.Source.Set(), 10, askOf(t.Context(), s))
					if err != nil {
						t.Fatal(err)
					}
					checkBeginnings(t, text, prefix, hits)
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

// begins reports whether one of a node's names begins with the text, but for case and what is between words.
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
