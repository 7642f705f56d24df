package planner

import (
	"cmp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// MaxIDs is the maximum number of ids that `nodes` accepts.
const MaxIDs = 1000

// root is the binding of a root field: a lookup by id, or a list of all nodes.
type root struct {
	typeName string
	labels   model.LabelSet
	marker   model.Marker
	list     bool
	shares   sharedNodes // for a list whose nodes have related nodes in common
}

// otherRoots are the root fields that no node type declares.
var otherRoots = map[string]root{
	"node":     {typeName: "Node", labels: model.Nodes},
	"founders": {typeName: "Person", labels: model.Person.Set(), marker: model.Founder, list: true},
	"commonInvestors": {
		typeName: "Investor", labels: model.Investors, marker: model.Investor, list: true,
		shares: sharedNodes{argument: "firms", from: along(model.InvestedIn, plan.Outgoing), labels: model.Firm.Set()},
	},
	"commonPortfolio": {
		typeName: "Firm", labels: model.Firm.Set(), list: true,
		shares: sharedNodes{argument: "investors", from: toInvestors, labels: model.Investors},
	},
}

// bindRoots binds the root fields of a node type. If the type has the name of a marker, they are restricted to nodes
// with it.
func (b bindings) bindRoots(node *ast.Definition) {
	r := root{typeName: node.Name, labels: b.labels[node.Name]}
	for _, marker := range model.AllMarkers() {
		if marker.String() == node.Name {
			r.marker = marker
		}
	}
	b.roots[schema.Argument(node.Directives, "node", "field")] = r
	r.list = true
	b.roots[schema.Argument(node.Directives, "node", "list")] = r
}

func (p *planner) roots(row *plan.Row) *response.Object {
	at := place{row: row}
	object := &response.Object{}
	for _, root := range p.collect("Query", concrete, p.op.Definition.SelectionSet) {
		if p.failedRoots[root.key] {
			object.Add(root.key, response.Null{})
			continue
		}
		for f := range p.each(at, []collected{root}) {
			if p.beyond() {
				return object
			}
			switch f.field.Name {
			case "__schema", "__type":
			case "__typename":
				object.Add(f.key, response.Constant("Query"))
			default:
				object.Add(f.key, p.root(at, f))
			}
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
	if by, is := foundRoots[f.field.Name]; is {
		return p.find(at, f, by)
	}
	r, known := p.bindings.roots[f.field.Name]
	if !known {
		return p.unbound(at, f)
	}
	if r.list {
		from := plan.From{Kind: plan.Scan, Labels: r.labels, Marker: r.marker}
		shared, arguments, err := p.shared(f, r.shares)
		if err != nil {
			return p.failed(at, f, err)
		}
		marked, err := p.marked(r.marker)
		if err != nil {
			return p.failed(at, f, err)
		}
		list := p.connection(at, 0, f, listing{
			from: from, where: plan.AllOf(p.shown(from), marked, shared), timeless: plan.AllOf(marked, shared),
			name: r.typeName, nodeType: r.typeName, labels: r.labels,
		})
		if len(arguments) == 0 {
			return list
		}
		return p.checked(at, f, arguments, list)
	}
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return p.failed(at, f, err)
	}
	ids, err := idsOf([]any{arguments["id"]})
	if err != nil {
		return p.failed(at, f, err)
	}
	if rel, is := model.RelTypeOfID(ids[0]); is && r.labels == model.Nodes {
		return p.relationshipByID(at, f, rel, ids)
	}
	from, where := p.lookup(r.labels, r.marker, ids[0])
	return p.one(at, 0, f, single{from, where, r.typeName})
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
	placed := response.Placed{IDs: ids}
	for _, from := range lookups(ids) {
		if err := p.Meter.Part(at.depth + 1); err != nil {
			return p.failed(at, f, err)
		}
		found, row := at.byID(from, p.shown(from))
		if from.Kind == plan.ByRelationshipID {
			found.Value = p.relationship(at.under(f, row, from.Reaches()), from.Rel, from.Direction, f.selections)
		} else {
			found.Value = p.node(at.under(f, row, from.Labels), "Node", f.selections)
		}
		placed.Of = append(placed.Of, found)
	}
	return placed
}

// lookups returns the sources of the nodes and of the relationships with the ids: one for all nodes, and one for each type
// of relationship that the ids name.
func lookups(ids []string) []plan.From {
	nodes := plan.From{Kind: plan.Lookup, Labels: model.Nodes, IDs: []string{}}
	var relationships []plan.From
	for _, id := range ids {
		rel, is := model.RelTypeOfID(id)
		if !is {
			nodes.IDs = append(nodes.IDs, id)
			if other, is := model.OtherID(id); is { // the response shows it only where no node has the given id
				nodes.IDs = append(nodes.IDs, other)
			}
			continue
		}
		at := slices.IndexFunc(relationships, func(have plan.From) bool { return have.Rel == rel })
		if at < 0 {
			relationships = append(relationships, plan.From{Kind: plan.ByRelationshipID, Rel: rel, Direction: plan.Outgoing})
			at = len(relationships) - 1
		}
		relationships[at].IDs = append(relationships[at].IDs, id)
	}
	// In the order of the vocabulary, so that the statement does not depend on the order of the ids.
	slices.SortFunc(relationships, func(a, b plan.From) int { return cmp.Compare(a.Rel, b.Rel) })
	if len(nodes.IDs) > 0 || len(relationships) == 0 {
		return append([]plan.From{nodes}, relationships...)
	}
	return relationships
}

// relationshipByID plans the relationship with an id. The prefix of the id names its type.
func (p *planner) relationshipByID(at place, f collected, rel model.RelType, ids []string) response.Value {
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	from := plan.From{Kind: plan.ByRelationshipID, Rel: rel, Direction: plan.Outgoing, IDs: ids}
	place, one := at.row.One(plan.One{From: from, Where: p.shown(from)})
	value := p.relationship(at.under(f, &one.Row, from.Reaches()), rel, plan.Outgoing, f.selections)
	return response.One{At: place, Value: value}
}

// checked plans a value that is an error unless all ids in the arguments have nodes. The nodes are read by the row of the
// operation, in the same statement. A node that is not visible at the time of the field exists nevertheless.
func (p *planner) checked(at place, f collected, arguments []named, value response.Value) response.Value {
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	var ids []string
	for _, n := range arguments { // no id is in two arguments
		ids = append(append(ids, n.ids...), n.others...)
	}
	nodes, row := at.byID(plan.From{Kind: plan.Lookup, Labels: model.Nodes, IDs: ids}, nil)
	checked := response.Checked{
		At: nodes.At, IDAt: nodes.IDAt, KindAt: row.Column(plan.Column{Property: model.ID, Part: plan.Kind}), Value: value,
	}
	for _, n := range arguments {
		of := plan.Named{Argument: n.argument, Variable: input.VariableOf(f.field, n.argument), IDs: n.ids, Labels: n.labels}
		if position := f.field.Position; position != nil {
			of.Line, of.Column = position.Line, position.Column
		}
		checked.Named = append(checked.Named, of)
	}
	return checked
}
