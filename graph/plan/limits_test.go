package plan_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestLimitErrorTellsTheFigure: if counting stopped after the limit, the message says "at least"; if it stopped at the
// limit itself, it says "more than".
func TestLimitErrorTellsTheFigure(t *testing.T) {
	meter := plan.Meter{Limits: plan.Limits{Searches: 10}}
	var beyond error
	for range 11 {
		beyond = meter.Search()
	}
	for want, err := range map[string]error{
		"it has at least 11 searches for names": beyond,
		"it has 12 lists; at most 10 ":          &plan.LimitError{What: "lists", Most: 10, Figure: 12},
		"it has more than 10 pairs; at most 10": &plan.LimitError{What: "pairs", Most: 10, Figure: 10, More: true},
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}
