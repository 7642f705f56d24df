package plan

import "github.com/stakegraph/stakegraph/graph/model"

var (
	followLetters = [...]byte{EitherDirection: '-', Along: '>', Against: '<'}
	viewLetters   = [...]byte{
		model.Bipartite: 'b', model.InvestorsByFirm: 'f', model.InvestorsByRound: 'r', model.FirmsByInvestor: 'i',
		model.StateCapital: 's',
	}
	measureLetters = [...]byte{
		model.Degree: 'd', model.InDegree: 'i', model.OutDegree: 'o', model.Strength: 's', model.PageRank: 'p',
		model.Betweenness: 'b', model.SampledBetweenness: 'a', model.Closeness: 'c', model.Eigenvector: 'e',
		model.Core: 'k', model.Constraint: 't', model.Component: 'n', model.Community: 'm',
	}
	modeLetters   = [...]byte{Shortest: '1', AllShortest: 'a', Best: 'b'}
	weightLetters = [...]byte{Length: 'l', HubAverse: 'h'}
	keepLetters   = [...]byte{MostLinked: 'l', ByID: 'i'}
)

func (k key) expansion(w Expansion) key {
	k = listed(k, w.Patterns, func(k key, t RelationshipPattern) key {
		k = k.text(t.Rel.String()).letter(followLetters[:], int(t.Follow)).flag('<', t.Node == Incoming)
		return k.where('w', t.Where).where('u', t.Undated).end()
	})
	return k.where('t', w.NodePredicate).end()
}

// Key returns the key of the InitPlan.
func (p *Paths) Key() string {
	k := key("p").texts(p.From).texts(p.To).letter(modeLetters[:], int(p.Mode)).letter(weightLetters[:], int(p.Weight))
	return string(k.number(p.First).number(p.Longest).expansion(p.Expansion))
}

// Key returns the key of the InitPlan.
func (n *Neighbourhood) Key() string {
	return string(key("n").texts(n.Of).number(n.Steps).number(n.First).letter(keepLetters[:], int(n.Keep)).expansion(n.Expansion))
}

// Key returns the key of the InitPlan.
func (e *Exposure) Key() string {
	return string(key("e").texts(e.Of).number(e.Longest).number(e.Sources).number(e.Paths).expansion(e.Expansion))
}

// Key returns the key of the InitPlan.
func (n *Network) Key() string {
	k := key("w").text(n.GraphKey()).number(n.First).letter(measureLetters[:], int(n.RankBy))
	for m, included := range n.Measures {
		if included {
			k = k.letter(measureLetters[:], m)
		}
	}
	return string(k.end().float(n.Resolution))
}

// GraphKey returns the key of the network itself, whatever its measures.
func (n *Network) GraphKey() string {
	return string(key{}.letter(viewLetters[:], int(n.View)).flag('n', n.Newman).end().subgraph(&n.Part))
}

func (k key) subgraph(s *Subgraph) key {
	return k.expansion(s.Expansion).flag('i', s.Isolated).flag('l', s.Nodeless).where('b', s.Beside).end()
}

// Key returns the key of the InitPlan.
func (s *Search) Key() string {
	return string(key("s").text(s.Text).number(s.First).flag('p', s.Prefix).labels('l', s.Labels).end())
}

// Key returns the key of the InitPlan.
func (m *Match) Key() string {
	return string(listed(key("m").number(m.First).float(m.Threshold), m.Rows, func(k key, r MatchRow) key {
		return k.text(r.Name).text(r.City).text(r.Sector).number(int(r.FoundedYear)).labels('l', r.Labels).end()
	}))
}
