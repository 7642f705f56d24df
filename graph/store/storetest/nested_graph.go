package storetest

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// nestedRow is a node, with the relationship that led to it, if any.
type nestedRow struct {
	rel  *model.Relationship
	node string
}

// node returns the node with an id, or an empty one if there is none.
func (f facts) node(nodeID string) model.Node {
	at := slices.IndexFunc(f.nodes, func(n model.Node) bool { return n.ID() == nodeID })
	if at < 0 {
		return model.Node{}
	}
	return f.nodes[at]
}

// labelled returns the ids of the nodes with one of some labels, in order.
func (f facts) labelled(labels model.LabelSet) []string {
	var ids []string
	for _, n := range f.nodes {
		if labels.Has(n.Label) {
			ids = append(ids, n.ID())
		}
	}
	slices.Sort(ids)
	return ids
}

// rows returns the rows that a From leads to from a node.
func (f facts) rows(from plan.From, nodeID string) []nestedRow {
	var rows []nestedRow
	for i := range f.relationships {
		r := &f.relationships[i]
		near, far := r.From, r.To
		if from.Direction == plan.Incoming {
			near, far = far, near
		}
		if from.Kind == plan.BackReference {
			near, _ = r.Properties[from.Property].(string)
		}
		if r.Type == from.Rel && near == nodeID {
			rows = append(rows, nestedRow{r, far})
		}
	}
	return rows
}

// holding returns the nodes of a scan for which a condition holds, as the rows of a list of their ids.
func (f facts) holding(from plan.From, c condition) list {
	stored := list{}
	for _, nodeID := range f.labelled(from.Labels) {
		if c.holds(f, nestedRow{node: nodeID}) {
			stored = append(stored, list{nodeID})
		}
	}
	return stored
}

// sum returns the sum of the amounts of rows, and whether any amount is known.
func (f facts) sum(from plan.From, rows []nestedRow) (sum int64, known bool) {
	c := summed(from)
	for _, r := range rows {
		properties := f.node(r.node).Properties
		if c.Of == plan.OfRelationship {
			properties = r.rel.Properties
		}
		if amount, has := properties[c.Property].(model.Money); has {
			sum, known = sum+amount.Amount, true
		}
	}
	return sum, known
}

// nestedFacts returns a small market with a hub, investments in oneself, and parallel investments. Every value that can
// be unknown is unknown in some fact. The first letters of its ids distinguish them from those of the fixture.
func nestedFacts() facts {
	var f facts
	cities := []string{"a", "b", ""}
	named := func(l model.Label, nodeID string, i int) {
		p := model.Properties{model.Name: nodeID}
		if city := cities[i%len(cities)]; city != "" {
			p[model.City] = city
		}
		f.nodes = append(f.nodes, node(l, nodeID, p))
	}
	const firmsOf, fundsOf = 8, 6
	firm, fund := func(i int) string { return nestedID("firm", i%firmsOf) }, func(i int) string { return nestedID("investor", i%fundsOf) }
	for i := range firmsOf {
		named(model.Firm, firm(i), i)
	}
	for i := range fundsOf {
		named([]model.Label{model.VCFund, model.StateFund}[i%2], fund(i), i)
	}
	round := func(firm, i int) string { return nestedID("round", 2*(firm%firmsOf)+i%2) }
	for i := range 2 * firmsOf {
		p := model.Properties{model.Name: "x"}
		if i%3 > 0 {
			p[model.AmountRaised] = money(int64(40*i), "CNY")
		}
		f.nodes = append(f.nodes, node(model.Round, round(i/2, i), p))
		if i != 2 { // the round's investments are known, but not its firm
			f.relationships = append(f.relationships, relationship(model.Raised, nestedID("raised", i), firm(i/2), round(i/2, i), nil))
		}
	}
	invest := func(from string, in, i int) {
		p := model.Properties{}
		if i%3 > 0 {
			p[model.RoundID] = round(in, i)
		}
		if i%4 > 0 {
			p[model.Share] = money(int64(20*(i%7)), "CNY")
		}
		if i%5 > 0 {
			p[model.Lead] = i%5 == 1
		}
		f.relationships = append(f.relationships, relationship(model.InvestedIn, nestedID("investment", i), from, firm(in), p))
	}
	for i := range 30 {
		switch in := i * i % (firmsOf - 1); { // leaves the last firm without investments
		case i%3 == 0:
			invest(fund(0), in, i)
		case i%7 == 0:
			invest(firm(in), in, i)
		case i%4 == 0:
			invest(firm(i), in, i)
		default:
			invest(fund(1+i%(fundsOf-2)), in, i) // leaves the last fund without investments
		}
	}
	for i := range 5 {
		p := model.Properties{}
		if i%2 == 0 {
			p[model.AmountRaised] = money(int64(60*i), "CNY")
		}
		to := []int{0, 0, 1, 3, 0}[i]
		f.relationships = append(f.relationships, relationship(model.CommittedTo, nestedID("commitment", i), fund(i%4), fund(to), p))
	}
	return f
}

func nestedID(kind string, i int) string { return kind + ":n" + string(rune('a'+i)) }
