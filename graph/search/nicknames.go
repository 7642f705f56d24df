package search

import "github.com/stakegraph/stakegraph/graph/search/lexicon"

// otherText is a text that a nickname denotes, and the factor for the scores of names that match it.
type otherText struct {
	text  string
	worth float64
}

// nicknames are common names that registers and lists do not contain. The keys are joined texts.
var nicknames = map[string][]otherText{
	"大基金":     {{"国家集成电路产业投资基金", 0.9}},
	"bigfund": {{"大基金", 0.95}, {"国家集成电路产业投资基金", 0.9}},
}

// standsFor returns the texts that a nickname denotes. Leading places and the number of a phase are ignored.
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

// Nicknamed returns the full names for a nickname with the number of one phase.
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
