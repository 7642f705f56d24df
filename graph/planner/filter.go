package planner

import (
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// scope is the subject of a filter's fields: a node of a type, or a relationship and the node at its far end.
type scope struct {
	of       plan.Entity
	fields   map[string]binding
	nodeType string // type of the far end, if of is OfRelationship
	depth    int
}

// filterArgument returns the predicate of a list's filter; nil always holds.
func (a *builder) filterArgument(arguments map[string]any, l listing) (plan.Predicate, error) {
	filter, given := arguments["filter"].(input.Object)
	if !given {
		return nil, nil
	}
	s := scope{of: plan.OfNode, fields: a.bindings.fields[l.name], depth: 1}
	if a.bindings.entity(l.name) == plan.OfRelationship {
		s.of, s.nodeType = plan.OfRelationship, l.nodeType
	}
	return a.filter("filter", s, filter)
}

// objectOf returns a value as an input object, or an empty object for null.
func objectOf(value any) input.Object {
	object, _ := value.(input.Object)
	return object
}

// filter returns the conjunction of all given parts. A part that is null is ignored.
func (a *builder) filter(name string, s scope, filter any) (plan.Predicate, error) {
	return a.allOf(name, filter, func(name string, e input.Entry) (plan.Predicate, error) { return a.condition(name, s, e) })
}

// allOf returns the conjunction of the conditions for all fields of an object that are not null.
func (a *builder) allOf(
	name string, object any, condition func(name string, e input.Entry) (plan.Predicate, error),
) (plan.Predicate, error) {
	given := objectOf(object)
	parts := make([]plan.Predicate, 0, len(given))
	for _, e := range given {
		if e.Value == nil {
			continue
		}
		part, err := condition(name+"."+e.Name, e)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return plan.AllOf(parts...), nil
}

func (a *builder) condition(name string, s scope, e input.Entry) (plan.Predicate, error) {
	switch e.Name {
	case "and", "or", "not":
		return a.combination(name, e, func(name string, value any) (plan.Predicate, error) { return a.filter(name, s, value) })
	case "node":
		if s.of == plan.OfRelationship {
			return a.filter(name, a.nodeScope(s.nodeType, s.depth), e.Value)
		}
	}
	switch b := a.seen(s.fields[e.Name]).(type) {
	case property:
		return a.compareProperty(name, s.of, b.Property, e.Value)
	case connection:
		return a.relationshipCondition(name, s, b, e.Value)
	case single:
		some := input.Entry{Name: "some", Value: e.Value} // an empty filter requires that the node exists
		return a.quantified(name, b.from, b.where, a.nodeScope(b.typeName, s.depth+1), some)
	case plural:
		return a.listed(name, s, b, e.Value)
	case nil, storedValue:
	default:
		panic("planner: a field that stands for something unknown")
	}
	if kind, isKind := a.bindings.roots[e.Name]; isKind { // like the root field for a single node
		part, err := a.filter(name, a.nodeScope(kind.typeName, s.depth), e.Value)
		if err != nil {
			return nil, err
		}
		return plan.AllOf(plan.HasLabel{Labels: kind.labels}, part), a.Meter.Condition(1)
	}
	return nil, input.Wrong(name, "filtering by this field is not supported")
}

func (a *builder) nodeScope(typeName string, depth int) scope {
	return scope{of: plan.OfNode, fields: a.bindings.fields[typeName], depth: depth}
}

func (a *builder) edgeScope(edge string, depth int) scope {
	return scope{
		of: plan.OfRelationship, fields: a.bindings.fields[edge], nodeType: a.bindings.edges[edge].node, depth: depth,
	}
}

// combination returns the and, or or not of conditions.
func (a *builder) combination(
	name string, e input.Entry, nested func(name string, value any) (plan.Predicate, error),
) (plan.Predicate, error) {
	if e.Name == "not" {
		part, err := nested(name, e.Value)
		if err != nil {
			return nil, err
		}
		return plan.NoneOf(part), nil
	}
	given, _ := e.Value.([]any)
	parts := make([]plan.Predicate, len(given))
	for i, element := range given {
		var err error
		if parts[i], err = nested(name, element); err != nil {
			return nil, err
		}
		if err := a.Meter.Condition(1); err != nil {
			return nil, err
		}
	}
	if e.Name == "and" {
		return plan.AllOf(parts...), nil
	}
	return plan.AnyOf(parts...), nil
}

// relationshipCondition returns the conjunction of the conditions on the relationships of a connection.
func (a *builder) relationshipCondition(name string, s scope, c connection, value any) (plan.Predicate, error) {
	inner := a.edgeScope(c.edge, s.depth+1)
	return a.allOf(name, value, func(name string, e input.Entry) (plan.Predicate, error) {
		if e.Name != "aggregate" {
			return a.quantified(name, c.from, c.where, inner, e)
		}
		if err := a.Meter.Part(inner.depth); err != nil {
			return nil, err
		}
		return a.aggregateCondition(name, inner, c, objectOf(e.Value))
	})
}

// listed returns the conjunction of the conditions on the sources or the conflicts of a fact.
func (a *builder) listed(name string, s scope, list plural, value any) (plan.Predicate, error) {
	inner := a.nodeScope(list.typeName, s.depth+1)
	return a.allOf(name, value, func(name string, e input.Entry) (plan.Predicate, error) {
		return a.quantified(name, list.from, list.where, inner, e)
	})
}

// quantified returns the condition that a filter holds for some, all, none or exactly one of the rows of From.
func (a *builder) quantified(
	name string, from plan.From, where plan.Predicate, inner scope, e input.Entry,
) (plan.Predicate, error) {
	weight := 1
	if from.Kind == plan.Sources {
		weight = plan.SourcesParts
	}
	if err := a.Meter.Parts(weight, inner.depth); err != nil {
		return nil, err
	}
	filter, err := a.filter(name, inner, e.Value)
	if err != nil {
		return nil, err
	}
	some := plan.Exists{From: from, Where: plan.AllOf(where, filter)}
	switch e.Name {
	case "some":
		return some, nil
	case "none":
		return plan.NoneOf(some), nil
	case "single":
		set := plan.Set{From: from, Where: some.Where}
		return plan.CompareAggregate{Aggregate: plan.Aggregate{Set: set}, Op: plan.Equal, Operand: int64(1)}, nil
	}
	if filter == nil {
		return nil, nil // an empty filter holds for all rows
	}
	some.Where = plan.AllOf(where, plan.NoneOf(filter))
	return plan.NoneOf(some), nil
}

// aggregateCondition returns a condition on aggregates of the relationships of a connection.
func (a *builder) aggregateCondition(name string, inner scope, c connection, filter input.Object) (plan.Predicate, error) {
	set, rest, err := a.restricted(name, inner, c, filter)
	if err != nil {
		return nil, err
	}
	from := aggregated{typeName: c.edge, set: set, operand: func(set plan.Set, value plan.Value) (operand, error) {
		measure := plan.Aggregate{Set: set, Value: value}
		o := operand{
			compare: func(op plan.Op, value any) plan.Predicate {
				return plan.CompareAggregate{Aggregate: measure, Op: op, Operand: value}
			},
			isNull: plan.AggregateIsNull{Aggregate: measure},
		}
		if measure.NeverNull() {
			o.isNull = plan.Or{}
		}
		return o, a.Meter.Part(inner.depth)
	}}
	return a.aggregateFilter(name, from, rest)
}

// restricted returns the set of the relationships of a connection that satisfy the object's own filter, and the other
// fields of the object.
func (a *builder) restricted(name string, inner scope, c connection, given input.Object) (plan.Set, input.Object, error) {
	set, rest := plan.Set{From: c.from, Where: c.where}, make(input.Object, 0, len(given))
	for _, e := range given {
		if e.Name != "filter" {
			rest = append(rest, e)
			continue
		}
		filter, err := a.filter(name+".filter", inner, e.Value)
		if err != nil {
			return set, nil, err
		}
		set.Where = plan.AllOf(c.where, filter)
	}
	return set, rest, nil
}
