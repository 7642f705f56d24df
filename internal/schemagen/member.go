package schemagen

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// valueFields are the types of a property's fields in the family, by the type of its values.
var valueFields = map[string]member{
	"String":     {Filter: "TextFilter", Order: "Direction"},
	"[String!]!": {Filter: "TextListFilter"},
	"Boolean":    {Filter: "BooleanFilter", Order: "Direction"},
	"PartialDate": {
		Filter: "PartialDateFilter", Order: "Direction", Aggregate: "DateAggregate", AggregateOrder: "DateAggregateOrder",
	},
	"Int": {
		Filter: "IntFilter", Order: "Direction",
		Aggregate: "IntAggregate", AggregateFilter: "IntAggregateFilter", AggregateOrder: "NumberAggregateOrder",
	},
	"Decimal": {
		Filter: "DecimalFilter", Order: "Direction",
		Aggregate: "DecimalAggregate", AggregateFilter: "DecimalAggregateFilter", AggregateOrder: "NumberAggregateOrder",
	},
	"Money": {
		Filter: "MoneyFilter", Order: "MoneyOrder",
		Aggregate: "MoneyAggregate", AggregateFilter: "MoneyAggregateFilter", AggregateOrder: "MoneyAggregateOrder",
	},
}

// newMember says what a field of a row is filtered by, sorted by and aggregated to.
func (g *generator) newMember(f *ast.FieldDefinition) member {
	typ, name := *f.Type, f.Type.Name()
	if typ.Elem == nil {
		typ.NonNull = false
	}
	m, isValue := valueFields[typ.String()]
	m.FieldDefinition, m.Noun = f, noun(f.Description)
	written := g.document.Definitions.ForName(name)
	switch {
	case isValue:
	case m.IsList():
		if f.Directives.ForName("where") == nil { // which another list has
			m.Filter, m.Order = m.list()+"ListFilter", m.list()+"AggregateOrder"
		}
	case g.declared.Nodes.ForName(name) != nil && f.Type.Elem == nil:
		m.Filter, m.Order = name+"Filter", name+"FieldOrder"
	case written != nil && written.Kind == ast.Enum:
		m.Filter, m.Order = name+"Filter", "Direction"
	}
	return m
}
