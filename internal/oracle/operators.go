package oracle

import (
	"math/big"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// operatorsHold reports whether all operators of a filter are true for a value, which is nil if it is null.
func operatorsHold(kind string, property model.Property, operators object, value any) bool {
	operators = withoutNulls(operators)
	for operator, operand := range operators {
		if !operatorHolds(kind, property, operator, operand, value) {
			return false
		}
	}
	return true
}

// withoutNulls returns the operators that are not null. At least one must not be.
func withoutNulls(operators object) object {
	rest := object{}
	for operator, operand := range operators {
		if operand != nil {
			rest[operator] = operand
		}
	}
	if len(rest) == 0 && len(operators) > 0 {
		refuse("every operator is null")
	}
	return rest
}

func operatorHolds(kind string, property model.Property, operator string, operand, value any) bool {
	switch {
	case operator == "isNull":
		return (value == nil) == operand.(bool)
	case kind == "TextListFilter":
		list, _ := value.([]string)
		return listOperatorHolds(operator, operand, list)
	case kind == "MoneyFilter":
		return moneyHolds(operator, operand.(object), value)
	case value == nil:
		return false
	}
	switch kind {
	case "IDFilter":
		return oneOf(operand, value)
	case "CurrencyFilter":
		return inCapitals(operand, value)
	case "TextFilter":
		return textHolds(operator, operand, value.(string))
	case "BooleanFilter":
		return value == operand
	case "IntFilter":
		return numberHolds(operator, operand, big.NewRat(value.(int64), 1))
	case "DecimalFilter":
		return numberHolds(operator, operand, hundredths(value.(int64)))
	case "PartialDateFilter":
		return dateHolds(operator, operand, value.(model.PartialDate))
	case "StateFundLevelFilter":
		return oneOf(operand, property.Values()[value.(int64)])
	}
	refuse("nothing is filtered by a %s", kind)
	return false
}

// oneOf reports whether a value is equal to the operand, or to one of its elements.
func oneOf(operand, value any) bool {
	if list, is := operand.([]any); is {
		return slices.Contains(list, value)
	}
	return operand == value
}

// inCapitals is oneOf with the operand in capital letters.
func inCapitals(operand, value any) bool {
	if list, is := operand.([]any); is {
		return slices.ContainsFunc(list, func(one any) bool { return inCapitals(one, value) })
	}
	return strings.ToUpper(model.Fold(operand.(string))) == value
}

func textHolds(operator string, operand any, text string) bool {
	operator, exactly := strings.CutSuffix(operator, "Exact")
	compared := model.Fold
	if exactly {
		compared = func(text string) string { return text }
	}
	text = compared(text)
	if operator == "in" {
		return slices.ContainsFunc(operand.([]any), func(one any) bool { return compared(one.(string)) == text })
	}
	of := compared(operand.(string))
	switch operator {
	case "eq":
		return text == of
	case "contains":
		return strings.Contains(text, of)
	case "startsWith":
		return strings.HasPrefix(text, of)
	case "endsWith":
		return strings.HasSuffix(text, of)
	case "gt":
		return text > of
	case "gte":
		return text >= of
	case "lt":
		return text < of
	}
	return text <= of
}

func listOperatorHolds(operator string, operand any, list []string) bool {
	operator, exactly := strings.CutSuffix(operator, "Exact")
	has := func(text any) bool {
		return slices.ContainsFunc(list, func(one string) bool {
			return one == text || !exactly && model.Fold(one) == model.Fold(text.(string))
		})
	}
	switch operator {
	case "has":
		return has(operand)
	case "hasAny":
		return slices.ContainsFunc(operand.([]any), has)
	case "hasAll":
		return !slices.ContainsFunc(operand.([]any), func(text any) bool { return !has(text) })
	}
	return (len(list) == 0) == operand.(bool)
}

func numberHolds(operator string, operand any, n *big.Rat) bool {
	if operator == "in" {
		return slices.ContainsFunc(operand.([]any), func(one any) bool { return number(one).Cmp(n) == 0 })
	}
	c := n.Cmp(number(operand))
	switch operator {
	case "eq":
		return c == 0
	case "gt":
		return c > 0
	case "gte":
		return c >= 0
	case "lt":
		return c < 0
	}
	return c <= 0
}

// moneyHolds reports whether the operators are true for a part of an amount of money: its value, currency or US dollars.
func moneyHolds(part string, operators object, value any) bool {
	var of any
	kind := "DecimalFilter"
	m, known := value.(model.Money)
	switch {
	case part == "currency":
		kind = "CurrencyFilter"
		if known {
			of = m.Currency
		}
	case part == "value" && known:
		of = m.Amount
	case part == "usd" && known && m.InUSD() != nil:
		of = *m.InUSD()
	}
	return operatorsHold(kind, 0, operators, of)
}

// dateHolds reports whether an operator is true for every day that the date can stand for, or for at least one of them if
// its name begins with possibly.
func dateHolds(operator string, operand any, d model.PartialDate) bool {
	if operator == "in" {
		holds := false
		for _, one := range operand.([]any) {
			holds = dateHolds("eq", one, d) || holds
		}
		return holds
	}
	of, err := model.ParsePartialDate(operand.(string))
	if err != nil {
		refuse("%v", err)
	}
	switch operator {
	case "eq":
		return d == of
	case "gt":
		return d.Earliest > of.Latest
	case "gte":
		return d.Earliest >= of.Earliest
	case "lt":
		return d.Latest < of.Earliest
	case "lte":
		return d.Latest <= of.Latest
	case "possiblyGt":
		return d.Latest > of.Latest
	case "possiblyGte":
		return d.Latest >= of.Earliest
	case "possiblyLt":
		return d.Earliest < of.Earliest
	case "possiblyLte":
		return d.Earliest <= of.Latest
	case "possiblyWithin":
		return d.Latest >= of.Earliest && d.Earliest <= of.Latest
	}
	return d.Earliest >= of.Earliest && d.Latest <= of.Latest
}
