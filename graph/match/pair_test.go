package match

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestPlaceOfRow checks the deduction for a place that only the name of the row has: none if the node is there, a large
// one if an investor is elsewhere, and a small one if the location of the node is not known.
func TestPlaceOfRow(t *testing.T) {
	for city, want := range map[string]float64{"Beijing": 0, "Shanghai": forVehicle, "": forPlace} {
		p := pair{comparison: comparison{Verdict: search.Verdict{Score: 1}}, investor: true}
		p.node.Node = model.Node{Label: model.VCFund, Properties: model.Properties{model.City: city}}
		p.placeOfRow(lexicon.Location{Sense: senseOf("Beijing"), First: true})
		if p.Score != 1-want {
			t.Errorf("Beijing and %q: score %v, want %v", city, p.Score, 1-want)
		}
	}
}

// TestErrorInName checks that a character that looks like the right one is a typing error of a legal name with a place,
// unless it is the first one of the distinctive word or only one other character distinguishes the name.
func TestErrorInName(t *testing.T) {
	a := lexicon.Parts{Legal: true, Places: []lexicon.Location{{Sense: senseOf("Beijing")}}}
	for _, c := range []struct {
		word   string
		within int
		want   bool
	}{
		{"啄木鸟", 2, true},
		{"啄木鸟", 0, false},
		{"啄木", 1, false},
	} {
		s := slip{Mistake: lexicon.Replaced, word: lexicon.Word{Text: c.word, Runes: len([]rune(c.word))}, within: c.within, looks: true}
		if got := s.isInName(a, lexicon.Parts{Whole: c.word + "医疗器械"}); got != c.want {
			t.Errorf("an error at %d of %s: %t, want %t", c.within, c.word, got, c.want)
		}
	}
}

// TestWordByWord checks that a typing error in a short word lowers the score more if the name has no other distinctive word.
func TestWordByWord(t *testing.T) {
	words := func(name string) []lexicon.Word { return lexicon.Parse(name).Words }
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Spotfy", "Spotify", misspelt - 2*forGeneral},
		{"Pinterst", "Pinterest", misspelt},
		{"Spotfy Maple", "Spotify Maple", misspelt},
	} {
		if got := wordByWord(words(c.a), words(c.b), false); got != c.want {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestSoundOfNothing checks that a name without a distinctive word does not have the sound of another.
func TestSoundOfNothing(t *testing.T) {
	for _, c := range []struct {
		name, latin string
		want        float64
	}{
		{"鹿鸣集团", "Luming", bySoundAlone},
		{"中国集团", "Zhongguo", 0},
		{"鹿鸣", "Group", 0},
	} {
		query, text := lexicon.Parse(c.name), lexicon.Parse(c.latin)
		q := nameQuery{Query: search.Query{Text: query}}
		if _, _, got := q.sameSound(lexicon.PartsOf(query), lexicon.PartsOf(text), text); got.Score != c.want {
			t.Errorf("%s and %s: score %v, want %v", c.name, c.latin, got.Score, c.want)
		}
	}
}
