package response_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestStoredText writes the value of a fact's property of each type, as in a conflict about the fact.
func TestStoredText(t *testing.T) {
	tested := map[model.Type]bool{}
	for _, c := range []struct {
		property model.Property
		record   string // the value, other required columns, and the fact's conflicts
		want     string
	}{
		{model.FoundedYear, `[-2016, null, [["foundedYear"]]]`, `"-2016"`},
		{model.Lead, `[1, null, [["lead"]]]`, `"true"`},
		{model.Lead, `[false, null, [["lead"]]]`, `"false"`},
		{model.ValuationUSD, `[150005, null, [["valuationUsd"]]]`, `"1500.05"`},
		{model.Size, `[1250, "CNY", [["size"]]]`, `"12.50 CNY"`},
		{model.From, `[20210125, 2, [["from"]]]`, `"2021-01"`},
		{model.Level, `[2, null, [["level"]]]`, `"MUNICIPAL"`},
		{model.Aliases, `[["a\"b", "c"], null, [["aliases"]]]`, `"a\"b, c"`},
		{model.Aliases, `[[], null, [["aliases"]]]`, `""`},
		{model.Sources, `[["source:a", "source:b"], null, [["sources"]]]`, `"source:a, source:b"`},
		{model.Period, `["2019\n", null, [["period"]]]`, `"2019\n"`},
		{model.City, `["北京", null, [["city"]]]`, `"北京"`},
		{model.RoundID, `["round:a", null, [["roundId"]]]`, `"round:a"`},
	} {
		tested[c.property.Type()] = true
		record, err := store.ParseRecord(c.record)
		if err != nil {
			t.Fatal(err)
		}
		stored := response.StoredText{Places: map[string]response.StoredProperty{
			c.property.String(): {Property: c.property, At: 0, Second: 1},
		}}
		_, values, err := response.Write(
			object("conflicts", response.Rows{At: 2, Limit: plan.Unlimited, Value: stored}), nil, record, nil)
		if err != nil || string(values[0]) != "["+c.want+"]" {
			t.Errorf("of %s, %s is written as %s, %v, want [%s]", c.property, c.record, values, err, c.want)
		}
	}
	for _, p := range model.AllProperties() {
		if !tested[p.Type()] {
			t.Errorf("no property of the type of %s is written", p)
		}
	}
}
