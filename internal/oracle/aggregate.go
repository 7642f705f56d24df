package oracle

import (
	"math/big"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// aggregate is the aggregate of rows.
type aggregate struct {
	name string // of its GraphQL type
	rows []row
}

func (a aggregate) typeName() string { return a.name }

func (a aggregate) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "count":
		return int64(len(a.rows))
	case "nodeCount":
		return int64(len(different(a.rows)))
	}
	switch typeName := f.Definition.Type.Name(); typeName {
	case "IntAggregate", "DecimalAggregate":
		return figures{typeName, numbersOf(a.rows, f.Name)}
	case "DateAggregate":
		return dates(slices.SortedFunc(slices.Values(known[model.PartialDate](a.rows, f.Name)), compareDates))
	case "MoneyAggregate":
		return moneys(known[model.Money](a.rows, f.Name))
	default:
		return aggregate{typeName, e.graph.over(f.Name, a.rows)}
	}
}

// figures is the aggregate of numbers.
type figures struct {
	name   string // IntAggregate or DecimalAggregate
	values numbers
}

func (n figures) typeName() string { return n.name }

func (n figures) field(e *evaluation, f *ast.Field) any {
	var value *big.Rat
	switch f.Name {
	case "count":
		return int64(len(n.values))
	case "median":
		value = n.values.percentile(big.NewRat(1, 2))
	case "percentile":
		value = n.values.percentile(share(e.arguments(f)))
	default:
		value = n.values.of(f.Name)
	}
	switch {
	case value == nil:
		return nil
	case f.Definition.Type.Name() == "Int":
		return value.Num().Int64()
	}
	return decimal(value)
}

// share returns the argument of a percentile, from 0 to 1.
func share(arguments object) *big.Rat {
	text, _ := arguments["at"].(string)
	at, is := new(big.Rat).SetString(strings.TrimSpace(text))
	if !is || at.Sign() < 0 || at.Cmp(big.NewRat(1, 1)) > 0 || !new(big.Rat).Mul(at, big.NewRat(10_000, 1)).IsInt() {
		refuse("a percentile at %s", text)
	}
	return at
}

// dates is the aggregate of dates, which are sorted.
type dates []model.PartialDate

func (dates) typeName() string { return "DateAggregate" }

func (d dates) field(_ *evaluation, f *ast.Field) any {
	switch {
	case f.Name == "count":
		return int64(len(d))
	case len(d) == 0:
		return nil
	case f.Name == "min":
		return d[0].String()
	}
	return d[len(d)-1].String()
}

type moneys []model.Money

func (moneys) typeName() string { return "MoneyAggregate" }

func (m moneys) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "count":
		return int64(len(m))
	case "usd":
		return figures{"DecimalAggregate", dollars(m)}
	}
	var codes []string
	for _, one := range m {
		codes = append(codes, one.Currency)
	}
	slices.Sort(codes)
	currencies := []thing{}
	for _, code := range slices.Compact(codes) {
		currencies = append(currencies, currency{code, inCurrency(m, code)})
	}
	return currencies
}

// currency is the aggregate of the amounts in one currency.
type currency struct {
	code   string
	values numbers
}

func (currency) typeName() string { return "CurrencyAggregate" }

func (c currency) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "currency" {
		return c.code
	}
	return figures{"DecimalAggregate", c.values}
}
