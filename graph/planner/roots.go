package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// MaxIDs is the greatest number of ids that `nodes` takes.
const MaxIDs = 1000

// root is what a root field stands for: a lookup by id, or a list of all.
type root struct {
	typeName string
	labels   model.LabelSet
	marker   model.Marker
	list     bool
	shares   sharing // of a list whose nodes are to have something in common
}

var roots = map[string]root{
	"node":           {typeName: "Node", labels: model.Nodes},
	"firm":           {typeName: "Firm", labels: model.Firm.Set()},
	"firms":          {typeName: "Firm", labels: model.Firm.Set(), list: true},
	"person":         {typeName: "Person", labels: model.Person.Set()},
	"people":         {typeName: "Person", labels: model.Person.Set(), list: true},
	"founders":       {typeName: "Person", labels: model.Person.Set(), marker: model.Founder, list: true},
	"vcFund":         {typeName: "VCFund", labels: model.VCFund.Set()},
	"vcFunds":        {typeName: "VCFund", labels: model.VCFund.Set(), list: true},
	"stateFund":      {typeName: "StateFund", labels: model.StateFund.Set()},
	"stateFunds":     {typeName: "StateFund", labels: model.StateFund.Set(), list: true},
	"otherInvestor":  {typeName: "OtherInvestor", labels: model.OtherInvestor.Set()},
	"otherInvestors": {typeName: "OtherInvestor", labels: model.OtherInvestor.Set(), list: true},
	"investor":       {typeName: "Investor", labels: model.Investors, marker: model.Investor},
	"investors":      {typeName: "Investor", labels: model.Investors, marker: model.Investor, list: true},
	"round":          {typeName: "Round", labels: model.Round.Set()},
	"rounds":         {typeName: "Round", labels: model.Round.Set(), list: true},
	"sector":         {typeName: "Sector", labels: model.Sector.Set()},
	"sectors":        {typeName: "Sector", labels: model.Sector.Set(), list: true},
	"programme":      {typeName: "Programme", labels: model.Programme.Set()},
	"programmes":     {typeName: "Programme", labels: model.Programme.Set(), list: true},
	"source":         {typeName: "Source", labels: model.Source.Set()},
	"sources":        {typeName: "Source", labels: model.Source.Set(), list: true},

	"commonInvestors": {
		typeName: "Investor", labels: model.Investors, marker: model.Investor, list: true,
		shares: sharing{argument: "firms", from: along(model.InvestedIn, plan.Outgoing)},
	},
	"commonPortfolio": {
		typeName: "Firm", labels: model.Firm.Set(), list: true,
		shares: sharing{argument: "investors", from: toInvestors},
	},
}

func (p *planner) roots(row *plan.Row) *response.Object {
	at := place{row: row}
	object := &response.Object{}
	for f := range p.each(at, p.collect("Query", concrete, p.op.Definition.SelectionSet)) {
		if p.beyond() {
			break
		}
		switch f.field.Name {
		case "__schema", "__type":
		case "__typename":
			object.Add(f.key, response.Constant("Query"))
		default:
			object.Add(f.key, p.root(at, f))
		}
	}
	return object
}

func (p *planner) root(at place, f collected) response.Value {
	switch f.field.Name {
	case "nodes":
		return p.nodes(at, f)
	case "search":
		return p.search(at, f)
	case "match":
		return p.match(at, f)
	}
	if by, is := finders[f.field.Name]; is {
		return p.find(at, f, by)
	}
	r, known := roots[f.field.Name]
	if !known {
		return p.unbound(at, f)
	}
	if r.list {
		from := plan.From{Kind: plan.Scan, Labels: r.labels, Marker: r.marker}
		shared, err := p.shared(f, r.shares)
		if err != nil {
			return p.failed(at, f, err)
		}
		marked, err := p.marked(r.marker)
		if err != nil {
			return p.failed(at, f, err)
		}
		return p.connection(at, 0, f, listing{
			from: from, where: plan.AllOf(p.shown(from), marked, shared), name: r.typeName, nodeType: r.typeName, labels: r.labels,
		})
	}
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return p.failed(at, f, err)
	}
	ids, err := idsOf([]any{arguments["id"]})
	if err != nil {
		return p.failed(at, f, err)
	}
	from := plan.From{Kind: plan.Lookup, Labels: r.labels, Marker: r.marker, IDs: ids}
	return p.one(at, 0, f, single{from, p.shown(from), r.typeName})
}

func (p *planner) nodes(at place, f collected) response.Value {
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return p.failed(at, f, err)
	}
	given, _ := arguments["ids"].([]any)
	if len(given) > MaxIDs {
		return p.failed(at, f, input.TooMany("ids", len(given), MaxIDs))
	}
	ids, err := idsOf(given)
	if err != nil {
		return p.failed(at, f, err)
	}
	from := plan.From{Kind: plan.Lookup, Labels: model.Nodes, IDs: ids}
	found, row := at.byID(from, p.shown(from))
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	value := p.node(at.under(f.key, row, model.Nodes), "Node", f.selections)
	return response.Placed{At: found.At, IDs: ids, IDAt: found.IDAt, Value: value}
}
