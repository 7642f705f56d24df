package planner

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// aggregate plans the aggregates of a set. Their values are read from groups: from the one group of all rows, or from
// each of several groups.
type aggregate struct {
	*planner
	at       place // of the row to which further groups are added
	on       model.LabelSet
	set      plan.Set
	typeName string
	path     place // of the aggregate itself
	groups   *plan.Groups
	// value wraps a value of the group, and item wraps an item of the row. They return the value as seen from where the
	// aggregate's object is written.
	value, item func(response.Value) response.Value
}

// aggregate plans the aggregates of a set of rows.
func (p *planner) aggregate(
	at place, on model.LabelSet, f collected, set plan.Set, typeName string, within place,
) response.Value {
	a := &aggregate{
		planner: p, at: at, on: on, set: set, typeName: typeName, path: place{path: within.at(f)},
		item: func(v response.Value) response.Value { return v },
	}
	return a.fields(f)
}

// join adds the group of all rows to the row, once.
func (a *aggregate) join() error {
	if a.groups != nil {
		return nil
	}
	if err := a.Meter.Part(a.at.depth + 1); err != nil {
		return err
	}
	at, groups := a.at.row.Groups(plan.Groups{Set: a.set, Limit: plan.Unlimited, On: a.on})
	item := a.item
	a.groups = groups
	a.value = func(v response.Value) response.Value {
		return item(response.First{At: at, Value: inGroup(v)})
	}
	return nil
}

// The lists in the record of a group.
const (
	inKeys = iota
	inValues
	inItems
)

// inGroup wraps a value in a group's record.
func inGroup(v response.Value) response.Value { return response.Within{At: inValues, Value: v} }

// made plans an integer aggregate of the group.
func (a *aggregate) made(within place, f collected, value plan.Value) response.Value {
	if err := a.join(); err != nil {
		return a.failed(within, f, err)
	}
	return a.value(response.Int{At: a.groups.Value(value), Required: true})
}

// fields plans the selected fields of the aggregate. Several lists can share its type.
func (a *aggregate) fields(f collected) response.Value {
	return a.object(a.path, f.field.Definition.Type.Name(), f.selections, a.field)
}

func (a *aggregate) field(f collected) response.Value {
	if fn, isCount := counts[f.field.Name]; isCount {
		return a.made(a.path, f, plan.Value{Func: fn})
	}
	if over, isSum := a.bindings.totals[a.typeName][f.field.Name]; isSum {
		inner := *a
		inner.set, inner.typeName, inner.groups = a.over(over, a.set), over.typeName, nil
		inner.path = place{path: a.path.at(f)}
		return inner.fields(f)
	}
	b, _ := a.bindings.fields[a.typeName][f.field.Name].(property)
	column := plan.Column{Of: a.bindings.entity(a.typeName), Property: b.Property}
	switch b.Type() {
	case model.DateType:
		column.Part = plan.Moment
		return a.numbers(f, "DateAggregate", column)
	case model.MoneyType:
		return a.money(f, column)
	case model.Amount:
		return a.numbers(f, "DecimalAggregate", column)
	case model.Int:
		return a.numbers(f, "IntAggregate", column)
	default:
		panic("planner: an aggregate of what is no number")
	}
}

// numbers plans the aggregates of a column.
func (a *aggregate) numbers(f collected, typeName string, column plan.Column) response.Value {
	path := place{path: a.path.at(f)}
	return a.object(path, typeName, f.selections, func(n collected) response.Value {
		value, err := a.number(n.field, column)
		if err != nil {
			return a.failed(path, n, err)
		}
		return a.value(value)
	})
}

func (a *aggregate) number(field *ast.Field, column plan.Column) (response.Value, error) {
	unit := response.Ones
	if isMoney(column) {
		unit = response.Hundredths
	}
	at := func(fn plan.Func, rank int) plan.Place {
		return a.groups.Value(plan.Value{Func: fn, Column: column, Rank: rank})
	}
	if err := a.join(); err != nil {
		return nil, err
	}
	switch field.Name {
	case "count":
		return response.Int{At: at(plan.CountNonNull, 0), Required: true}, nil
	case "min", "max":
		return oneValue(column, unit, at(ends[field.Name], 0)), nil
	case "sum", "average":
		sum := response.Sum{High: at(plan.SumHigh, 0), Low: at(plan.SumLow, 0), Unit: unit}
		if field.Name == "sum" {
			return sum, nil
		}
		return response.Average{Sum: sum, Known: at(plan.CountNonNull, 0)}, nil
	}
	rank := 5000
	if field.Name == "percentile" {
		arguments, err := a.Arguments(field)
		if err != nil {
			return nil, err
		}
		text, _ := arguments["at"].(string)
		if rank, err = rankOf(strings.TrimSpace(text)); err != nil {
			return nil, err
		}
	}
	return response.Percentile{
		Below: at(plan.PercentileLower, rank), Above: at(plan.PercentileUpper, rank), Known: at(plan.CountNonNull, 0), Rank: rank, Unit: unit,
	}, nil
}

// shareDigits is the maximum number of decimal places of a share.
const shareDigits = 4

// rankOf returns a share from 0 to 1 in ten-thousandths.
func rankOf(text string) (int, error) {
	if whole, fraction, isNumber := numberParts(text); isNumber && len(fraction) <= shareDigits {
		n, err := strconv.Atoi(whole + (fraction + "0000")[:shareDigits])
		if err == nil && 0 <= n && n <= 10_000 {
			return n, nil
		}
	}
	advice := "write a number from 0 to 1 with at most four decimal places, such as \"0.9\""
	if whole, fraction, isNumber := numberParts(text + "e-2"); isNumber && whole == "0" && len(fraction) <= shareDigits || whole == "1" && fraction == "" {
		advice = "it is from 0 to 1, not a percentage: write " + strings.TrimSuffix(whole+"."+fraction, ".") + ", not " + text
	}
	return 0, input.Wrong("at", "%s is not a share: %s", input.Describe(text), advice)
}

// numberParts returns the digits of a number before and after the decimal point, and reports whether it is one.
func numberParts(text string) (whole, fraction string, isNumber bool) {
	digits, isNumber := model.PlainNumber(text)
	whole, fraction, _ = strings.Cut(digits, ".")
	return whole, fraction, isNumber
}

// oneValue returns a value with the type of the column.
func oneValue(column plan.Column, unit response.Unit, at plan.Place) response.Value {
	switch {
	case column.Part == plan.Moment:
		return response.Moment{At: at}
	case unit == response.Hundredths:
		return response.Amount{At: at}
	}
	return response.Int{At: at}
}

// money plans the aggregates of money: in dollars, and in each currency. Currencies are groups of their own.
func (a *aggregate) money(f collected, column plan.Column) response.Value {
	path := place{path: a.path.at(f)}
	units, usd, currency := column, column, column
	units.Part, usd.Part, currency.Part = plan.Units, plan.USD, plan.Currency
	return a.object(path, "MoneyAggregate", f.selections, func(m collected) response.Value {
		switch m.field.Name {
		case "count":
			return a.made(path, m, plan.Value{Func: plan.CountNonNull, Column: units})
		case "usd":
			inner := *a
			inner.path = path
			value := inner.numbers(m, "DecimalAggregate", usd)
			a.groups, a.value = inner.groups, inner.value
			return value
		case "currencies":
			return a.currencies(m, path, units, currency)
		}
		return a.unbound(path, m)
	})
}

func (a *aggregate) currencies(f collected, path place, units, currency plan.Column) response.Value {
	if err := a.Meter.Part(a.at.depth + 1); err != nil {
		return a.failed(path, f, err)
	}
	known := plan.Value{Func: plan.CountNonNull, Column: units}
	at, groups := a.at.row.Groups(plan.Groups{
		Set: a.set, Keys: []plan.GroupKey{{Column: currency}}, Limit: plan.Unlimited, On: a.on,
		Values: []plan.Value{known},
		Having: plan.CompareGroupValue{Op: plan.Greater, Operand: int64(0)},
	})
	inner := *a
	inner.groups, inner.path = groups, place{path: path.at(f)}
	inner.value = inGroup
	object := a.object(inner.path, "CurrencyAggregate", f.selections, func(c collected) response.Value {
		if c.field.Name == "currency" {
			return response.Within{At: inKeys, Value: response.Text{Required: true}}
		}
		return inner.numbers(c, "DecimalAggregate", units)
	})
	return a.item(response.Rows{At: at, Limit: plan.Unlimited, Value: object})
}
