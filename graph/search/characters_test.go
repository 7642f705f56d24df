package search

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestPieces checks the penalty of each position in a word.
func TestPieces(t *testing.T) {
	for _, c := range []struct {
		c    character
		want float64
	}{
		{character{at: 0}, atStart},
		{character{at: 0, ends: true}, atStart},
		{character{at: 2}, midway},
		{character{at: 3, ends: true}, atEnd},
		{character{at: 1}, within},
	} {
		if got := c.c.piece(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.c, got, c.want)
		}
	}
}

// TestAlign checks the penalty of a text in a name: none for its first character if the name begins with it, and one for
// each further piece.
func TestAlign(t *testing.T) {
	words := []lexicon.Word{{Text: "鹿鸣谷", Runes: 3}, {Text: "电子", Runes: 2}}
	for _, c := range []struct {
		text    string
		penalty float64
		pieces  int
	}{
		{"鹿鸣", 0, 1},
		{"鹿电", atStart, 2},
		{"电子", behind + atStart, 1},
		{"鸣子", behind + within + atEnd, 2},
	} {
		penalty, pieces, _ := align([]rune(c.text), charactersOf(words), len(words))
		if penalty < c.penalty-1e-9 || penalty > c.penalty+1e-9 || pieces != c.pieces {
			t.Errorf("%s: penalty %v in %d pieces, want %v in %d", c.text, penalty, pieces, c.penalty, c.pieces)
		}
	}
}
