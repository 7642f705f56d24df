package storetest

import (
	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// The words that the cases write their plans in.

var (
	id    = plan.Column{Property: model.ID}
	relID = plan.Column{Of: plan.OfRelationship, Property: model.ID}
	kind  = plan.Column{Property: model.ID, Part: plan.Kind}
	byID  = []plan.Sort{{Column: id}}
	byRel = []plan.Sort{{Column: relID}}
	firms = scan(model.Firm.Set())
)

func of(p model.Property) plan.Column { return plan.Column{Property: p} }

func part(p model.Property, which plan.Part) plan.Column {
	return plan.Column{Property: p, Part: which}
}

func key(p model.Property) plan.Column { return part(p, plan.Key) }

// rel is the same column of the row's relationship.
func rel(c plan.Column) plan.Column {
	c.Of = plan.OfRelationship
	return c
}

func row(items ...plan.Item) plan.Row { return plan.Row{Items: items} }

func root(items ...plan.Item) *plan.Plan { return &plan.Plan{Row: row(items...)} }

func scan(labels model.LabelSet) plan.From { return plan.From{Kind: plan.Scan, Labels: labels} }

func marked(labels model.LabelSet, m model.Marker) plan.From {
	return plan.From{Kind: plan.Scan, Labels: labels, Marker: m}
}

func lookup(ids ...string) plan.From {
	return plan.From{Kind: plan.Lookup, Labels: model.AllLabels, IDs: ids}
}

func outgoing(t model.RelType) plan.From {
	_, to := t.Ends()
	return plan.From{Kind: plan.Expand, Rel: t, Direction: plan.Outgoing, Labels: to}
}

func incoming(t model.RelType) plan.From {
	from, _ := t.Ends()
	return plan.From{Kind: plan.Expand, Rel: t, Direction: plan.Incoming, Labels: from}
}

func referringFirms() plan.From {
	return plan.From{
		Kind: plan.Referring, Rel: model.InvestedIn, Property: model.RoundID, Direction: plan.Outgoing,
		Labels: model.Firm.Set(),
	}
}

func referringInvestors() plan.From {
	return plan.From{
		Kind: plan.Referring, Rel: model.InvestedIn, Property: model.RoundID, Direction: plan.Incoming,
		Labels: model.Investors,
	}
}

func referredRound() plan.From {
	return plan.From{
		Kind: plan.Referred, Of: plan.OfRelationship, Property: model.RoundID, Labels: model.Round.Set(),
	}
}

// referredFact is the node that a conflict is about.
func referredFact() plan.From {
	return plan.From{Kind: plan.Referred, Property: model.FactID, Labels: model.AllLabels}
}

func cited(e plan.Entity) plan.From {
	return plan.From{Kind: plan.Cited, Of: e, Labels: model.Source.Set()}
}

func contradicted(e plan.Entity) plan.From {
	return plan.From{Kind: plan.Contradicted, Of: e, Labels: model.Conflict.Set()}
}

// all is the whole list in order of id; a list that has an order of its own keeps it.
func all(from plan.From, items ...plan.Item) *plan.List {
	l := &plan.List{From: from, Limit: plan.Unlimited, Row: row(items...)}
	switch {
	case from.HasRelationship():
		l.Order = byRel
	case from.Kind != plan.Cited && from.Kind != plan.Contradicted:
		l.Order = byID
	}
	return l
}

// where is the whole list of those that a predicate holds for.
func where(from plan.From, p plan.Predicate, items ...plan.Item) *plan.List {
	l := all(from, items...)
	l.Where = p
	return l
}

// at reads items of one node.
func at(nodeID string, items ...plan.Item) *plan.Plan {
	return root(&plan.One{From: lookup(nodeID), Row: row(items...)})
}

// atNode is the record of such a plan.
func atNode(values ...any) list { return list{values} }

func compare(c plan.Column, op plan.Op, value any) plan.Predicate {
	return plan.Compare{Column: c, Op: op, Value: value}
}

func equal(c plan.Column, value any) plan.Predicate { return compare(c, plan.Equal, value) }

func not(p plan.Predicate) plan.Predicate { return plan.Not{Of: p} }

func in(c plan.Column, values ...any) plan.Predicate { return plan.In{Column: c, Values: values} }

func isNull(c plan.Column) plan.Predicate { return plan.IsNull{Column: c} }

func some(from plan.From, p plan.Predicate) plan.Predicate { return plan.Some{From: from, Where: p} }

func asc(c plan.Column) plan.Sort { return plan.Sort{Column: c} }

func desc(c plan.Column) plan.Sort { return plan.Sort{Column: c, Descending: true} }

func nullsFirst(s plan.Sort) plan.Sort {
	s.NullsFirst = true
	return s
}
