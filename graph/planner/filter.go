package planner

import "github.com/stakegraph/stakegraph/graph/plan"

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
	if l.isOfEdges() {
		s.of, s.nodeType = plan.OfRelationship, l.nodeType
	}
	return p.filter("filter", s, filter)
}

// filter makes a predicate of which every given part must hold. A part that is null is no condition.
func (p *planner) filter(name string, s scope, filter object) (plan.Predicate, error) {
	return p.allOf(name, filter, func(name string, e entry) (plan.Predicate, error) { return p.condition(name, s, e) })
}

// allOf makes a predicate of which every given part must hold, but for parts that are null.
func (p *planner) allOf(
	name string, filter object, condition func(name string, e entry) (plan.Predicate, error),
) (plan.Predicate, error) {
	parts := make([]plan.Predicate, 0, len(filter))
	for _, e := range filter {
		if e.value == nil {
			continue
		}
		part, err := condition(name+"."+e.name, e)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return plan.AllOf(parts...), nil
}

func (p *planner) condition(name string, s scope, e entry) (plan.Predicate, error) {
	switch e.name {
	case "and", "or", "not":
		return p.combination(name, e, func(name string, value any) (plan.Predicate, error) {
			return p.nested(name, s, value)
		})
	case "node":
		if s.of == plan.OfRelationship {
			return p.nested(name, p.nodeScope(s.nodeType, s.depth), e.value)
		}
	}
	switch b := p.seen(s.fields[e.name]).(type) {
	case property:
		return p.compareProperty(name, s.of, b.Property, e.value)
	case connection:
		return p.related(name, s, b, e.value)
	case single:
		return p.leadsTo(name, s, b, e.value)
	case plural:
		return p.listed(name, s, b, e.value)
	case nil, held:
	default:
		panic("planner: a field that stands for something unknown")
	}
	if label, isKind := kinds[e.name]; isKind {
		part, err := p.nested(name, p.nodeScope(label.String(), s.depth), e.value)
		if err != nil {
			return nil, err
		}
		return plan.AllOf(plan.HasLabel{Labels: label.Set()}, part), p.meter.Condition(1)
	}
	return nil, argumentError(name, "a list cannot be filtered by it")
}

func (p *planner) nodeScope(typeName string, depth int) scope {
	return scope{of: plan.OfNode, fields: p.bindings.fields[typeName], depth: depth}
}

func (p *planner) edgeScope(edge string, depth int) scope {
	return scope{
		of: plan.OfRelationship, fields: p.bindings.fields[edge], nodeType: edgeTypes[edge].node, depth: depth,
	}
}

func (p *planner) nested(name string, s scope, value any) (plan.Predicate, error) {
	filter, _ := value.(object)
	return p.filter(name, s, filter)
}

// combination makes an and, an or or a not of conditions.
func (p *planner) combination(
	name string, e entry, nested func(name string, value any) (plan.Predicate, error),
) (plan.Predicate, error) {
	if e.name == "not" {
		part, err := nested(name, e.value)
		if err != nil {
			return nil, err
		}
		return plan.NoneOf(part), nil
	}
	given, _ := e.value.([]any)
	parts := make([]plan.Predicate, len(given))
	for i, element := range given {
		var err error
		if parts[i], err = nested(name, element); err != nil {
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

// related makes a condition on the relationships that a connection lists, taken together.
func (p *planner) related(name string, s scope, c connection, value any) (plan.Predicate, error) {
	inner := p.edgeScope(c.edge, s.depth+1)
	given, _ := value.(object)
	return p.allOf(name, given, func(name string, e entry) (plan.Predicate, error) {
		if e.name != "aggregate" {
			return p.quantified(name, c.from, c.where, inner, e)
		}
		if err := p.meter.Part(inner.depth); err != nil {
			return nil, err
		}
		filter, _ := e.value.(object)
		return p.relatedAggregate(name, inner, c, filter)
	})
}

// listed makes a condition on the sources of a fact, or on its conflicts, taken together.
func (p *planner) listed(name string, s scope, list plural, value any) (plan.Predicate, error) {
	inner := p.nodeScope(list.typeName, s.depth+1)
	given, _ := value.(object)
	return p.allOf(name, given, func(name string, e entry) (plan.Predicate, error) {
		return p.quantified(name, list.from, list.where, inner, e)
	})
}

// quantified makes a condition on how many of the rows that from leads to a filter holds for: some, all, none or a
// single one.
func (p *planner) quantified(
	name string, from plan.From, where plan.Predicate, inner scope, e entry,
) (plan.Predicate, error) {
	weight := 1
	if from.Kind == plan.Cited {
		weight = plan.CitedParts
	}
	if err := p.meter.Parts(weight, inner.depth); err != nil {
		return nil, err
	}
	filter, err := p.nested(name, inner, e.value)
	if err != nil {
		return nil, err
	}
	switch e.name {
	case "some":
		return plan.Some{From: from, Where: plan.AllOf(where, filter)}, nil
	case "none":
		return plan.NoneOf(plan.Some{From: from, Where: plan.AllOf(where, filter)}), nil
	case "single":
		set := plan.Set{From: from, Where: plan.AllOf(where, filter)}
		return plan.Measured{Measure: plan.Measure{Set: set}, Op: plan.Equal, Operand: int64(1)}, nil
	}
	if filter == nil {
		return nil, nil // all of them, whatever they are
	}
	return plan.NoneOf(plan.Some{From: from, Where: plan.AllOf(where, plan.NoneOf(filter))}), nil
}

// leadsTo makes the condition that there is a row of from for which the filter holds.
func (p *planner) leadsTo(name string, s scope, b single, value any) (plan.Predicate, error) {
	some := entry{"some", value}
	return p.quantified(name, b.from, b.where, p.nodeScope(b.typeName, s.depth+1), some)
}

// relatedAggregate makes a condition on what the relationships of a connection come to.
func (p *planner) relatedAggregate(name string, inner scope, c connection, filter object) (plan.Predicate, error) {
	set, rest, err := p.restricted(name, inner, c, filter)
	if err != nil {
		return nil, err
	}
	from := aggregated{typeName: c.edge, set: set, operand: func(set plan.Set, value plan.Value) (operand, error) {
		measure := plan.Measure{Set: set, Value: value}
		o := operand{
			compare: func(op plan.Op, value any) plan.Predicate {
				return plan.Measured{Measure: measure, Op: op, Operand: value}
			},
			isNull: plan.Unmeasured{Measure: measure},
		}
		if measure.NeverNull() {
			o.isNull = plan.Or{}
		}
		return o, p.meter.Part(inner.depth)
	}}
	return p.aggregateFilter(name, from, rest)
}

// restricted returns the set of the relationships that a connection lists and the object's own filter holds for, and
// what the object has beside that.
func (p *planner) restricted(name string, inner scope, c connection, given object) (plan.Set, object, error) {
	set, rest := plan.Set{From: c.from, Where: c.where}, make(object, 0, len(given))
	for _, e := range given {
		if e.name != "filter" {
			rest = append(rest, e)
			continue
		}
		filter, err := p.nested(name+".filter", inner, e.value)
		if err != nil {
			return set, nil, err
		}
		set.Where = plan.AllOf(c.where, filter)
	}
	return set, rest, nil
}
