package search

import "github.com/stakegraph/stakegraph/graph/search/lexicon"

// otherText is a text that a nickname stands for, and what a name counts that fits it.
type otherText struct {
	text  string
	worth float64
}

// nicknames are what everybody calls something but the lists that have its name. The keys are joined, as texts are.
var nicknames = map[string][]otherText{
	"大基金":     {{"国家集成电路产业投资基金", 0.9}},
	"bigfund": {{"大基金", 0.95}, {"国家集成电路产业投资基金", 0.9}},
}

// standsFor returns the other texts that a text stands for where it is a nickname, but for a place and a phase.
func standsFor(p lexicon.Phased) []Query {
	var others []Query
	for _, other := range nicknames[behindPlace(p.Text).Joined] {
		t := lexicon.Parse(other.text)
		others = append(others, Query{
			Text: t, phased: lexicon.Phased{Text: t, Numbers: p.Numbers}, said: saidBy(t), run: []rune(t.Joined), worth: other.worth,
		})
	}
	return others
}

// Nicknamed returns what a nickname with the number of a phase stands for.
func (q Query) Nicknamed() []string {
	p := q.phased
	if len(p.Numbers) != 1 || p.Numbers[0] > len(lexicon.NumeralsZh)/len("一") {
		return nil
	}
	var all []string
	for _, other := range nicknames[behindPlace(p.Text).Joined] {
		at := (p.Numbers[0] - 1) * len("一")
		all = append(all, other.text+lexicon.NumeralsZh[at:at+len("一")]+"期")
	}
	return all
}
