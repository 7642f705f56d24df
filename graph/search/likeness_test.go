package search

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestLikeness compares two words: what sounds alike is nearly as good as the word, and what shares too little is nothing.
func TestLikeness(t *testing.T) {
	han := func(text, roman string) lexicon.Word {
		return lexicon.Word{Text: text, Roman: roman, Runes: len([]rune(text)), Han: true}
	}
	latin := func(text string) lexicon.Word {
		return lexicon.Word{Text: text, Roman: text, Runes: len(text)}
	}
	for _, c := range []struct {
		a, b lexicon.Word
		open bool
		want float64
	}{
		{han("慧客", "huike"), han("慧客", "huike"), false, 1},
		{han("慧客", "huike"), latin("huike"), false, 0.95},
		{han("慧客", "huike"), latin("huikes"), false, 0},
		{latin("robo"), latin("robotics"), true, 0.85 + 0.15*0.5},
		{han("智能", "zhineng"), han("智能制造", "zhinengzhizao"), false, 0.45},
		{han("慧客", "huike"), han("汇客", "huike"), false, 0.85},
		{han("慧客", "huike"), han("慧科", "huika"), false, 0},
		{han("慧客", "huike"), han("慧大客", "huidake"), false, 0},
		{latin("abc"), latin("abd"), false, 0},
		{latin("abcde"), latin("abcdefghij"), false, 0},
		{latin("robot"), latin("robat"), false, 0.64},
		{latin("robot"), latin("xxxot"), false, 0},
	} {
		if got := likeness(c.a, c.b, c.open); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%s and %s, open %t: %v, want %v", c.a.Text, c.b.Text, c.open, got, c.want)
		}
	}
}

// TestNothingIsReadAsNothing holds that two names that are not read at all do not sound alike.
func TestNothingIsReadAsNothing(t *testing.T) {
	for _, c := range [][2]string{{"", ""}, {"", "huike"}, {"huike", ""}} {
		if v := readAs(c[0], c[1]); v != (Verdict{}) {
			t.Errorf("%q and %q: %+v, want none", c[0], c[1], v)
		}
	}
	if v := readAs("huike", "huike"); v.How != Pinyin || v.Score != sameSound {
		t.Errorf("the same sound: %+v", v)
	}
}

// TestWordsInOtherOrder checks that words in another order score by their share of the name.
func TestWordsInOtherOrder(t *testing.T) {
	name := lexicon.Parse("Unitree Robotics Technology Holdings")
	for _, text := range []string{"robotics unitree", "technology unitree"} {
		v := Query{}.byWords(lexicon.Parse(text), name)
		if v.Score < leastInside || v.Score > mostInside || v.How != Similar {
			t.Errorf("%s: %+v, want a score from %v to %v", text, v, leastInside, mostInside)
		}
	}
}

// TestCoreSoundsAlike: what tells a name may be written with another letter in Latin letters, whatever else the name has.
func TestCoreSoundsAlike(t *testing.T) {
	name := lexicon.Parse("北京明朝万达科技股份有限公司")
	for text, isAlike := range map[string]bool{"Beijing Mingchao Wanda": true, "Beijing Mingchao Wanta": true, "Beijing Haigu Chenta": false} {
		if v := bySound(lexicon.Parse(text), name); (v.Score > 0) != isAlike || isAlike && v.How != Pinyin {
			t.Errorf("%s: %+v, want it to be alike: %t", text, v, isAlike)
		}
	}
}

// TestDiffering checks the factor for words that only the text, only the name, or each of them has.
func TestDiffering(t *testing.T) {
	for _, c := range []struct {
		query, had []string
		want       float64
	}{
		{[]string{"bank"}, []string{"bank"}, 1},
		{[]string{"bank", "trust"}, []string{"bank"}, 0.9},
		{[]string{"bank"}, []string{"bank", "trust"}, 0.95},
		{[]string{"bank"}, []string{"trust"}, 0.75},
	} {
		if got := differing(c.query, c.had, 0.9, 0.95, 0.75); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.query, c.had, got, c.want)
		}
	}
}

// TestReadAs checks that a text that the sound of a name begins with is better than one inside it, and that a text of
// few letters inside it is nothing.
func TestReadAs(t *testing.T) {
	for _, c := range []struct {
		text        string
		least, most float64
	}{
		{"lu", leastSoundBegins, mostSoundBegins},
		{"mingdian", leastSoundInside, mostSoundInside},
		{"min", 0, 0},
	} {
		if got := readAs(c.text, "lumingdianzi").Score; got < c.least || got > c.most {
			t.Errorf("%s: score %v, want it from %v to %v", c.text, got, c.least, c.most)
		}
	}
}

// TestWordsInOrder checks that words of a name in their order score higher than in another order.
func TestWordsInOrder(t *testing.T) {
	name := lexicon.Parse("Unitree Robotics Technology Holdings")
	of := func(text string) float64 { return Query{}.byWords(lexicon.Parse(text), name).Score }
	if in, other := of("robotics technology"), of("technology robotics"); in <= other {
		t.Errorf("in order: %v, in another: %v, want less", in, other)
	}
}

// TestSoundOfCore checks that a text with the sound of the distinctive words scores like it, even if the other words are in
// another language.
func TestSoundOfCore(t *testing.T) {
	want := Verdict{sameSoundOfCore, Pinyin}
	if got := bySound(lexicon.Parse("Mingchao Wanda Technology"), lexicon.Parse("明朝万达科技")); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestSaidBy checks that the legal form of a name has no meaning, and that a place is not among the other meanings.
func TestSaidBy(t *testing.T) {
	for _, name := range []string{"Shanghai Luming Bank Ltd", "上海鹿鸣银行有限公司"} {
		s := saidBy(lexicon.Parse(name))
		if bank := []string{"bank"}; s.own != "luming" || len(s.places) != 1 || !slices.Equal(s.trades, bank) || !slices.Equal(s.words, bank) {
			t.Errorf("%s: %+v, want luming, one place, and the trade %v", name, s, bank)
		}
	}
}

// TestMeaningAlone checks names without a distinctive word: all words must be in the name, and a place alone is too general.
func TestMeaningAlone(t *testing.T) {
	name := lexicon.Parse("上海国际集团")
	for text, want := range map[string]Verdict{
		"Shanghai International Group": {meantInOther, Similar},
		"Beijing International Group":  {},
		"Shanghai":                     {},
	} {
		if got := byMeaning(saidBy(lexicon.Parse(text)), name); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

// TestCompareNothing checks that texts without a letter are not equal.
func TestCompareNothing(t *testing.T) {
	for _, c := range [][2]string{{"!!!", "???"}, {"!!!", "Maple"}, {"Maple", "???"}} {
		if got := NewQuery(c[0], false).Compare(c[1]); got != (Verdict{}) {
			t.Errorf("%s and %s: %+v, want none", c[0], c[1], got)
		}
	}
}
