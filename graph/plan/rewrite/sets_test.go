package rewrite_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

func TestAsSet(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	equal := func(p model.Property, value any) plan.Predicate {
		return plan.Compare{Column: plan.Column{Property: p}, Op: plan.Equal, Value: value}
	}
	frequent := plan.Exists{From: investors}
	rare := plan.Exists{From: investors, Where: plan.And{
		equal(model.City, "a"), equal(model.Country, "b"), equal(model.FoundedYear, int64(2000)),
	}}
	named := plan.Exists{From: investors, Where: equal(model.ID, "investor:a")}
	for name, c := range map[string]struct {
		outer   rewrite.Outer
		of      plan.Predicate
		negated bool
		want    bool
	}{
		"within another":             {rewrite.Outer{Within: true, Starts: 1, InOrder: true}, frequent, false, true},
		"from one id":                {rewrite.Outer{Starts: 1}, rare, false, false},
		"from a usual page":          {rewrite.Outer{Starts: 20}, frequent, false, false},
		"from a large page":          {rewrite.Outer{Starts: 21}, frequent, false, true},
		"of all":                     {rewrite.Outer{}, frequent, false, true},
		"in order, common":           {rewrite.Outer{InOrder: true}, frequent, false, false},
		"in order, rare":             {rewrite.Outer{InOrder: true}, rare, false, true},
		"in order, of one":           {rewrite.Outer{InOrder: true}, named, false, true},
		"in order, but for the rare": {rewrite.Outer{InOrder: true}, rare, true, false},
	} {
		if got := c.outer.AsSet(c.of, c.negated); got != c.want {
			t.Errorf("%s: AsSet is %v", name, got)
		}
	}
}

func TestHoldsForNone(t *testing.T) {
	count := func(op plan.Op, operand int64) plan.Predicate {
		return plan.CompareAggregate{Op: op, Operand: operand}
	}
	least := plan.Aggregate{Value: plan.Value{Func: plan.Min, Column: plan.Column{Property: model.FoundedYear}}}
	for name, c := range map[string]struct {
		of   plan.Predicate
		want bool
	}{
		"none":               {count(plan.Equal, 0), true},
		"one":                {count(plan.Equal, 1), false},
		"less than one":      {count(plan.Less, 1), true},
		"less than none":     {count(plan.Less, 0), false},
		"at most none":       {count(plan.LessOrEqual, 0), true},
		"at most less":       {count(plan.LessOrEqual, -1), false},
		"more than none":     {count(plan.Greater, 0), false},
		"more than less":     {count(plan.Greater, -1), true},
		"at least none":      {count(plan.GreaterOrEqual, 0), true},
		"at least one":       {count(plan.GreaterOrEqual, 1), false},
		"a least value":      {plan.CompareAggregate{Aggregate: least, Op: plan.Less, Operand: int64(9)}, false},
		"no least value":     {plan.AggregateIsNull{Aggregate: least}, true},
		"no count":           {plan.AggregateIsNull{}, false},
		"not one":            {plan.Not{Of: count(plan.Equal, 1)}, true},
		"none and one":       {plan.And{count(plan.Equal, 0), count(plan.Equal, 1)}, false},
		"none or one":        {plan.Or{count(plan.Equal, 1), count(plan.Equal, 0)}, true},
		"all of nothing":     {plan.And{}, true},
		"one of nothing":     {plan.Or{}, false},
		"not less than none": {plan.Not{Of: plan.CompareAggregate{Aggregate: least, Op: plan.Less, Operand: int64(9)}}, true},
	} {
		if got := rewrite.HoldsForNone(c.of); got != c.want {
			t.Errorf("%s: HoldsForNone is %v", name, got)
		}
	}
}

type strange struct{ plan.Predicate }

// TestUnknownConditionsPanic checks that an unknown condition panics.
func TestUnknownConditionsPanic(t *testing.T) {
	unknown := strange{}
	for name, do := range map[string]func(){
		"one set":  func() { rewrite.OneSet(unknown) },
		"anchored": func() { rewrite.Anchored(unknown) },
		"set":      func() { rewrite.Outer{InOrder: true}.AsSet(unknown, false) },
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
