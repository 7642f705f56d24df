package planner

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// operand is the left side of a comparison: a column or an aggregate.
type operand struct {
	compare func(op plan.Op, value any) plan.Predicate
	in      func(values []any) plan.Predicate // nil: one comparison for each value
	isNull  plan.Predicate
}

func columnOperand(column plan.Column) operand {
	return operand{
		compare: func(op plan.Op, value any) plan.Predicate {
			return plan.Compare{Column: column, Op: op, Value: value}
		},
		in:     func(values []any) plan.Predicate { return plan.In{Column: column, Values: distinct(values)} },
		isNull: plan.IsNull{Column: column},
	}
}

// oneOf compares with several values. Without operand.in, each value counts as a condition.
func (a *builder) oneOf(o operand, values []any) (plan.Predicate, error) {
	if o.in != nil {
		return o.in(values), nil
	}
	var parts []plan.Predicate
	for _, value := range distinct(values) {
		parts = append(parts, o.compare(plan.Equal, value))
	}
	return plan.AnyOf(parts...), a.Meter.Condition(len(values) - 1)
}

// distinct returns texts or integers sorted and each once, so that the order of a list in a filter does not change the plan,
// and thereby its cursors.
func distinct(values []any) []any {
	sorted := slices.Clone(values)
	slices.SortFunc(sorted, func(a, b any) int {
		if a, isText := a.(string); isText {
			return strings.Compare(a, b.(string))
		}
		return cmp.Compare(a.(int64), b.(int64))
	})
	return slices.Compact(sorted)
}

var operators = map[string]plan.Op{
	"eq": plan.Equal, "eqExact": plan.Equal, "lt": plan.Less, "lte": plan.LessOrEqual, "gt": plan.Greater, "gte": plan.GreaterOrEqual,
	"contains": plan.Contains, "startsWith": plan.StartsWith, "endsWith": plan.EndsWith,
	"containsExact": plan.Contains, "startsWithExact": plan.StartsWith, "endsWithExact": plan.EndsWith,
}

// compareProperty returns the conjunction of all given operators on one property.
func (a *builder) compareProperty(name string, of plan.Entity, property model.Property, value any) (plan.Predicate, error) {
	given := objectOf(value)
	column := plan.Column{Of: of, Property: property}
	part := func(part plan.Part) operand {
		column := column
		column.Part = part
		return columnOperand(column)
	}
	switch {
	case property == model.ID:
		if err := noNull(name, given, "write an id"); err != nil {
			return nil, err
		}
	case property.Type() == model.TextList:
		if err := noNull(name, given, "to match empty lists, write {isEmpty: true}"); err != nil {
			return nil, err
		}
	}
	switch property.Type() {
	case model.FoldedText:
		return a.conditions(name, given, func(_ string, e input.Entry) (plan.Predicate, error) {
			return a.textCondition(part(plan.Whole), part(plan.Key), e)
		})
	case model.TextList:
		return a.conditions(name, given, func(_ string, e input.Entry) (plan.Predicate, error) {
			return a.listCondition(part(plan.Whole), part(plan.Key), e)
		})
	case model.DateType:
		return a.conditions(name, given, func(name string, e input.Entry) (plan.Predicate, error) {
			return a.dateCondition(name, part(plan.Earliest), part(plan.Latest), e)
		})
	case model.MoneyType:
		return a.conditions(name, given, func(name string, e input.Entry) (plan.Predicate, error) {
			switch e.Name {
			case "value":
				return a.compare(name, part(plan.Units), e.Value, hundredths)
			case "usd":
				return a.compare(name, part(plan.USD), e.Value, hundredths)
			case "currency":
				if err := noNull(name, objectOf(e.Value), "to match missing amounts, write {isNull: true} instead of `currency`"); err != nil {
					return nil, err
				}
				return a.compare(name, part(plan.Currency), e.Value, currencyCode)
			}
			return isNull(part(plan.Units), e.Value), nil
		})
	case model.Amount:
		return a.compare(name, part(plan.Whole), value, hundredths)
	case model.Enum:
		return a.compare(name, part(plan.Whole), value, func(_ string, value any) (any, error) {
			place, _ := property.EnumValue(value.(string))
			return place, nil
		})
	case model.Text, model.Int, model.Bool, model.IDList, model.Reference:
		return a.compare(name, part(plan.Whole), value, asGiven)
	default:
		panic("planner: a property of an unknown type")
	}
}

// noNull rejects an object of which every operator is null, and advises what to write instead, which depends on the
// filter. Beside another operator, null counts as absent, since many clients send it for what is not set.
func noNull(name string, given input.Object, advice string) error {
	if len(given) == 0 || slices.ContainsFunc(given, func(e input.Entry) bool { return e.Value != nil }) {
		return nil
	}
	return input.Wrong(name+"."+given[0].Name, "null is not allowed without another operator: %s, or omit the condition", advice)
}

// conditions returns the conjunction of all given operators.
func (a *builder) conditions(
	name string, given input.Object, condition func(name string, e input.Entry) (plan.Predicate, error),
) (plan.Predicate, error) {
	if err := noNull(name, given, "to match missing values, write {isNull: true}"); err != nil {
		return nil, err
	}
	return a.allOf(name, given, func(name string, e input.Entry) (plan.Predicate, error) {
		if err := a.Meter.Condition(1); err != nil {
			return nil, err
		}
		return condition(name, e)
	})
}

// compare returns the conjunction of the given operators among eq, in, lt, lte, gt, gte and isNull. stored converts
// each value to its stored form.
func (a *builder) compare(
	name string, o operand, value any, stored func(name string, value any) (any, error),
) (plan.Predicate, error) {
	return a.conditions(name, objectOf(value), func(name string, e input.Entry) (plan.Predicate, error) {
		switch e.Name {
		case "isNull":
			return isNull(o, e.Value), nil
		case "in":
			values, err := eachOf(e.Value, func(element any) (any, error) { return stored(name, element) })
			if err != nil {
				return nil, err
			}
			return a.oneOf(o, values)
		}
		operandValue, err := stored(name, e.Value)
		if err != nil {
			return nil, err
		}
		return o.compare(operators[e.Name], operandValue), nil
	})
}

func asGiven(_ string, value any) (any, error) { return value, nil }

// currencyCode returns the code of a currency in capital letters, as it is stored.
func currencyCode(_ string, value any) (any, error) {
	text, _ := value.(string)
	return strings.ToUpper(model.Fold(text)), nil
}

// hundredths parses a Decimal.
func hundredths(name string, value any) (any, error) {
	text, _ := value.(string)
	n, err := model.ParseHundredths(text)
	if err != nil {
		if digits, isNumber := model.PlainNumber(text); isNumber && digits == text {
			value = json.Number(text)
		}
		return nil, input.Wrong(name, "%s", input.NotDecimal(value))
	}
	return n, nil
}

func isNull(o operand, value any) plan.Predicate {
	if value == true {
		return o.isNull
	}
	return plan.NoneOf(o.isNull)
}

// textCondition returns one condition on a text: on the text itself for an exact operator, otherwise on its key.
func (a *builder) textCondition(exact, folded operand, e input.Entry) (plan.Predicate, error) {
	switch e.Name {
	case "isNull":
		return isNull(exact, e.Value), nil
	case "eqExact", "containsExact", "startsWithExact", "endsWithExact":
		return exact.compare(operators[e.Name], e.Value), nil
	case "inExact":
		values, _ := e.Value.([]any)
		return exact.in(values), nil
	case "in":
		values, err := eachOf(e.Value, a.fold)
		return folded.in(values), err
	}
	value, err := a.fold(e.Value)
	if err != nil {
		return nil, err
	}
	return folded.compare(operators[e.Name], value), nil
}

// eachOf applies a function to each element of a list.
func eachOf(list any, of func(element any) (any, error)) ([]any, error) {
	elements, _ := list.([]any)
	values := make([]any, len(elements))
	for i, element := range elements {
		var err error
		if values[i], err = of(element); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// fold returns the key of a text.
func (a *builder) fold(value any) (any, error) {
	text, _ := value.(string)
	if err := a.Meter.Folded(text); err != nil {
		return nil, err
	}
	return model.Fold(text), nil
}

// listOf returns the operands of an operator: several values, or one.
func listOf(value any) []any {
	if list, isList := value.([]any); isList {
		return list
	}
	return []any{value}
}

// listCondition returns one condition on a list of texts: on the texts themselves for an exact operator, otherwise on
// their keys.
func (a *builder) listCondition(exact, folded operand, e input.Entry) (plan.Predicate, error) {
	if e.Name == "isEmpty" {
		return isNull(exact, e.Value), nil // empty lists are stored as null
	}
	operator, isExact := strings.CutSuffix(e.Name, "Exact")
	o, list := exact, listOf(e.Value)
	if !isExact {
		keys, err := eachOf(list, a.fold)
		if err != nil {
			return nil, err
		}
		o, list = folded, keys
	}
	var parts []plan.Predicate
	for _, value := range distinct(list) {
		parts = append(parts, o.compare(plan.Has, value))
	}
	if operator == "hasAny" {
		return plan.AnyOf(parts...), a.Meter.Condition(len(list) - 1)
	}
	return plan.AllOf(parts...), a.Meter.Condition(len(list) - 1)
}

// dateCondition returns one condition on a partial date. It holds if the comparison is true for every day that the date
// can be or, for the "possibly" operators, for at least one.
func (a *builder) dateCondition(name string, earliest, latest operand, e input.Entry) (plan.Predicate, error) {
	if e.Name == "isNull" {
		return isNull(earliest, e.Value), nil
	}
	operator := e.Name
	if rest, isPossibly := strings.CutPrefix(operator, "possibly"); isPossibly {
		operator = strings.ToLower(rest)
		earliest, latest = latest, earliest // a condition that holds for at least one day holds for the opposite end
	}
	list := listOf(e.Value)
	each := distinct(list) // texts of dates sort like the dates
	parts := make([]plan.Predicate, len(each))
	for i, value := range each {
		text, _ := value.(string)
		d, err := model.ParsePartialDate(text)
		if err != nil {
			return nil, input.Wrong(name, "%s", input.NotDate(text, text))
		}
		switch operator {
		case "gt":
			parts[i] = earliest.compare(plan.Greater, d.Latest)
		case "gte":
			parts[i] = earliest.compare(plan.GreaterOrEqual, d.Earliest)
		case "lt":
			parts[i] = latest.compare(plan.Less, d.Earliest)
		case "lte":
			parts[i] = latest.compare(plan.LessOrEqual, d.Latest)
		case "within":
			parts[i] = plan.AllOf(earliest.compare(plan.GreaterOrEqual, d.Earliest), latest.compare(plan.LessOrEqual, d.Latest))
		default: // eq and in: dates of different precision never have the same first and last day
			parts[i] = plan.AllOf(earliest.compare(plan.Equal, d.Earliest), latest.compare(plan.Equal, d.Latest))
		}
	}
	return plan.AnyOf(parts...), a.Meter.Condition(len(list) - 1)
}
