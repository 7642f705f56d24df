package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// sharedNodes describes what the nodes of a list must have in common: relationships with a number of the nodes that an
// argument names.
type sharedNodes struct {
	argument string // empty: no condition
	from     plan.From
	labels   model.LabelSet // of the named nodes
}

// shared returns the condition that a node is related to at least the requested number of the named nodes, by any
// number of relationships each. It includes the weaker condition that the node is related to one of them, from which a
// store can start. It also returns the argument that names them.
func (a *builder) shared(f collected, s sharedNodes) (plan.Predicate, []named, error) {
	if s.argument == "" {
		return nil, nil, nil
	}
	arguments, err := a.Arguments(f.field)
	if err != nil {
		return nil, nil, err
	}
	given, _ := arguments[s.argument].([]any)
	if len(given) == 0 || len(given) > MaxIDs {
		return nil, nil, input.Wrong(s.argument, "%d ids are given; 1–%d are allowed", len(given), MaxIDs)
	}
	texts, err := idsOf(given)
	if err != nil {
		return nil, nil, err
	}
	one := named{argument: s.argument, labels: s.labels}
	for _, id := range texts {
		if !slices.Contains(one.ids, id) {
			one.ids = append(one.ids, id)
		}
	}
	one.others = otherIDs(one.ids)
	least := int64(len(one.ids))
	if n, isGiven := arguments["atLeast"].(int64); isGiven {
		if n < 1 || n > least {
			return nil, nil, input.Wrong("atLeast", "%d is out of range 1–%d: the upper bound is the number of different ids in `%s`", n, least, s.argument)
		}
		least = n
	}
	isNamed := plan.AllOf(a.shown(s.from), a.identified(one))
	if err := a.Meter.Part(1); err != nil {
		return nil, nil, err
	}
	return plan.AllOf(plan.Exists{From: s.from, Where: isNamed}, plan.CompareAggregate{
		Aggregate: plan.Aggregate{Set: plan.Set{From: s.from, Where: isNamed}, Value: plan.Value{Func: plan.CountDistinctNodes}},
		Op:        plan.GreaterOrEqual, Operand: least,
	}), []named{one}, a.Meter.Part(1)
}

// named are the ids that an argument of a root field names, and the labels that it accepts.
type named struct {
	argument string
	ids      []string
	others   []string // ids under the other prefix, which stand for ids without a node
	labels   model.LabelSet
}

// otherIDs returns the ids that companies have under the other prefix, without those that are given.
func otherIDs(given []string) (others []string) {
	for _, id := range given {
		if other, is := model.OtherID(id); is && !slices.Contains(given, other) {
			others = append(others, other)
		}
	}
	return others
}

// identified returns the condition that an argument names a node, as lookup resolves a single id. A company is found by its
// id under either prefix, because a client cannot know whether it is filed as a firm or as an investor: its own id is given,
// or that under the other prefix, which no node has.
func (a *builder) identified(n named) plan.Predicate {
	with := func(ids []string) plan.Predicate {
		return plan.In{Column: plan.Column{Property: model.ID}, Values: anys(ids)}
	}
	if len(n.others) == 0 {
		return with(n.ids)
	}
	_ = a.Meter.Condition(1)
	return plan.AllOf(with(slices.Concat(n.ids, n.others)),
		plan.AnyOf(with(n.ids), plan.NoneOf(plan.Exists{From: plan.From{Kind: plan.OtherID}})))
}

// anys returns texts as values of a plan.
func anys(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// lookup returns the source of the node with an id, and the condition that it is visible.
func (a *builder) lookup(labels model.LabelSet, marker model.Marker, id string) (plan.From, plan.Predicate) {
	from := plan.From{Kind: plan.Lookup, Labels: labels, Marker: marker, IDs: []string{id}}
	from.Otherwise, _ = model.OtherID(id)
	return from, a.shown(from)
}
