package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// ends are the fields for the smallest and the largest value.
var ends = map[string]plan.Func{"min": plan.Min, "max": plan.Max}

// counts are the fields for the number of rows and of their distinct nodes.
var counts = map[string]plan.Func{"count": plan.Count, "nodeCount": plan.CountDistinctNodes}

// aggregateFilter returns a condition on the aggregates of a set.
func (a *builder) aggregateFilter(name string, from aggregated, filter any) (plan.Predicate, error) {
	return a.allOf(name, filter, func(name string, e input.Entry) (plan.Predicate, error) {
		switch e.Name {
		case "and", "or", "not":
			return a.combination(name, e, func(name string, value any) (plan.Predicate, error) {
				return a.aggregateFilter(name, from, value)
			})
		case "count", "nodeCount":
			return a.compareMade(name, from, plan.Value{Func: counts[e.Name]}, e.Value, asGiven)
		}
		if over, isSum := a.bindings.totals[from.typeName][e.Name]; isSum {
			of := from
			of.set, of.typeName = a.over(over, from.set), over.typeName
			return a.aggregateFilter(name, of, e.Value)
		}
		b, bound := a.bindings.fields[from.typeName][e.Name].(property)
		if !bound {
			return nil, input.Wrong(name, "filtering by this field is not supported")
		}
		column := plan.Column{Of: a.bindings.entity(from.typeName), Property: b.Property}
		if b.Type() != model.MoneyType {
			return a.madeFilter(name, from, plan.Value{Column: column}, e.Value)
		}
		return a.allOf(name, e.Value, func(name string, e input.Entry) (plan.Predicate, error) {
			column := column
			if e.Name == "usd" {
				column.Part = plan.USD
				return a.madeFilter(name, from, plan.Value{Column: column}, e.Value)
			}
			column.Part = plan.Units
			rest, err := inCurrency(name, &column, objectOf(e.Value))
			if err != nil {
				return nil, err
			}
			return a.madeFilter(name, from, plan.Value{Column: column}, rest)
		})
	})
}

// inCurrency sets the currency of a column from an object, and returns the other fields of the object.
func inCurrency(name string, column *plan.Column, given input.Object) (input.Object, error) {
	rest := make(input.Object, 0, len(given))
	for _, e := range given {
		if e.Name != "currency" {
			rest = append(rest, e)
			continue
		}
		code, err := currencyCode(name, e.Value)
		if err != nil {
			return nil, err
		}
		column.Currency, _ = code.(string)
		if !model.ValidCurrency(column.Currency) {
			return nil, input.Wrong(name+".currency", "%s is not a currency code: write the three letters of ISO 4217, "+
				"such as \"CNY\" or \"USD\"", input.Describe(e.Value))
		}
	}
	return rest, nil
}

// madeFilter returns a condition on the minimum, maximum and sum of a column.
func (a *builder) madeFilter(name string, from aggregated, value plan.Value, filter any) (plan.Predicate, error) {
	ofMoney := isMoney(value.Column)
	stored := asGiven
	if ofMoney {
		stored = hundredths
	}
	return a.allOf(name, filter, func(name string, e input.Entry) (plan.Predicate, error) {
		value := value
		var isEnd bool
		if value.Func, isEnd = ends[e.Name]; !isEnd {
			return a.compareSum(name, from, value, e.Value, ofMoney)
		}
		return a.compareMade(name, from, value, e.Value, stored)
	})
}

// isMoney reports whether the unit of a column is one hundredth.
func isMoney(c plan.Column) bool {
	return c.Property.Type() == model.MoneyType || c.Property.Type() == model.Amount
}

func (a *builder) compareMade(
	name string, from aggregated, value plan.Value, given any, stored func(string, any) (any, error),
) (plan.Predicate, error) {
	o, err := from.operand(from.set, value)
	if err != nil {
		return nil, err
	}
	return a.compare(name, o, given, stored)
}

// compareSum compares both halves of a sum. A sum of integers is compared with the nearest integer that gives the same
// result as the Decimal.
func (a *builder) compareSum(name string, from aggregated, value plan.Value, given any, ofMoney bool) (plan.Predicate, error) {
	value.Func = plan.SumHigh
	high, err := from.operand(from.set, value)
	if err != nil {
		return nil, err
	}
	value.Func = plan.SumLow
	low, err := from.operand(from.set, value)
	if err != nil {
		return nil, err
	}
	both := operand{isNull: high.isNull}
	both.compare = func(op plan.Op, value any) plan.Predicate {
		bound, _ := value.(int64)
		if !ofMoney {
			var whole bool
			if bound, whole = wholeBound(op, bound); !whole {
				return plan.Or{}
			}
		}
		highBound, lowBound := plan.SplitSum(bound)
		if lowBound == 0 && (op == plan.Less || op == plan.GreaterOrEqual) { // like most bounds, which are round numbers
			return high.compare(op, highBound)
		}
		equal := high.compare(plan.Equal, highBound)
		switch op {
		case plan.Equal:
			return plan.AllOf(equal, low.compare(plan.Equal, lowBound))
		case plan.Less, plan.LessOrEqual:
			return plan.AnyOf(high.compare(plan.Less, highBound), plan.AllOf(equal, low.compare(op, lowBound)))
		case plan.Greater, plan.GreaterOrEqual:
			return plan.AnyOf(high.compare(plan.Greater, highBound), plan.AllOf(equal, low.compare(op, lowBound)))
		default:
			panic("planner: a comparison that sums do not have")
		}
	}
	return a.compare(name, both, given, hundredths)
}

// wholeBound returns the integer that compares to every integer sum like n hundredths do, and whether there is one: a
// sum is greater than 2.5 if it is greater than 2.
func wholeBound(op plan.Op, n int64) (int64, bool) {
	down := n / 100
	if n%100 < 0 {
		down--
	}
	if n%100 == 0 {
		return down, true
	}
	switch op {
	case plan.Greater, plan.LessOrEqual:
		return down, true
	case plan.GreaterOrEqual, plan.Less:
		return down + 1, true
	case plan.Equal:
		return 0, false
	default:
		panic("planner: a comparison that sums do not have")
	}
}

// entity returns whether the properties of a type belong to the node or the relationship of its rows.
func (b bindings) entity(typeName string) plan.Entity {
	if _, isEdge := b.edges[typeName]; isEdge {
		return plan.OfRelationship
	}
	return plan.OfNode
}

// aggregated is what a filter or an order aggregates: the rows of a set, or a group.
type aggregated struct {
	typeName string
	set      plan.Set
	operand  func(set plan.Set, value plan.Value) (operand, error)
}

// sumOver describes the distinct nodes that rows lead to.
type sumOver struct {
	then     plan.From
	typeName string
}

// over returns the set of nodes that the rows of another set lead to.
func (a *builder) over(s sumOver, set plan.Set) plan.Set {
	set.Then, set.ThenWhere = &s.then, a.shown(s.then)
	return set
}
