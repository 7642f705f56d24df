package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestTownInBrackets checks that a Chinese word in brackets within a name is a place, even if it is not in the lexicon,
// and that one at the end of a name is not.
func TestTownInBrackets(t *testing.T) {
	for _, c := range []struct{ name, place string }{
		{"鹿鸣（昆墟）科技有限公司", "昆墟"},
		{"鹿鸣科技（昆墟）", ""},
		{"鹿鸣昆墟科技有限公司", ""},
	} {
		got := ""
		for _, place := range lexicon.PartsOf(lexicon.Parse(c.name)).Places {
			got += place.Meaning
		}
		if got != c.place {
			t.Errorf("%s has the place %q, want %q", c.name, got, c.place)
		}
	}
}

// TestPartsOfName checks the numbers and the generic words of a name, and that a word for a trade belongs to the distinctive
// part only if no word for an investor separates them.
func TestPartsOfName(t *testing.T) {
	for _, c := range []struct {
		name                              string
		telling, trades, general, numbers []string
	}{
		{name: "Maple Fund II", telling: []string{"maple"}, numbers: []string{"2"}},
		{name: "Maple 4", telling: []string{"maple"}, numbers: []string{"4"}},
		{name: "II Maple", telling: []string{"ii", "maple"}},
		{name: "Pony.io", telling: []string{"pony"}, general: []string{"domain"}},
		{name: "Electronics Maple", telling: []string{"electronics", "maple"}},
		{name: "Electronics Capital Maple", telling: []string{"maple"}, trades: []string{"electronics"}},
	} {
		p := lexicon.PartsOf(lexicon.Parse(c.name))
		var telling []string
		for _, w := range p.Telling {
			telling = append(telling, w.Text)
		}
		got := [][]string{telling, p.Trades, p.General, p.Numbers}
		for i, list := range [][]string{c.telling, c.trades, c.general, c.numbers} {
			if !slices.Equal(got[i], list) {
				t.Errorf("%s: list %d is %v, want %v", c.name, i, got[i], list)
			}
		}
	}
}

// TestParseMarks checks which words are in brackets, and that a plus sign is a word.
func TestParseMarks(t *testing.T) {
	for _, c := range []struct {
		text, words string
		notes       []bool
	}{
		{"Maple (Rock) Fund", "maple rock fund", []bool{false, true, false}},
		{"Maple [Rock] Fund", "maple rock fund", []bool{false, true, false}},
		{"Geek+", "geek plus", []bool{false, false}},
	} {
		var words []string
		var notes []bool
		for _, w := range lexicon.Parse(c.text).Words {
			words, notes = append(words, w.Text), append(notes, w.Note)
		}
		if got := strings.Join(words, " "); got != c.words || !slices.Equal(notes, c.notes) {
			t.Errorf("%s has the words %q, in brackets: %v, want %q and %v", c.text, got, notes, c.words, c.notes)
		}
	}
}

// TestTranslations checks that a meaning has its first Latin and its first Chinese word.
func TestTranslations(t *testing.T) {
	for meaning, want := range map[string]lexicon.Translation{
		"electronics": {Latin: "electronics", Han: "电子"},
		"venture":     {Latin: "venture", Han: "创投"},
		"domain":      {Latin: "com"},
	} {
		if got := lexicon.Translations()[meaning]; got != want {
			t.Errorf("%s is translated as %+v, want %+v", meaning, got, want)
		}
	}
}
