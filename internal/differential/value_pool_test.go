package differential_test

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
)

// valuePool has the values of a graph, from which the values of variables are drawn. The key "" has those of all subjects.
type valuePool struct {
	texts   map[string][]string // by the property's name
	ints    map[string][]int64
	dates   map[string][]model.PartialDate
	amounts map[string][]int64  // hundredths, by the property's name and the part of money
	sums    map[string][]int64  // sums over the relationships of a node, with the same keys
	ids     map[string][]string // by label
	every   []string            // all ids
}

// collectValues returns the values of a graph.
func collectValues(h history) *valuePool {
	s := &valuePool{
		map[string][]string{},
		map[string][]int64{},
		map[string][]model.PartialDate{},
		map[string][]int64{},
		map[string][]int64{},
		map[string][]string{},
		nil,
	}
	for _, f := range h.facts() {
		if f.node != nil {
			s.ids[f.node.Label.String()] = append(s.ids[f.node.Label.String()], f.node.ID())
		} else if name := relationshipTypes[f.relationship.Type]; name != "" {
			s.ids[name] = append(s.ids[name], f.relationship.ID())
		}
		s.takeOf(f.properties())
	}
	add(s.ints, "", 0, 2015, math.MaxInt32, math.MinInt32)
	add(s.texts, "", "")
	add(s.dates, "", model.PartialDate{Earliest: 20150101, Latest: 20151231, Precision: model.YearPrecision})
	add(s.amounts, "", 0, 1, math.MaxInt64)
	add(s.sums, "", 0, 100, math.MaxInt64)
	s.takeSums(h)
	return s
}

// add adds values of a subject, also to those of all subjects.
func add[T any](values map[string][]T, key string, more ...T) {
	values[key] = append(values[key], more...)
	if key != "" {
		values[""] = append(values[""], more...)
	}
}

func (s *valuePool) takeOf(properties model.Properties) {
	for _, p := range model.AllProperties() { // in this order, since a map has none
		name := p.String()
		switch value := properties[p].(type) {
		case string:
			if p == model.ID {
				s.every = append(s.every, value)
				continue
			}
			add(s.texts, name, value)
		case []string:
			add(s.texts, name, value...)
		case model.PartialDate:
			add(s.dates, name, value)
		case int64:
			switch {
			case p.Type() == model.Amount:
				add(s.amounts, name+".", value)
			case p.Type() == model.Int && value >= math.MinInt32 && value <= math.MaxInt32:
				add(s.ints, name, value)
			}
		case model.Money:
			for _, part := range []string{".value", ".inCurrency"} {
				add(s.amounts, name+part, value.Amount)
			}
			if value.USD != nil {
				add(s.amounts, name+".usd", *value.USD)
			}
		}
	}
}

// takeSums adds up, for each node and type of relationship, the values of the relationships and of the nodes at their ends.
func (s *valuePool) takeSums(h history) {
	nodes := map[string]model.Properties{}
	relationships := map[string]*model.Relationship{}
	var order []string
	for _, f := range h.facts() { // later loads replace earlier ones
		if f.node != nil {
			nodes[f.node.ID()] = f.node.Properties
			continue
		}
		key := f.relationship.Type.String() + " " + f.relationship.ID()
		if relationships[key] == nil {
			order = append(order, key)
		}
		relationships[key] = f.relationship
	}
	type total struct{ of, subject string }
	sums := map[total]*big.Int{}
	var totals []total
	sum := func(t total, hundredths *big.Int) {
		if sums[t] == nil {
			sums[t] = new(big.Int)
			totals = append(totals, t)
		}
		sums[t].Add(sums[t], hundredths)
	}
	for _, key := range order {
		r := relationships[key]
		for _, ends := range [][2]string{{r.From, r.To}, {r.To, r.From}} {
			of := fmt.Sprint(r.Type, " ", ends[0])
			for _, properties := range []model.Properties{r.Properties, nodes[ends[1]]} {
				eachAmount(properties, func(subject, currency string, hundredths *big.Int) {
					sum(total{of + " " + currency, subject}, hundredths)
				})
			}
		}
	}
	for _, t := range totals {
		if n := sums[t]; n.IsInt64() {
			add(s.sums, t.subject, n.Int64())
		}
	}
}

// eachAmount calls add with each number among properties, in hundredths.
func eachAmount(properties model.Properties, add func(subject, currency string, hundredths *big.Int)) {
	for _, p := range model.AllProperties() {
		switch value := properties[p].(type) {
		case int64:
			switch p.Type() {
			case model.Amount:
				add(p.String()+".", "", big.NewInt(value))
			case model.Int:
				add(p.String()+".", "", new(big.Int).Mul(big.NewInt(value), big.NewInt(100)))
			}
		case model.Money:
			add(p.String()+".inCurrency", value.Currency, big.NewInt(value.Amount))
			if value.USD != nil {
				add(p.String()+".usd", "", big.NewInt(*value.USD))
			}
		}
	}
}

// dayBeside returns the day that is some days after another one, which is given as YYYYMMDD.
func dayBeside(day int64, days int) string {
	d := time.Date(int(day/10_000), time.Month(day/100%100), int(day%100)+days, 0, 0, 0, 0, time.UTC)
	if d.Year() < 1 || d.Year() > 9999 {
		d = d.AddDate(0, 0, -days)
	}
	return d.Format(time.DateOnly)
}
