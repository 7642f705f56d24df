package match

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestPlaceOfRow checks the deduction for a place that only the name of the row has: none if the node is there, a large
// one if an investor is elsewhere, and a small one if the location of the node is not known. A firm elsewhere is another.
func TestPlaceOfRow(t *testing.T) {
	for city, want := range map[string]float64{"Beijing": 0, "Shanghai": forVehicle, "": forPlace} {
		p := pair{comparison: comparison{Verdict: search.Verdict{Score: 1}}, investor: true}
		p.node.Node = model.Node{Label: model.VCFund, Properties: model.Properties{model.City: city}}
		p.placeOfRow(lexicon.Location{Sense: senseOf("Beijing"), First: true})
		if p.Score != 1-want {
			t.Errorf("Beijing and %q: score %v, want %v", city, p.Score, 1-want)
		}
	}
	firm := pair{comparison: comparison{Verdict: search.Verdict{Score: 1}}}
	firm.node.Node = model.Node{Label: model.Firm, Properties: model.Properties{model.City: "Shanghai"}}
	firm.placeOfRow(lexicon.Location{Sense: senseOf("Beijing"), First: true})
	if firm.Score != ofTwo {
		t.Errorf("Beijing and a firm in Shanghai: score %v, want %v", firm.Score, ofTwo)
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

// TestWordByWord checks that a typing error in a short word lowers the score more if the name has no other distinctive word,
// and that a word in the name twice is not a word in it once.
func TestWordByWord(t *testing.T) {
	words := func(name string) []lexicon.Word { return lexicon.Parse(name).Words }
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Spotfy", "Spotify", misspelt - 2*forGeneral},
		{"Pinterst", "Pinterest", misspelt},
		{"Spotfy Maple", "Spotify Maple", misspelt},
		{"Ming Li", "Li Ming", sameTelling - forGeneral},
		{"Ming Li", "Ming Li Li", unsure * 12 / 14},
	} {
		if got := wordByWord(words(c.a), words(c.b), false); got != c.want {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestSoundOfNothing checks that a name without a distinctive word does not have the sound of another, and that the sound
// of the distinctive word is not that of the whole name.
func TestSoundOfNothing(t *testing.T) {
	for _, c := range []struct {
		name, latin string
		want        float64
	}{
		{"鹿鸣集团", "Luming", bySoundAlone},
		{"鹿鸣", "Luming", bySoundAlone},
		{"中国集团", "Zhongguo", 0},
		{"鹿鸣", "Group", 0},
	} {
		query, text := lexicon.Parse(c.name), lexicon.Parse(c.latin)
		q := nameQuery{Query: search.Query{Text: query}}
		if _, _, got := q.sameSound(lexicon.PartsOf(query), lexicon.PartsOf(text), text); got.Score != c.want || got.whole {
			t.Errorf("%s and %s: score %v, of the whole name: %t, want %v", c.name, c.latin, got.Score, got.whole, c.want)
		}
	}
}

// TestScoreOfTelling checks that names are compared by their common letters if only one of them has a distinctive word,
// and if a Chinese name has several.
func TestScoreOfTelling(t *testing.T) {
	parts := func(name string, bare bool) lexicon.Parts {
		return lexicon.Parts{Telling: lexicon.Parse(name).Words, Bare: bare, Han: lexicon.HasHan(name)}
	}
	for _, c := range []struct {
		a, b  lexicon.Parts
		least float64
		most  float64
	}{
		{parts("Spotfy", false), parts("Spotify", false), misspelt - 2*forGeneral, misspelt},
		{parts("Spotfy", true), parts("Spotify", false), 0.5, unsure},
		{parts("鹿鸣 Maple", false), parts("Maple 鹿鸣", false), 0.5, unsure},
	} {
		if got := tellingAgreement(c.a, c.b); got < c.least || got > c.most {
			t.Errorf("%s and %s: %v, want it from %v to %v", lexicon.JoinedText(c.a.Telling), lexicon.JoinedText(c.b.Telling), got, c.least, c.most)
		}
	}
}

// TestIdentityOfReadings checks the maximum score of a name that is equal to a part of the node's name, and that the
// name of a person with a typing error needs another value.
func TestIdentityOfReadings(t *testing.T) {
	for _, c := range []struct {
		row, name string
		label     model.Label
		want      float64
	}{
		{"Maple Rockwell", "Maple Rockwell", model.Firm, 1},
		{"Maple Rockwell", "Maple Rockwell (as investor)", model.Firm, misspelt},
		{"Maple Rockwell", "Maple Rockwell (鹿鸣)", model.Firm, sameName},
		{"Spotfy Maple", "Spotify Maple", model.Firm, misspelt},
		{"Spotfy Maple", "Spotify Maple", model.Person, unsure},
	} {
		q := Row{Name: c.row}.query(newReadNames())
		node := search.Candidate{Node: model.Node{Label: c.label, Properties: model.Properties{model.Name: c.name}}}
		if got := q.identity(node, c.name, false); got.Score != c.want {
			t.Errorf("%s and %s (label %v): %+v, want the score %v", c.row, c.name, c.label, got, c.want)
		}
	}
}

// TestKindsOfFund checks that a fund of an investor is another node than the investor, and that a node that is itself a
// fund has none.
func TestKindsOfFund(t *testing.T) {
	for label, want := range map[model.Label]float64{model.OtherInvestor: ofTwo, model.VCFund: 1 - forVehicle} {
		p := pair{a: lexicon.Parts{Fund: []string{"capital", "fund"}}, b: lexicon.Parts{Fund: []string{"capital"}}, names: newReadNames(), investor: true}
		p.Score, p.node.Node.Label = 1, label
		p.compareKindsOfFund()
		if p.Score != want {
			t.Errorf("label %v: score %v, want %v", label, p.Score, want)
		}
	}
}

// TestOtherFirm checks each reason for which trades show that the names belong to two firms.
func TestOtherFirm(t *testing.T) {
	telling := lexicon.Parse("Mapleton Rockwell").Words
	bank, light := []string{"bank"}, []string{"technology"}
	latin := lexicon.Parts{Telling: telling}
	han := lexicon.Parts{Telling: lexicon.Parse("鹿鸣谷").Words, Han: true, Inner: "鹿鸣谷"}
	legal := han
	legal.Legal = true
	other := legal
	other.Inner = "银星河"
	short := legal
	short.Inner = "鹿鸣"
	long := other
	long.Inner = "银星河电子科技"
	group := latin
	group.Roles[lexicon.OfGroup] = true
	for _, c := range []struct {
		about   string
		a, b    lexicon.Parts
		e       extra
		hasSign bool
		want    bool
	}{
		{"a trade less", latin, latin, extra{missing: bank}, false, false},
		{"a trade more", latin, latin, extra{added: bank}, false, false},
		{"legal names", legal, legal, extra{}, false, true},
		{"different trades", latin, latin, extra{added: bank, missing: []string{"trust"}}, false, true},
		{"a trade instead of a common word", latin, latin, extra{added: bank, less: []string{"network"}}, true, true},
		{"a trade more than another legal name", han, long, extra{added: bank}, false, true},
		{"a trade more than a shorter legal name", han, short, extra{added: bank}, false, true},
		{"a distinctive word less", latin, latin, extra{missing: []string{"鹿鸣"}}, false, true},
		{"a group without the trade", group, latin, extra{missing: bank}, false, true},
		{"a trade instead of technology", latin, latin, extra{added: bank, less: light}, false, true},
		{"a trade instead of technology, in the same city", latin, latin, extra{added: bank, less: light}, true, false},
	} {
		p := pair{comparison: comparison{hasSign: c.hasSign}, a: c.a, b: c.b}
		if got := p.isOtherFirm(c.e); got != c.want {
			t.Errorf("%s: %t, want %t", c.about, got, c.want)
		}
	}
}

// TestGeneralWords checks the deduction for generic words of only one name: none if the words are equal, and a large
// one if the rest of the name is a single word.
func TestGeneralWords(t *testing.T) {
	management := []string{"management"}
	for _, c := range []struct {
		telling string
		a, b    []string
		want    float64
	}{
		{"Mapleton Rockwell", management, management, 0},
		{"Mapleton Rockwell", nil, management, forNode},
		{"Mapleton", nil, management, forAnother},
		{"Mapleton Rockwell", management, nil, forAnother},
	} {
		p := pair{a: lexicon.Parts{Telling: lexicon.Parse(c.telling).Words, General: c.a}, b: lexicon.Parts{General: c.b}}
		p.Score = 1
		p.compareGeneral(extra{more: lexicon.Beyond(c.a, c.b), less: lexicon.Beyond(c.b, c.a)})
		if p.Score != 1-c.want {
			t.Errorf("%s %v and %v: score %v, want %v", c.telling, c.a, c.b, p.Score, 1-c.want)
		}
	}
}
