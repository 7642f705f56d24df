package response_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestWriteAggregates: numbers of any size are exact, and rounding is half to even.
func TestWriteAggregates(t *testing.T) {
	ones := response.Sum{Low: 1, Unit: response.Ones}
	cents := response.Sum{Low: 1, Unit: response.Hundredths}
	average := func(sum response.Sum) response.Average { return response.Average{Sum: sum, Known: 2} }
	percentile := func(rank int, unit response.Unit) response.Percentile {
		return response.Percentile{Below: 0, Above: 1, Known: 2, Rank: rank, Unit: unit}
	}
	cases := []struct {
		name, record string
		value        response.Value
		want         string // "" for a record that does not match
	}{
		{"sum of numbers", `[2, 17]`, ones, `"2000000017"`},
		{"sum of money", `[0, 1205]`, cents, `"12.05"`},
		{"a negative sum", `[-1, 999999999]`, cents, `"-0.01"`},
		{"a sum beyond an int64", `[1000000000000, 5]`, cents, `"10000000000000000000.05"`},
		{"a negative one", `[-1000000000000, 5]`, cents, `"-9999999999999999999.95"`},
		{"no sum", `[null, null]`, cents, `null`},
		{"average", `[0, 4031, 2]`, average(ones), `"2015.50"`},
		{"average without a rest", `[0, 4030, 2]`, average(ones), `"2015"`},
		{"average of thirds", `[0, 2, 3]`, average(ones), `"0.67"`},
		{"average of money, half to even down", `[0, 1, 2]`, average(cents), `"0"`},
		{"average of money, half to even up", `[0, 3, 2]`, average(cents), `"0.02"`},
		{"average of money, half to even below nothing", `[-1, 999999997, 2]`, average(cents), `"-0.02"`},
		{"average of nothing", `[null, null, 0]`, average(cents), `null`},
		{"median of an even number", `[10, 15, 2]`, percentile(5000, response.Ones), `"12.50"`},
		{"median of an odd number", `[10, 15, 3]`, percentile(5000, response.Ones), `"10"`},
		{"percentile between", `[1000, 2000, 11]`, percentile(9950, response.Hundredths), `"19.50"`},
		{"percentile of one", `[7, 7, 1]`, percentile(9999, response.Ones), `"7"`},
		{"percentile between far values", `[-100000000000000000, 100000000000000000, 4]`, percentile(5000, response.Hundredths), `"0"`},
		{"percentile of nothing", `[null, null, 0]`, percentile(5000, response.Ones), `null`},
		{"a day", `[2021012520210125]`, response.Moment{}, `"2021-01-25"`},
		{"a month", `[2021010120210131]`, response.Moment{}, `"2021-01"`},
		{"a year", `[2021010120211231]`, response.Moment{}, `"2021"`},
		{"no date", `[null]`, response.Moment{}, `null`},
		{"within", `[[1], [2, 3]]`, response.Within{At: 1, Value: response.Int{At: 1}}, `3`},
		{"the first", `[[[[1], [2, 3]]]]`, response.First{Value: response.Within{At: 1, Value: response.Int{}}}, `2`},
		{"no first", `[[]]`, response.First{Value: response.Int{}}, ``},
		{"null", `[]`, response.Null{}, `null`},
		{"backwards", `[[[1], [2], [3]]]`, response.Rows{Limit: 2, Backwards: true, Value: response.Int{}}, `[2,1]`},
		{"backwards without limit", `[[[1], [2]]]`, response.Rows{Limit: plan.Unlimited, Backwards: true, Value: response.Int{}}, `[2,1]`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			record, err := store.ParseRecord(c.record)
			if err != nil {
				t.Fatal(err)
			}
			_, values, err := response.Write(object("x", c.value), nil, record, nil)
			if c.want == "" {
				if err == nil {
					t.Fatalf("it writes %s", values[0])
				}
				return
			}
			if err != nil || string(values[0]) != c.want {
				t.Errorf("it writes %s, %v, want %s", values, err, c.want)
			}
		})
	}
}
