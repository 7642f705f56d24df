package search

import (
	"slices"
	"testing"
)

// TestTelling checks that a name of many common words is looked up by all of them, and not by its trade alone.
func TestTelling(t *testing.T) {
	for text, want := range map[string]int{"中国国际电子科技": 1, "鹿鸣谷国际电子科技": 2} {
		if got := NewQuery(text, false).tellingly(); len(got) != want {
			t.Errorf("%s: alternatives %v, want %d", text, got, want)
		}
	}
}

// TestAllButOneWord checks that a first word that is too short for a gram is looked up by its beginning.
func TestAllButOneWord(t *testing.T) {
	for text, want := range map[string][]string{
		"Lu Maple":     {termOf(wordTerm, "m"), termOf(startTerm, "lu")},
		"Luming Maple": {termOf(wordTerm, "m"), termOf(gramTerm, "lum"), termOf(gramTerm, "ing")},
	} {
		if all := NewQuery(text, false).allButOne(); len(all) == 0 || !slices.Equal(all[len(all)-1], want) {
			t.Errorf("%s: alternatives %v, want %v last", text, all, want)
		}
	}
}
