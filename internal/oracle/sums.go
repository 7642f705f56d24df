package oracle

import (
	"math/big"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// different returns the distinct nodes of rows.
func different(rows []row) []row {
	var nodes []row
	for _, r := range rows {
		if !slices.Contains(nodes, r.far()) {
			nodes = append(nodes, r.far())
		}
	}
	return nodes
}

// rounds returns the distinct rounds of rows: those of investments, or those that firms raised.
func (x *indexed) rounds(rows []row) []row {
	var rounds []row
	for _, r := range rows {
		if r.relationship == nil {
			rounds = append(rounds, x.ends(r.node, model.Raised, false)...)
		} else if round, _ := x.single(r, "round"); round.node != nil {
			rounds = append(rounds, round)
		}
	}
	return different(rounds)
}

// over returns the rows that a field of an aggregate, of its filter or of its order aggregates.
func (x *indexed) over(field string, rows []row) []row {
	switch field {
	case "nodes":
		return different(rows)
	case "rounds":
		return x.rounds(rows)
	}
	refuse("%s come to nothing", field)
	return nil
}

// known returns the values of a field that are not null.
func known[T any](rows []row, field string) []T {
	var values []T
	for _, r := range rows {
		if _, value := r.value(field); value != nil {
			values = append(values, value.(T))
		}
	}
	return values
}

// numbers are sorted numbers.
type numbers []*big.Rat

func inOrder(values numbers) numbers {
	slices.SortFunc(values, (*big.Rat).Cmp)
	return values
}

// numbersOf returns the values of a numeric field that are not null, sorted.
func numbersOf(rows []row, field string) numbers {
	var values numbers
	for _, r := range rows {
		switch property, value := r.value(field); {
		case value == nil:
		case property.Type() == model.Amount:
			values = append(values, hundredths(value.(int64)))
		default:
			values = append(values, big.NewRat(value.(int64), 1))
		}
	}
	return inOrder(values)
}

// dollars returns amounts of money in US dollars, without those that cannot be converted.
func dollars(values []model.Money) numbers {
	var known numbers
	for _, m := range values {
		if usd := m.InUSD(); usd != nil {
			known = append(known, hundredths(*usd))
		}
	}
	return inOrder(known)
}

// inCurrency returns the amounts of money in one currency.
func inCurrency(values []model.Money, currency string) numbers {
	var known numbers
	for _, m := range values {
		if m.Currency == currency {
			known = append(known, hundredths(m.Amount))
		}
	}
	return inOrder(known)
}

// of returns the minimum, maximum, sum or average of the numbers, or nil if there are none.
func (n numbers) of(function string) *big.Rat {
	if len(n) == 0 {
		return nil
	}
	switch function {
	case "min":
		return n[0]
	case "max":
		return n[len(n)-1]
	}
	sum := new(big.Rat)
	for _, one := range n {
		sum.Add(sum, one)
	}
	if function == "average" {
		return sum.Quo(sum, big.NewRat(int64(len(n)), 1))
	}
	return sum
}

// percentile returns the value at a percentile from 0 to 1, with linear interpolation, or nil if there are no numbers.
func (n numbers) percentile(share *big.Rat) *big.Rat {
	if len(n) == 0 {
		return nil
	}
	place := new(big.Rat).Mul(share, big.NewRat(int64(len(n)-1), 1))
	below := new(big.Int).Quo(place.Num(), place.Denom())
	i := int(below.Int64())
	if i == len(n)-1 {
		return n[i]
	}
	step := new(big.Rat).Sub(n[i+1], n[i])
	step.Mul(step, place.Sub(place, new(big.Rat).SetInt(below)))
	return step.Add(step, n[i])
}

func hundredths(n int64) *big.Rat { return big.NewRat(n, 100) }

// decimal formats a number, rounded half to even to two decimal places, and without a decimal point if it is whole.
func decimal(n *big.Rat) string {
	scaled := new(big.Rat).Mul(n, big.NewRat(100, 1))
	down, rest := new(big.Int).DivMod(scaled.Num(), scaled.Denom(), new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(scaled.Denom())
	if half > 0 || half == 0 && down.Bit(0) == 1 {
		down.Add(down, big.NewInt(1))
	}
	rounded := new(big.Rat).SetFrac(down, big.NewInt(100))
	if rounded.IsInt() {
		return rounded.Num().String()
	}
	return rounded.FloatString(2)
}
