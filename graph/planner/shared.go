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
	var ids []any // each once
	one := named{argument: s.argument, labels: s.labels}
	for i, id := range given {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
			one.ids = append(one.ids, texts[i])
		}
	}
	least := int64(len(ids))
	if n, isGiven := arguments["atLeast"].(int64); isGiven {
		if n < 1 || n > least {
			return nil, nil, input.Wrong("atLeast", "%d is out of range 1–%d: the upper bound is the number of different ids in `%s`", n, least, s.argument)
		}
		least = n
	}
	all, isMeant := a.identified(ids)
	isNamed := plan.AllOf(a.shown(s.from), plan.In{Column: plan.Column{Property: model.ID}, Values: all}, isMeant)
	for _, id := range all[len(ids):] {
		text, _ := id.(string)
		one.others = append(one.others, text)
	}
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

// identified resolves the ids of an argument, as lookup does for a single id. A company is found by its id under either
// prefix, because a client cannot know whether it is filed as a firm or as an investor. It returns the ids with those under
// the other prefix, and the condition that a node with one of them is meant: its own id is given, or no node has the given
// one.
func (a *builder) identified(ids []any) (all []any, where plan.Predicate) {
	all = slices.Clone(ids)
	for _, id := range ids {
		text, _ := id.(string)
		if other, is := model.OtherID(text); is && !slices.Contains(all, any(other)) {
			all = append(all, other)
		}
	}
	if len(all) == len(ids) {
		return all, nil
	}
	id := plan.Column{Property: model.ID}
	_ = a.Meter.Condition(1)
	return all, plan.AnyOf(plan.In{Column: id, Values: ids}, plan.NoneOf(plan.Exists{From: plan.From{Kind: plan.OtherID}}))
}

// lookup returns the source of the node with an id, and the condition that it is visible.
func (a *builder) lookup(labels model.LabelSet, marker model.Marker, id string) (plan.From, plan.Predicate) {
	from := plan.From{Kind: plan.Lookup, Labels: labels, Marker: marker, IDs: []string{id}}
	from.Otherwise, _ = model.OtherID(id)
	return from, a.shown(from)
}
