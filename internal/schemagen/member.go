package schemagen

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// valueFields has the types of the fields for a property in its family, by the type of its values.
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

// newMember returns a member with the types by which a field is filtered, sorted and aggregated.
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
		if f.Directives.ForName("where") == nil { // a field with @where shares the list of another field
			m.Filter, m.Order = m.list()+"ListFilter", m.list()+"AggregateOrder"
		}
	case g.declared.Nodes.ForName(name) != nil && f.Type.Elem == nil:
		m.Filter, m.Order = name+"Filter", name+"FieldOrder"
	case written != nil && written.Kind == ast.Enum:
		m.Filter, m.Order = name+"Filter", "Direction"
	}
	return m
}
