package storetest

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The vocabulary of the plans in cases.

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

// rel returns the same column of the row's relationship.
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

func backReferenceFirms() plan.From {
	return plan.From{
		Kind: plan.BackReference, Rel: model.InvestedIn, Property: model.RoundID, Direction: plan.Outgoing,
		Labels: model.Firm.Set(),
	}
}

func backReferenceInvestors() plan.From {
	return plan.From{
		Kind: plan.BackReference, Rel: model.InvestedIn, Property: model.RoundID, Direction: plan.Incoming,
		Labels: model.Investors,
	}
}

func referenceToRound() plan.From {
	return plan.From{
		Kind: plan.Reference, Of: plan.OfRelationship, Property: model.RoundID, Labels: model.Round.Set(),
	}
}

// referenceToFact leads to the node that a conflict is about.
func referenceToFact() plan.From {
	return plan.From{Kind: plan.Reference, Property: model.FactID, Labels: model.AllLabels}
}

func sourcesOf(e plan.Entity) plan.From {
	return plan.From{Kind: plan.Sources, Of: e, Labels: model.Source.Set()}
}

func conflictsOf(e plan.Entity) plan.From {
	return plan.From{Kind: plan.Conflicts, Of: e, Labels: model.Conflict.Set()}
}

// all returns a whole list in the order of ids, or in its own default order.
func all(from plan.From, items ...plan.Item) *plan.List {
	l := &plan.List{From: from, Limit: plan.Unlimited, Row: row(items...)}
	switch {
	case from.HasRelationship():
		l.Order = byRel
	case from.Kind != plan.Sources && from.Kind != plan.Conflicts:
		l.Order = byID
	}
	return l
}

// where returns the whole list of the rows for which a predicate holds.
func where(from plan.From, p plan.Predicate, items ...plan.Item) *plan.List {
	l := all(from, items...)
	l.Where = p
	return l
}

// at returns a plan of items of one node.
func at(nodeID string, items ...plan.Item) *plan.Plan {
	return root(&plan.One{From: lookup(nodeID), Row: row(items...)})
}

// atNode returns the record of such a plan.
func atNode(values ...any) list { return list{values} }

func compare(c plan.Column, op plan.Op, value any) plan.Predicate {
	return plan.Compare{Column: c, Op: op, Value: value}
}

func equal(c plan.Column, value any) plan.Predicate { return compare(c, plan.Equal, value) }

func not(p plan.Predicate) plan.Predicate { return plan.Not{Of: p} }

func in(c plan.Column, values ...any) plan.Predicate { return plan.In{Column: c, Values: values} }

func isNull(c plan.Column) plan.Predicate { return plan.IsNull{Column: c} }

func exists(from plan.From, p plan.Predicate) plan.Predicate {
	return plan.Exists{From: from, Where: p}
}

func asc(c plan.Column) plan.Sort { return plan.Sort{Column: c} }

func desc(c plan.Column) plan.Sort { return plan.Sort{Column: c, Descending: true} }

func nullsFirst(s plan.Sort) plan.Sort {
	s.NullsFirst = true
	return s
}

// over returns an aggregate without a column.
func over(f plan.Func, from plan.From, p plan.Predicate) *plan.Aggregate {
	return &plan.Aggregate{Set: plan.Set{From: from, Where: p}, Value: plan.Value{Func: f}}
}

// made returns an aggregate of a column.
func made(f plan.Func, c plan.Column, from plan.From, p plan.Predicate) *plan.Aggregate {
	return &plan.Aggregate{Set: plan.Set{From: from, Where: p}, Value: plan.Value{Func: f, Column: c}}
}

// then makes an aggregate read each node that its rows lead to once.
func then(m *plan.Aggregate, to plan.From) *plan.Aggregate {
	m.Then = &to
	return m
}

// same leads from rows to their own nodes.
var same = plan.From{Kind: plan.Self}

func aggregateIs(m *plan.Aggregate, op plan.Op, operand any) plan.Predicate {
	return plan.CompareAggregate{Aggregate: *m, Op: op, Operand: operand}
}

func aggregateIsNull(m *plan.Aggregate) plan.Predicate { return plan.AggregateIsNull{Aggregate: *m} }

func by(m *plan.Aggregate) plan.Sort { return plan.Sort{Over: m} }

func byMost(m *plan.Aggregate) plan.Sort { return plan.Sort{Over: m, Descending: true} }

func value(f plan.Func) plan.Value { return plan.Value{Func: f} }

func valueOf(f plan.Func, c plan.Column) plan.Value { return plan.Value{Func: f, Column: c} }

func ranked(f plan.Func, c plan.Column, rank int) plan.Value {
	return plan.Value{Func: f, Column: c, Rank: rank}
}

// grouped returns the groups of the rows that a From leads to, by columns of the row.
func grouped(from plan.From, keys []plan.Column, values ...plan.Value) *plan.Groups {
	g := &plan.Groups{Set: plan.Set{From: from}, Values: values, Limit: plan.Unlimited}
	for _, c := range keys {
		g.Keys = append(g.Keys, plan.GroupKey{Column: c})
	}
	return g
}

func keysBy(columns ...plan.Column) []plan.Column { return columns }

// stepping adds a step, and keys that are read at its end.
func stepping(g *plan.Groups, step plan.Step, keys ...plan.Column) *plan.Groups {
	g.Steps = append(g.Steps, step)
	for _, c := range keys {
		g.Keys = append(g.Keys, plan.GroupKey{At: len(g.Steps), Column: c})
	}
	return g
}

// groupRows leads to the rows of a group.
func groupRows(g *plan.Groups) plan.From {
	from := plan.From{Kind: plan.GroupRows, Groups: g}
	if g.HasRelationship() {
		from.Rel, from.Direction = g.From.Rel, g.From.Direction
	}
	return from
}

func keyed(g *plan.Groups, at plan.Place, labels model.LabelSet) plan.From {
	return plan.From{Kind: plan.GroupKeyNode, Groups: g, Key: at, Labels: labels}
}

// group returns a group of a record.
func group(keys, values list, items ...any) list {
	if items == nil {
		items = list{}
	}
	return list{keys, values, items}
}
