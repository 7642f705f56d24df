package planner

import (
	"cmp"
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// storedValue is the binding of the value that the graph has for the field of a conflict. It is read from the row of
// the fact, which contains the list of conflicts, so it is always the same value as the fact's.
type storedValue struct{}

func (storedValue) isBinding() {}

// fact is the subject of a list of conflicts: a row's node or its relationship.
type fact struct {
	at place
	of plan.Entity
	on model.LabelSet // labels for which the list is read; 0 for all
}

// properties returns the properties that the fact can have, by the names of their fields.
func (p *planner) properties(of *fact) map[string]model.Property {
	all := map[string]model.Property{}
	add := func(fields map[string]binding) {
		for name, b := range fields {
			if property, is := b.(property); is && property.Property != model.ID {
				all[name] = property.Property
			}
		}
	}
	if of.of == plan.OfRelationship {
		add(ofProperties(of.at.rel.Properties()))
		return all
	}
	for _, label := range cmp.Or(of.on, of.at.labels).Labels() {
		add(p.bindings.fields[label.String()])
	}
	return all
}

// storedValue plans the selected fields of the value in the graph.
func (p *planner) storedValue(at place, f collected) response.Value {
	fact := at.contested
	known := response.Contested{
		FieldAt: at.row.Column(plan.Column{Property: model.Field}), Places: map[string]response.StoredProperty{},
	}
	properties := p.properties(fact)
	for _, name := range slices.Sorted(maps.Keys(properties)) { // sorted, so that a query has only one plan
		property := properties[name]
		column := func(part plan.Part) plan.Place {
			return fact.at.row.Column(plan.Column{Of: fact.of, Property: property, Part: part})
		}
		stored := response.StoredProperty{Property: property}
		switch property.Type() {
		case model.MoneyType:
			stored.At, stored.Second = column(plan.Units), column(plan.Currency)
		case model.DateType:
			stored.At, stored.Second = column(plan.Earliest), column(plan.Precision)
		case model.Text, model.FoldedText, model.Int, model.Bool, model.Enum, model.Amount, model.TextList, model.IDList, model.Reference:
			stored.At = column(plan.Whole)
		default:
			panic("planner: a property of an unknown type")
		}
		known.Places[name] = stored
	}
	known.Value = p.object(place{path: at.at(f)}, "HeldValue", f.selections, func(h collected) response.Value {
		switch h.field.Name {
		case "value":
			return response.StoredText{FieldAt: known.FieldAt, Places: known.Places}
		case "sources":
			sources, _ := provenance(fact.of)["sources"].(plural)
			return response.Outer{Value: p.plural(fact.at, fact.on, h, sources)}
		}
		return p.unbound(at, h)
	})
	return known
}
