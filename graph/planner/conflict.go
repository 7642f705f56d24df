package planner

import (
	"cmp"
	"maps"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// storedValue stands for what the graph itself holds in a field that a conflict is about. It is read from the row of the fact,
// which is the one that the list of its conflicts stands in, so that it can never be another than the fact shows.
type storedValue struct{}

func (storedValue) isBinding() {}

// fact is what a list of conflicts is about: a row's node or its relationship.
type fact struct {
	at place
	of plan.Entity
	on model.LabelSet // for which the list is read; 0 for all
}

// properties returns those that the fact can have, by the names of their fields.
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

// storedValue plans what is selected of the value that the graph holds.
func (p *planner) storedValue(at place, f collected) response.Value {
	fact := at.contested
	known := response.Contested{
		FieldAt: at.row.Column(plan.Column{Property: model.Field}), Places: map[string]response.StoredProperty{},
	}
	properties := p.properties(fact)
	for _, name := range slices.Sorted(maps.Keys(properties)) { // so that a query has one plan
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
	known.Value = p.object(place{path: at.at(f.key)}, "HeldValue", f.selections, func(h collected) response.Value {
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
