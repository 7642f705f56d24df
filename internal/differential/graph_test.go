package differential_test

import (
	"math"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/model"
)

// graphs generates valid graphs with every label and relationship type of the vocabulary.
var graphs = rapid.Custom(func(t *rapid.T) history {
	g := &growth{t: t, words: drawWords(t), taken: map[string]bool{}, ids: map[model.Label][]string{}}
	for _, label := range model.AllLabels.Labels() {
		most := 7
		switch label {
		case model.Firm:
			most = 14
		case model.Round:
			most = 24 // so that some firms have several
		}
		for range 1 + pick(t, most) {
			g.addID(label)
		}
	}
	for _, label := range model.AllLabels.Labels() {
		for _, id := range g.ids[label] {
			g.facts = append(g.facts, fact{node: g.node(label, id)})
		}
	}
	for _, relType := range model.AllRelTypes() {
		g.relationships(relType)
	}
	if chance(t, 4) {
		return history{g.facts}
	}
	return history{g.facts, g.changes()}
})

// growth is the state of the generation of a graph.
type growth struct {
	t     *rapid.T
	words []string        // the texts use only these, so that many are equal or similar
	taken map[string]bool // ids, each with a prefix for the set in which it must be unique
	ids   map[model.Label][]string
	every []string // ids of all nodes and relationships
	facts []fact
}

// idPrefix returns the prefix of the ids of a label's nodes.
func idPrefix(label model.Label) string {
	if prefix := strings.ToLower(label.String()) + ":"; !model.Investors.Has(label) || model.ValidID(prefix+"a") {
		return prefix
	}
	return "investor:"
}

// id returns an id that is new among nodes or among relationships of a type. Some differ only in case, width or
// normalization.
func (g *growth) id(among, prefix string) string {
	id := prefix + of(g.t, idEndings)
	for g.taken[among+id] {
		id += of(g.t, idEndings)
	}
	g.taken[among+id] = true
	g.every = append(g.every, id)
	return id
}

func (g *growth) addID(label model.Label) {
	g.ids[label] = append(g.ids[label], g.id("node ", idPrefix(label)))
}

func (g *growth) node(label model.Label, id string) *model.Node {
	return &model.Node{Label: label, Investor: chance(g.t, 2), Properties: g.properties(label.Properties(), id)}
}

func (g *growth) properties(allowed []model.Property, id string) model.Properties {
	properties := model.Properties{model.ID: id}
	for _, p := range allowed {
		if p == model.ID || !p.Required() && chance(g.t, 3) {
			continue
		}
		properties[p] = g.value(p)
	}
	return properties
}

func (g *growth) value(p model.Property) any {
	switch p.Type() {
	case model.Int:
		return of(g.t, []int64{
			2015, 2016, 2015, 2014, 0, 1, -1, 9, 10, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64, 1<<53 + 1,
		})
	case model.Bool:
		return rapid.Bool().Draw(g.t, "bool")
	case model.Enum:
		return int64(pick(g.t, len(p.Values())))
	case model.Amount:
		return of(g.t, amounts)
	case model.MoneyType:
		money := model.Money{Amount: of(g.t, amounts), Currency: of(g.t, currencies[:4])}
		if rapid.Bool().Draw(g.t, "stated") {
			usd := of(g.t, amounts)
			money.USD = &usd
		}
		return money
	case model.DateType:
		date, err := model.ParsePartialDate(of(g.t, dates))
		if err != nil {
			g.t.Fatal(err)
		}
		return date
	case model.TextList:
		list := make([]string, 1+pick(g.t, 3))
		for i := range list {
			list[i] = of(g.t, g.words)
		}
		return list
	case model.IDList:
		list := make([]string, pick(g.t, 5))
		for i := range list {
			list[i] = of(g.t, append([]string{"source:of no node"}, g.ids[model.Source]...))
		}
		return list
	case model.Reference:
		if p == model.RoundID {
			return of(g.t, g.ids[model.Round])
		}
		return of(g.t, append([]string{"firm:of no node"}, g.every...))
	}
	return of(g.t, g.words)
}

// relationshipPrefix returns the prefix of the ids of a type of relationship, or "r:" if the type has none.
func relationshipPrefix(t model.RelType) string {
	for _, prefix := range model.IDPrefixes() {
		if of, is := model.RelTypeOfID(prefix + ":"); is && of == t {
			return prefix + ":"
		}
	}
	return "r:"
}

// relationshipTypes has the types of the schema for types of relationships.
var relationshipTypes = map[model.RelType]string{
	model.InvestedIn: "Investment", model.Raised: "Raising", model.CommittedTo: "Commitment", model.HasRole: "Role",
	model.Designated: "Designation", model.OperatesIn: "Activity", model.PartOf: "Part",
}

// relationships adds the relationships of a type. A round is raised by one firm, and a sector has at most one parent, since
// the schema has single nodes for these.
func (g *growth) relationships(t model.RelType) {
	starts, ends := g.within(t.Ends())
	add := func(from, to string) {
		// Ids are unique only within a type, so ids of different types can be equal. Those with the prefix of the type are
		// found by id.
		prefix := relationshipPrefix(t)
		id := g.id(t.String()+" ", of(g.t, []string{"", "r", prefix, "firm:"}))
		g.facts = append(g.facts, fact{relationship: &model.Relationship{
			Type: t, From: from, To: to, Properties: g.properties(t.Properties(), id),
		}})
	}
	switch t {
	case model.Raised:
		few := starts[:1+pick(g.t, len(starts))]
		for _, round := range ends {
			add(of(g.t, few), round)
		}
		return
	case model.PartOf:
		for _, sector := range starts {
			if !chance(g.t, 2) {
				add(sector, of(g.t, ends))
			}
		}
		return
	}
	most := 16
	switch t {
	case model.InvestedIn, model.Designated, model.OperatesIn:
		most = 32
	}
	from, to := of(g.t, starts), of(g.t, ends)
	for range 2 + pick(g.t, most) {
		add(from, to)
		switch pick(g.t, 8) {
		case 0: // another one between the same nodes
		case 1: // a loop
			if from = of(g.t, starts); slices.Contains(ends, from) {
				to = from
			}
		default:
			from, to = of(g.t, starts), of(g.t, ends)
		}
	}
}

// within returns the ids of the possible starts and ends of a relationship.
func (g *growth) within(from, to model.LabelSet) (starts, ends []string) {
	for _, label := range from.Labels() {
		starts = append(starts, g.ids[label]...)
	}
	for _, label := range to.Labels() {
		ends = append(ends, g.ids[label]...)
	}
	return starts, ends
}

// changes returns a second load, in which some facts have other values, other ends or another label.
func (g *growth) changes() []fact {
	var changed []fact
	for _, f := range g.facts {
		switch {
		case !chance(g.t, 1):
		case f.node != nil:
			label := f.node.Label
			if other := of(g.t, model.AllLabels.Labels()); canBecome(label, other) {
				label = other
			}
			changed = append(changed, fact{node: g.node(label, f.node.ID())})
		default:
			r := *f.relationship
			r.Properties = g.properties(r.Type.Properties(), r.ID())
			if r.Type != model.Raised && r.Type != model.PartOf {
				starts, _ := g.within(r.Type.Ends())
				r.From = of(g.t, starts)
			}
			changed = append(changed, fact{relationship: &r})
		}
	}
	return changed
}

// canBecome reports whether a node with a new label is still allowed at the ends of all relationship types. Nodes cannot
// become rounds, since these would have no firm.
func canBecome(label, other model.Label) bool {
	for _, t := range model.AllRelTypes() {
		from, to := t.Ends()
		if from.Has(label) && !from.Has(other) || to.Has(label) && !to.Has(other) {
			return false
		}
	}
	return other != model.Round
}
