package plan_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

type strange struct{ plan.Predicate }

type own struct{ plan.Leaf }

// TestWalk checks that Walk visits the leaves of a condition in order, at any depth, and does not enter conditions on
// other rows.
func TestWalk(t *testing.T) {
	a, b := plan.IsNull{Column: plan.Column{Property: model.City}}, plan.IsNull{Column: plan.Column{Property: model.Name}}
	exists := plan.Exists{From: plan.From{Kind: plan.Expand}, Where: a}
	var got []plan.Predicate
	plan.Walk(plan.And{a, plan.Not{Of: plan.Or{b, exists}}, own{}}, func(p plan.Predicate) { got = append(got, p) })
	if want := []plan.Predicate{a, b, exists, own{}}; !reflect.DeepEqual(got, want) {
		t.Errorf("the parts are %v", got)
	}
	plan.Walk(nil, func(plan.Predicate) { t.Error("no condition has a part") })
}

// TestMap checks that each direct part of a condition is replaced once, and that the original does not change.
func TestMap(t *testing.T) {
	a, b := plan.IsNull{Column: plan.Column{Property: model.City}}, plan.IsNull{Column: plan.Column{Property: model.Name}}
	change := func(p plan.Predicate) plan.Predicate {
		if reflect.DeepEqual(p, plan.Predicate(a)) {
			return b
		}
		return p
	}
	compared := func(where plan.Predicate) plan.Aggregate { return plan.Aggregate{Set: plan.Set{Where: where}} }
	for _, c := range []struct{ given, want plan.Predicate }{
		{nil, nil},
		{a, a},
		{own{}, own{}},
		{plan.And{a, b}, plan.And{b, b}},
		{plan.Or{plan.Not{Of: a}, a}, plan.Or{plan.Not{Of: a}, b}},
		{plan.Not{Of: a}, plan.Not{Of: b}},
		{plan.Exists{Where: a}, plan.Exists{Where: b}},
		{plan.CompareAggregate{Aggregate: compared(a)}, plan.CompareAggregate{Aggregate: compared(b)}},
		{plan.AggregateIsNull{Aggregate: compared(a)}, plan.AggregateIsNull{Aggregate: compared(b)}},
	} {
		if got := plan.Map(c.given, change); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v becomes %v, want %v", c.given, got, c.want)
		}
	}
}

// TestUnknownNodesPanic checks that unknown conditions and items are not ignored.
func TestUnknownNodesPanic(t *testing.T) {
	unknown := strange{}
	row := func(item plan.Item) *plan.Plan { return &plan.Plan{Row: plan.Row{Items: []plan.Item{item}}} }
	list := &plan.List{Where: unknown}
	for name, do := range map[string]func(){
		"walk":         func() { plan.Walk(unknown, func(plan.Predicate) {}) },
		"map":          func() { plan.Map(plan.And{unknown}, func(p plan.Predicate) plan.Predicate { return plan.Map(p, nil) }) },
		"hold":         func() { plan.Holds(unknown, func(plan.Predicate) bool { return true }) },
		"key":          func() { row(list).Key() },
		"text":         func() { _ = row(list).String() },
		"key of item":  func() { row(strangeItem{}).Key() },
		"text of item": func() { _ = row(strangeItem{}).String() },
		"objects":      func() { row(strangeItem{}).Objects(1000) },
		"from":         func() { plan.From{Kind: 99}.Reaches() },
		"text of from": func() { _ = plan.From{Kind: 99}.String() },
		"value":        func() { row(&plan.List{After: []any{1.5}}).Key() },
		"subgraph": func() {
			(&plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{{Rel: model.InvestedIn, Where: unknown}}}}).Patterns()
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it passes unseen")
				}
			}()
			do()
		})
	}
}

// strangeItem is an item of an unknown type. Objects calls its Source first.
type strangeItem struct{ plan.Item }

func (strangeItem) Source() *plan.From { return &plan.From{} }

// TestHolds checks that a condition is evaluated from its leaves.
func TestHolds(t *testing.T) {
	yes, no := plan.HasLabel{Labels: model.Firm.Set()}, plan.HasLabel{}
	for _, c := range []struct {
		given plan.Predicate
		want  bool
	}{
		{nil, true},
		{yes, true},
		{no, false},
		{plan.And{}, true},
		{plan.And{yes, no}, false},
		{plan.And{yes, yes}, true},
		{plan.Or{}, false},
		{plan.Or{no, yes}, true},
		{plan.Or{no, no}, false},
		{plan.Not{Of: no}, true},
		{plan.Not{Of: plan.Or{no, plan.And{yes}}}, false},
	} {
		if got := plan.Holds(c.given, func(p plan.Predicate) bool { return cmp.Equal(p, yes) }); got != c.want {
			t.Errorf("%v holds: %t", c.given, got)
		}
	}
}
