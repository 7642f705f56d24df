package storetest

import (
	"fmt"
	"math/rand/v2"
	"sort"

	"github.com/stakegraph/stakegraph/graph/model"
)

// chance draws random values of facts. It computes with integers only, which gives the same results on every machine.
type chance struct{ *rand.Rand }

func (c chance) oneIn(n int) bool { return c.IntN(n) == 0 }

// percent returns true in n of a hundred cases.
func (c chance) percent(n int) bool { return c.IntN(100) < n }

func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }

// day returns a date in a year, mostly to the day, sometimes only to the month or the year.
func (c chance) day(year int) model.PartialDate {
	month, day := 1+c.IntN(12), 1+c.IntN(28)
	switch precision := c.IntN(100); {
	case precision < 4:
		return date(fmt.Sprintf("%04d", year))
	case precision < 12:
		return date(fmt.Sprintf("%04d-%02d", year, month))
	}
	return date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
}

// amounts are rounded as in announcements, in main units.
var amounts = []int64{
	1_000_000, 3_000_000, 5_000_000, 8_000_000, 10_000_000, 10_000_000, 20_000_000, 30_000_000, 50_000_000, 50_000_000,
	80_000_000, 100_000_000, 100_000_000, 150_000_000, 200_000_000, 300_000_000, 500_000_000, 1_000_000_000, 3_500_000_000,
}

// money returns an amount, 70 % of the time in CNY. For a few other currencies than USD it has a stated value in
// dollars.
func (c chance) money() model.Money {
	m := model.Money{Amount: 100 * pick(c, amounts), Currency: "CNY"}
	switch currency := c.IntN(20); {
	case currency < 5:
		m.Currency = "USD"
	case currency < 6:
		m.Currency = "HKD"
	}
	if m.Currency != "USD" && c.oneIn(20) {
		usd := m.Amount / 7
		m.USD = &usd
	}
	return m
}

// ranking draws from n items. The item with rank r has a weight proportional to 1/(r + softness). Ranks are assigned at
// random, so that ids do not indicate degrees.
type ranking struct {
	byRank []int
	upTo   []int64 // the sum of the weights of all ranks up to this one
}

func newRanking(c chance, n, softness int) ranking {
	r := ranking{byRank: c.Perm(n), upTo: make([]int64, n)}
	var sum int64
	for rank := range n {
		sum += 1_000_000_000 / int64(rank+softness)
		r.upTo[rank] = sum
	}
	return r
}

func (r ranking) draw(c chance) int {
	at := c.Int64N(r.upTo[len(r.upTo)-1])
	return r.byRank[sort.Search(len(r.upTo), func(rank int) bool { return r.upTo[rank] > at })]
}
