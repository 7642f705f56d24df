package search

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
func standsFor(p phased) []Query {
	var others []Query
	for _, other := range nicknames[behindPlace(p.text).joined] {
		t := parse(other.text)
		others = append(others, Query{
			text: t, phased: phased{t, p.numbers}, said: saidBy(t), run: []rune(t.joined), worth: other.worth,
		})
	}
	return others
}
