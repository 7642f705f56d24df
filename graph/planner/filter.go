package planner

import (
	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// scope is what a filter's fields are about: a node of a type, or a relationship and the node at its far end.
type scope struct {
	of       plan.Entity
	fields   map[string]binding
	nodeType string // of the far end, where of is OfRelationship
	depth    int
}

// filterArgument makes the predicate of a list's filter; nil holds for all.
func (p *planner) filterArgument(arguments map[string]any, l listing) (plan.Predicate, error) {
	filter, given := arguments["filter"].(object)
	if !given {
		return nil, nil
	}
	s := scope{of: plan.OfNode, fields: p.bindings.fields[l.name], depth: 1}
	if l.from.HasRelationship() {
		s.of, s.nodeType = plan.OfRelationship, l.nodeType
	}
	return p.filter("filter", s, filter)
}

// filter makes a predicate of which every given part must hold. A part that is null is no condition.
func (p *planner) filter(name string, s scope, filter object) (plan.Predicate, error) {
	parts := make([]plan.Predicate, 0, len(filter))
	for _, entry := range filter {
		if entry.value == nil {
			continue
		}
		part, err := p.condition(name+"."+entry.name, s, entry)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return plan.AllOf(parts...), nil
}

func (p *planner) condition(name string, s scope, e entry) (plan.Predicate, error) {
	switch e.name {
	case "and", "or":
		return p.combination(name, s, e)
	case "not":
		part, err := p.nested(name, s, e.value)
		if err != nil {
			return nil, err
		}
		return plan.NoneOf(part), nil
	case "node":
		if s.of == plan.OfRelationship {
			return p.nested(name, scope{of: plan.OfNode, fields: p.bindings.fields[s.nodeType], depth: s.depth}, e.value)
		}
	}
	switch b := s.fields[e.name].(type) {
	case property:
		return p.comparison(name, plan.Column{Of: s.of, Property: b.Property}, e.value)
	case connection:
		return p.some(name, s, b, e.value)
	case single:
		return p.leadsTo(name, s, b.from, nil, scope{of: plan.OfNode, fields: p.bindings.fields[b.typeName]}, e.value)
	}
	if label, isKind := kinds[e.name]; isKind {
		part, err := p.nested(name, scope{of: plan.OfNode, fields: p.bindings.fields[label.String()], depth: s.depth}, e.value)
		if err != nil {
			return nil, err
		}
		return plan.AllOf(plan.HasLabel{Labels: label.Set()}, part), p.meter.Condition(1)
	}
	return nil, argumentError(name, "nothing can be filtered by it")
}

func (p *planner) nested(name string, s scope, value any) (plan.Predicate, error) {
	filter, _ := value.(object)
	return p.filter(name, s, filter)
}

func (p *planner) combination(name string, s scope, e entry) (plan.Predicate, error) {
	given, _ := e.value.([]any)
	parts := make([]plan.Predicate, len(given))
	for i, element := range given {
		var err error
		if parts[i], err = p.nested(name, s, element); err != nil {
			return nil, err
		}
		if err := p.meter.Condition(1); err != nil {
			return nil, err
		}
	}
	if e.name == "and" {
		return plan.AllOf(parts...), nil
	}
	return plan.AnyOf(parts...), nil
}

// some makes a condition on the relationships that a connection lists.
func (p *planner) some(name string, s scope, c connection, value any) (plan.Predicate, error) {
	given, _ := value.(object)
	parts := make([]plan.Predicate, 0, len(given))
	for _, e := range given {
		if e.value == nil {
			continue
		}
		edge := edgeTypes[c.edge]
		inner := scope{of: plan.OfRelationship, fields: p.bindings.fields[c.edge], nodeType: edge.node}
		part, err := p.leadsTo(name+"."+e.name, s, c.from, c.where, inner, e.value)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return plan.AllOf(parts...), nil
}

// leadsTo makes the condition that there is a row of from for which the filter holds.
func (p *planner) leadsTo(
	name string, s scope, from plan.From, where plan.Predicate, inner scope, value any,
) (plan.Predicate, error) {
	inner.depth = s.depth + 1
	if err := p.meter.Part(inner.depth); err != nil {
		return nil, err
	}
	filter, err := p.nested(name, inner, value)
	if err != nil {
		return nil, err
	}
	return plan.Some{From: from, Where: plan.AllOf(where, filter)}, nil
}

var operators = map[string]plan.Op{
	"eq": plan.Equal, "lt": plan.Less, "lte": plan.LessOrEqual, "gt": plan.Greater, "gte": plan.GreaterOrEqual,
	"contains": plan.Contains, "startsWith": plan.StartsWith,
}

// comparison makes the condition on one property of which every given operator must hold.
func (p *planner) comparison(name string, column plan.Column, value any) (plan.Predicate, error) {
	given, _ := value.(object)
	parts := make([]plan.Predicate, 0, len(given))
	for _, e := range given {
		if e.value == nil {
			return nil, argumentError(name+"."+e.name, "null is not a value to compare with; ask with `isNull`")
		}
		if err := p.meter.Condition(1); err != nil {
			return nil, err
		}
		if e.name == "contains" || e.name == "startsWith" {
			text, _ := e.value.(string)
			if err := p.meter.Folded(text); err != nil {
				return nil, err
			}
		}
		parts = append(parts, matches(column, e))
	}
	return plan.AllOf(parts...), nil
}

func matches(column plan.Column, e entry) plan.Predicate {
	switch e.name {
	case "isNull":
		if e.value == true {
			return plan.IsNull{Column: column}
		}
		return plan.Not{Of: plan.IsNull{Column: column}}
	case "in":
		list, _ := e.value.([]any)
		values := make([]any, len(list))
		for i, value := range list {
			values[i] = stored(column, value)
		}
		return plan.In{Column: column, Values: values}
	case "contains", "startsWith":
		text, _ := e.value.(string)
		folded := column
		folded.Part = plan.Key
		return plan.Compare{Column: folded, Op: operators[e.name], Value: model.Fold(text)}
	}
	return plan.Compare{Column: column, Op: operators[e.name], Value: stored(column, e.value)}
}

// stored returns a value as the store keeps it: an enum's by its place in the vocabulary.
func stored(column plan.Column, value any) any {
	if name, isText := value.(string); isText && column.Property.Type() == model.Enum {
		place, _ := column.Property.EnumValue(name)
		return place
	}
	return value
}
