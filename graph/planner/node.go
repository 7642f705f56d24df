package planner

import (
	"iter"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/label"
	"github.com/stakegraph/stakegraph/graph/response"
)

// node plans the selected fields of a row's node: one object, or one for each label that the node can have. A field of a
// node shows all of time, whatever the time of the list or field that leads to the node.
func (p *planner) node(at place, typeName string, sets []ast.SelectionSet) response.Value {
	defer p.allOfTime()()
	fields := p.collect(typeName, at.labels, sets...)
	objects := make([]response.Object, at.labels.Len())
	labels := at.labels.Labels()
	for i := range objects {
		objects[i].Fields = make([]response.Field, 0, len(fields))
	}
	for f := range p.each(at, fields) {
		if p.beyond() {
			return nothing
		}
		var value response.Value
		binding := p.bindings.fields[f.labels.First().String()]
		_, isLabel := binding[f.field.Name].(called)
		if f.field.Name != "__typename" && !isLabel {
			on := f.labels
			if on == at.labels {
				on = 0
			}
			value = p.field(at, plan.OfNode, on, f, binding)
		}
		for i, one := range labels {
			switch {
			case !f.labels.Has(one):
			case isLabel:
				objects[i].Add(f.key, p.label(at, f, one))
			case value == nil:
				objects[i].Add(f.key, response.Constant(one.String()))
			default:
				objects[i].Add(f.key, value)
			}
		}
	}
	if len(objects) == 1 {
		return &objects[0]
	}
	return response.ByLabel{
		At: at.row.Column(plan.Column{Property: model.ID, Part: plan.Kind}), Labels: labels, Objects: objects,
	}
}

// field plans one field of a node or of a relationship.
func (p *planner) field(
	at place, of plan.Entity, on model.LabelSet, f collected, fields map[string]binding,
) response.Value {
	switch b := p.seen(fields[f.field.Name]).(type) {
	case property:
		return p.property(at, of, b.Property, f)
	case connection:
		nodeType := p.bindings.edges[b.edge].node
		bound, _ := fields[f.field.Name].(connection)
		return p.connection(at, on, f, listing{
			from: b.from, where: b.where, timeless: bound.where, name: b.edge, nodeType: nodeType, labels: p.far(b.from, nodeType),
		})
	case single:
		return p.one(at, on, f, b)
	case plural:
		b.about = &fact{at, of, on}
		return p.plural(at, on, f, b)
	case storedValue:
		return p.storedValue(at, f)
	case called: // of a relationship, since node plans those of nodes
		value, parts := label.Relationship(at.row, at.rel)
		return p.counted(at, f, parts, value)
	case nil:
	default:
		panic("planner: a field that stands for something unknown")
	}
	return p.unbound(at, f)
}

// label plans the label of a row's node, for nodes of one type.
func (p *planner) label(at place, f collected, of model.Label) response.Value {
	on := of.Set()
	if on == at.labels {
		on = 0
	}
	value, parts := label.Node(at.row, of, on)
	return p.counted(at, f, parts, value)
}

// counted returns a value that adds parts to the row.
func (p *planner) counted(at place, f collected, parts int, value response.Value) response.Value {
	if parts > 0 {
		if err := p.Meter.Parts(parts, at.depth+1); err != nil {
			return p.failed(at, f, err)
		}
	}
	return value
}

// far returns the labels that the nodes at the far end of relationships can have.
func (p *planner) far(from plan.From, typeName string) model.LabelSet {
	labels := p.bindings.labels[typeName]
	if from.HasRelationship() || from.Kind == plan.AtEnd {
		return labels & from.Reaches()
	}
	return labels
}

func (p *planner) property(at place, of plan.Entity, property model.Property, f collected) response.Value {
	column := func(part plan.Part) plan.Place {
		return at.row.Column(plan.Column{Of: of, Property: property, Part: part})
	}
	required := f.field.Definition.Type.NonNull
	switch property.Type() {
	case model.Int:
		return response.Int{At: column(plan.Whole), Required: required}
	case model.Bool:
		return response.Bool{At: column(plan.Whole), Required: required}
	case model.Enum:
		return response.Enum{At: column(plan.Whole), Property: property}
	case model.Amount:
		return response.Amount{At: column(plan.Whole), Required: required}
	case model.DateType:
		return response.Date{Earliest: column(plan.Earliest), Precision: column(plan.Precision)}
	case model.TextList, model.IDList:
		return response.TextList{At: column(plan.Whole)}
	case model.MoneyType:
		money := p.object(place{path: at.at(f)}, "Money", f.selections, func(m collected) response.Value {
			switch m.field.Name {
			case "value":
				return response.Amount{At: column(plan.Units), Required: true}
			case "currency":
				return response.Text{At: column(plan.Currency), Required: true}
			case "usd":
				return response.Amount{At: column(plan.USD)}
			}
			return p.unbound(at, m)
		})
		return response.Optional{At: column(plan.Units), Value: money}
	case model.Text, model.FoldedText, model.Reference:
		return response.Text{At: column(plan.Whole), Required: required}
	default:
		panic("planner: a property of an unknown type")
	}
}

func (p *planner) one(at place, on model.LabelSet, f collected, s single) response.Value {
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	place, one := at.row.One(plan.One{From: s.from, Where: s.where, On: on})
	labels := p.far(s.from, s.typeName)
	value := p.node(at.under(f, &one.Row, labels), s.typeName, f.selections)
	return response.One{At: place, Required: f.field.Definition.Type.NonNull, Value: value}
}

func (p *planner) plural(at place, on model.LabelSet, f collected, b plural) response.Value {
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	place, list := at.row.List(plan.List{From: b.from, Where: b.where, Order: b.order, Limit: plan.Unlimited, On: on})
	inner := at.under(f, &list.Row, p.bindings.labels[b.typeName])
	inner.contested = b.about
	value := p.node(inner, b.typeName, f.selections)
	return response.Rows{At: place, Limit: plan.Unlimited, Value: value}
}

// relationship plans the selected fields of a row's relationship. The row's node is at the end that the direction
// toward leads to, so only the node at the other end is read in addition. Its fields show all of time, as those of nodes.
func (p *planner) relationship(
	at place, rel model.RelType, toward plan.Direction, selections []ast.SelectionSet,
) response.Value {
	defer p.allOfTime()()
	at.rel = rel
	kind := p.bindings.relationshipTypes[rel]
	return p.object(at, kind.typeName, selections, func(f collected) response.Value {
		return p.relationshipField(at, rel, f, func(end plan.Direction) response.Value {
			typeName := f.field.Definition.Type.Name() // of the interface's field or of the type's own, depending on the selection
			from := plan.From{Kind: plan.AtEnd, Of: plan.OfRelationship, Rel: rel, Direction: end}
			if end != toward {
				return p.one(at, 0, f, single{from: from, typeName: typeName})
			}
			inner := at
			inner.labels, inner.path = p.bindings.labels[typeName]&from.Reaches(), at.at(f)
			return p.node(inner, typeName, f.selections)
		})
	})
}

// relationshipField plans one field of a relationship. node plans the node at one of its ends.
func (p *planner) relationshipField(
	at place, rel model.RelType, f collected, node func(end plan.Direction) response.Value,
) response.Value {
	switch f.field.Name {
	case "start":
		return node(plan.Incoming)
	case "end":
		return node(plan.Outgoing)
	}
	return p.field(at, plan.OfRelationship, 0, f, p.bindings.fields[p.bindings.relationshipTypes[rel].edge])
}

// each iterates over the fields of a selection set. During each iteration, p.when is the field's own time, or the time
// at the start.
func (p *planner) each(at place, fields []collected) iter.Seq[collected] {
	return func(yield func(collected) bool) {
		outer := p.when
		defer func() { p.when = outer }()
		for _, f := range fields {
			p.when = outer
			if err := p.timed(f.field); err != nil {
				p.failed(at, f, err)
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

// object plans an object that is not a node, field by field.
func (p *planner) object(
	at place, typeName string, selections []ast.SelectionSet, field func(collected) response.Value,
) *response.Object {
	o := &response.Object{}
	for f := range p.each(at, p.collect(typeName, concrete, selections...)) {
		if p.beyond() {
			break
		}
		if f.field.Name == "__typename" {
			o.Add(f.key, response.Constant(typeName))
			continue
		}
		o.Add(f.key, field(f))
	}
	return o
}
