package search

// nickname is what something is called by everybody but the lists that have its name.
type nickname struct {
	called string // joined, as a text is
	meant  []string
}

var nicknames = []nickname{
	{"大基金", []string{"", "国家集成电路产业投资基金"}},
	{"bigfund", []string{"大基金", "国家集成电路产业投资基金"}},
}

// What the other texts count that a nickname stands for, in their order.
var nicknameWorth = [...]float64{0.95, 0.9}

// standsFor returns the other texts that a text stands for where it is a nickname, but for a place and a phase.
func standsFor(p phased) []Query {
	called := behindPlace(p.text).joined
	for _, n := range nicknames {
		if n.called != called {
			continue
		}
		var others []Query
		for i, s := range n.meant {
			if s == "" {
				continue
			}
			t := parse(s)
			others = append(others, Query{
				text: t, phased: phased{t, p.numbers}, said: saidBy(t), run: []rune(t.joined), worth: nicknameWorth[i],
			})
		}
		return others
	}
	return nil
}
