package oracle

import (
	"maps"
	"math/big"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// aggregateHolds reports whether a condition on the aggregate of a connection's rows is true.
func (s scope) aggregateHolds(name string, filter object, rows []row) bool {
	rows, rest := s.restricted(name, filter, rows)
	return s.comesTo(name+"AggregateFilter", rest, rows)
}

// restricted returns the rows that satisfy the filter inside an input object, and the object without this filter.
func (s scope) restricted(name string, given object, rows []row) ([]row, object) {
	rest := maps.Clone(given)
	delete(rest, "filter")
	if filter, has := given["filter"].(object); has {
		rows = s.those(name+"Filter", filter, rows)
	}
	return rows, rest
}

// comesTo reports whether a condition on the aggregate of rows is true.
func (s scope) comesTo(input string, filter object, rows []row) bool {
	return combined(filter, func(field string, value any) bool {
		given := value.(object)
		switch field {
		case "count":
			return valueHolds(given, big.NewRat(int64(len(rows)), 1))
		case "nodeCount":
			return valueHolds(given, big.NewRat(int64(len(different(rows))), 1))
		}
		switch kind := s.inputType(input, field); kind {
		case "IntAggregateFilter", "DecimalAggregateFilter":
			return numbersHold(given, numbersOf(rows, field))
		case "MoneyAggregateFilter":
			return combined(given, func(of string, value any) bool {
				values, given := moneyNumbers(of, value.(object), known[model.Money](rows, field))
				return numbersHold(given, values)
			}, nil)
		default:
			return s.comesTo(kind, given, s.graph.over(field, rows))
		}
	}, func(inner object) bool { return s.comesTo(input, inner, rows) })
}

// moneyNumbers returns the amounts that an input object is about, in US dollars or in the currency that it names, and the
// object without the currency.
func moneyNumbers(of string, given object, values []model.Money) (numbers, object) {
	if of == "usd" {
		return dollars(values), given
	}
	rest := maps.Clone(given)
	delete(rest, "currency")
	if by, is := rest["by"].(object); is {
		rest = by
	}
	return inCurrency(values, given["currency"].(string)), rest
}

// numbersHold reports whether the conditions on the minimum, maximum, sum and average of numbers are true.
func numbersHold(filter object, values numbers) bool {
	return combined(filter, func(function string, value any) bool {
		return valueHolds(value.(object), values.of(function))
	}, nil)
}

// valueHolds reports whether all operators are true for an aggregate, which is nil if it is null.
func valueHolds(operators object, value *big.Rat) bool {
	for operator, operand := range withoutNulls(operators) {
		holds := false
		switch {
		case operator == "isNull":
			holds = (value == nil) == operand.(bool)
		case value != nil:
			holds = numberHolds(operator, operand, value)
		}
		if !holds {
			return false
		}
	}
	return true
}

// aggregateKey returns the sort key of a row from the aggregate of a connection, for one element of an order, and its
// direction.
func (s scope) aggregateKey(input, name string, given object, rows []row) (any, string) {
	rows, rest := s.restricted(name, given, rows)
	return s.madeKey(s.inputType(input, "by"), rest["by"].(object), rows)
}

func (s scope) madeKey(input string, given object, rows []row) (any, string) {
	field, value := theOne(given)
	switch field {
	case "count":
		return int64(len(rows)), value.(string)
	case "nodeCount":
		return int64(len(different(rows))), value.(string)
	}
	switch kind, inner := s.inputType(input, field), value.(object); kind {
	case "NumberAggregateOrder":
		return numberKey(inner, numbersOf(rows, field))
	case "DateAggregateOrder":
		function, direction := theOne(inner)
		values := known[model.PartialDate](rows, field)
		switch {
		case len(values) == 0:
			return nil, direction.(string)
		case function == "min":
			return slices.MinFunc(values, compareDates), direction.(string)
		}
		return slices.MaxFunc(values, compareDates), direction.(string)
	case "MoneyAggregateOrder":
		of, ofMoney := theOne(inner)
		values, rest := moneyNumbers(of, ofMoney.(object), known[model.Money](rows, field))
		return numberKey(rest, values)
	default:
		return s.madeKey(kind, inner, s.graph.over(field, rows))
	}
}

func numberKey(given object, values numbers) (any, string) {
	function, direction := theOne(given)
	if value := values.of(function); value != nil {
		return value, direction.(string)
	}
	return nil, direction.(string)
}
