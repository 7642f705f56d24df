package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// aggregateFilter makes a condition on what rows come to: how many they are, and what is made of their values.
func (p *planner) aggregateFilter(name string, from aggregated, filter object) (plan.Predicate, error) {
	return p.allOf(name, filter, func(name string, e entry) (plan.Predicate, error) {
		switch e.name {
		case "and", "or", "not":
			return p.combination(name, e, func(name string, value any) (plan.Predicate, error) {
				inner, _ := value.(object)
				return p.aggregateFilter(name, from, inner)
			})
		case "count", "nodeCount":
			value := plan.Value{Func: plan.Rows}
			if e.name == "nodeCount" {
				value.Func = plan.Nodes
			}
			return p.compareMade(name, from, value, e.value, asGiven)
		}
		inner, _ := e.value.(object)
		if over, isSum := sums[from.typeName][e.name]; isSum {
			of := from
			of.set, of.typeName = p.over(over, from.set), over.typeName
			return p.aggregateFilter(name, of, inner)
		}
		b, bound := p.bindings.fields[from.typeName][e.name].(property)
		if !bound {
			return nil, argumentError(name, "a list cannot be filtered by it")
		}
		column := plan.Column{Of: entity(from.typeName), Property: b.Property}
		if b.Type() != model.MoneyType {
			return p.madeFilter(name, from, plan.Value{Column: column}, inner)
		}
		return p.allOf(name, inner, func(name string, e entry) (plan.Predicate, error) {
			inner, _ := e.value.(object)
			column := column
			if e.name == "usd" {
				column.Part = plan.USD
				return p.madeFilter(name, from, plan.Value{Column: column}, inner)
			}
			column.Part = plan.Units
			rest, err := inCurrency(name, &column, inner)
			if err != nil {
				return nil, err
			}
			return p.madeFilter(name, from, plan.Value{Column: column}, rest)
		})
	})
}

// inCurrency gives a column the currency that an object names, and returns the rest of the object.
func inCurrency(name string, column *plan.Column, given object) (object, error) {
	rest := make(object, 0, len(given))
	for _, e := range given {
		if e.name != "currency" {
			rest = append(rest, e)
			continue
		}
		column.Currency, _ = e.value.(string)
		if !model.ValidCurrency(column.Currency) {
			return nil, argumentError(name+".currency", "%s is not the code of a currency: write three capital letters as in ISO 4217, "+
				"such as \"CNY\" or \"USD\"", describe(e.value))
		}
	}
	return rest, nil
}

// madeFilter makes a condition on the least, the greatest and the sum of a column.
func (p *planner) madeFilter(name string, from aggregated, value plan.Value, filter object) (plan.Predicate, error) {
	ofMoney := isMoney(value.Column)
	stored := asGiven
	if ofMoney {
		stored = hundredths
	}
	return p.allOf(name, filter, func(name string, e entry) (plan.Predicate, error) {
		value := value
		switch e.name {
		case "min":
			value.Func = plan.Least
		case "max":
			value.Func = plan.Greatest
		default:
			return p.compareSum(name, from, value, e.value, ofMoney)
		}
		return p.compareMade(name, from, value, e.value, stored)
	})
}

// isMoney reports whether a column counts hundredths.
func isMoney(c plan.Column) bool {
	return c.Property.Type() == model.MoneyType || c.Property.Type() == model.Amount
}

func (p *planner) compareMade(
	name string, from aggregated, value plan.Value, given any, stored func(string, any) (any, error),
) (plan.Predicate, error) {
	o, err := from.operand(from.set, value)
	if err != nil {
		return nil, err
	}
	return p.compare(name, o, given, stored)
}

// compareSum compares both halves of a sum. The sum of whole numbers is compared with the whole numbers that are in a
// Decimal's way.
func (p *planner) compareSum(name string, from aggregated, value plan.Value, given any, ofMoney bool) (plan.Predicate, error) {
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
		if lowBound == 0 && (op == plan.Less || op == plan.GreaterOrEqual) { // as most bounds are, which are round
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
	return p.compare(name, both, given, hundredths)
}

// wholeBound returns the whole number that a whole sum stands to as it does to a number of hundredths, and whether there
// is one: 3 is greater than 2.5 as it is greater than 2.
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
