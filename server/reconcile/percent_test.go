package reconcile

import "testing"

// TestPercent checks that a score is 100 times that of the match, rounded to the nearest two decimals, not down.
func TestPercent(t *testing.T) {
	for score, want := range map[float64]float64{0.6596: 65.96, 0.29: 29, 0.57: 57, 0.123456: 12.35, 1: 100, 0: 0, 0.00004: 0} {
		if got := percentOf(score); got != want {
			t.Errorf("%v: %v, want %v", score, got, want)
		}
	}
}
