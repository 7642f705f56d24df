package plan_test

import (
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestRounded checks that numbers with the same displayed value are equal, and that integers do not change.
func TestRounded(t *testing.T) {
	third := 1.0 / 3
	for _, c := range []struct{ f, want float64 }{
		{0.1 + 0.2, 0.3},
		{1.0/10 + 1.0/5 + 1.0/10, 0.4},
		{third, 0.333333333333},
		{-third * 1e-200, -0.333333333333e-200},
		{0, 0},
		{15, 15},
		{-999_999_999_999, -999_999_999_999},
		{1_234_567_890_123, 1_234_567_890_120},
		{5e-324, 5e-324},
		{math.MaxFloat64, 1.79769313486e308},
		{math.Inf(-1), math.Inf(-1)},
	} {
		if got := plan.Rounded(c.f); got != c.want {
			t.Errorf("%v becomes %v, want %v", c.f, got, c.want)
		}
		if once := plan.Rounded(c.f); plan.Rounded(once) != once {
			t.Errorf("%v changes when it is rounded twice", c.f)
		}
	}
	if !math.IsNaN(plan.Rounded(math.NaN())) {
		t.Error("what is not known becomes a number")
	}
}
