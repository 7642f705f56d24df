package plan_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestLimitErrorTellsTheFigure: where the counting stopped at the first one too many, there are at least so many; where it
// stopped at the limit itself, there are more.
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
