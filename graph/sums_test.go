package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
)

// TestSumsAreCompared filters by sums of whole numbers and of money, with bounds equal to the sums and next to them,
// and compares the number of nodes with the sums themselves.
func TestSumsAreCompared(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	for _, c := range []struct {
		name, list string
		filter     string // on a sum
		selection  string // of the same sum
		beside     int64  // the distance of a bound from a sum, in hundredths
	}{
		{
			"years", "investors", `{investments: {aggregate: {nodes: {foundedYear: {sum: %s}}}}}`,
			`investments { aggregate { nodes { foundedYear { sum } } } }`, 50,
		},
		{
			"money", "firms", `{rounds: {aggregate: {nodes: {amount: {usd: {sum: %s}}}}}}`,
			`rounds { aggregate { nodes { amount { usd { sum } } } } }`, 1,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			known := fmt.Sprintf(c.filter, "{isNull: false}")
			_, body := post(t, executor, fmt.Sprintf("{ %s(filter: %s, first: 1000) { totalCount nodes { %s } } }", c.list, known, c.selection), nil)
			sums := sumsIn(t, body)
			if len(sums) < 3 {
				t.Fatalf("%d sums in %s", len(sums), body)
			}
			middle := sums[len(sums)/2]
			var query []string
			want := map[string]int{}
			for _, bound := range []int64{middle, middle - c.beside, middle + c.beside, sums[0], sums[len(sums)-1] + c.beside, 0, -c.beside} {
				for op, holds := range map[string]func(sum int64) bool{
					"eq": func(sum int64) bool { return sum == bound },
					"lt": func(sum int64) bool { return sum < bound }, "lte": func(sum int64) bool { return sum <= bound },
					"gt": func(sum int64) bool { return sum > bound }, "gte": func(sum int64) bool { return sum >= bound },
				} {
					key := fmt.Sprintf("%s%d", op, len(query))
					filter := fmt.Sprintf(c.filter, fmt.Sprintf(`{%s: "%s"}`, op, model.FormatAmount(bound)))
					query = append(query, fmt.Sprintf("%s: %s(filter: %s) { totalCount }", key, c.list, filter))
					want[key] = len(sums) - len(slices.DeleteFunc(slices.Clone(sums), holds))
				}
			}
			_, body = post(t, executor, "{ "+strings.Join(query, " ")+" }", nil)
			var answer struct {
				Data map[string]struct{ TotalCount int }
			}
			if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Data) != len(want) {
				t.Fatalf("%v in %s", err, body)
			}
			for i, field := range query {
				key, _, _ := strings.Cut(field, ":")
				if got := answer.Data[key].TotalCount; got != want[key] {
					t.Errorf("%d: %s finds %d, and the sums of %d are such", i, field, got, want[key])
				}
			}
		})
	}
}

// sumsIn returns each sum of an answer in hundredths, in ascending order.
func sumsIn(t *testing.T, body string) (sums []int64) {
	t.Helper()
	for _, part := range strings.Split(body, `"sum":"`)[1:] {
		digits, _, _ := strings.Cut(part, `"`)
		sum, err := model.ParseHundredths(digits)
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum)
	}
	slices.Sort(sums)
	return sums
}
