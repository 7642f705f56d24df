package reconcile

import "testing"

// TestPercent: a score is the nearest number of two digits to the match's own times 100, never the one below.
func TestPercent(t *testing.T) {
	for score, want := range map[float64]float64{0.6596: 65.96, 0.29: 29, 0.57: 57, 0.123456: 12.35, 1: 100, 0: 0, 0.00004: 0} {
		if got := percentOf(score); got != want {
			t.Errorf("%v: %v, want %v", score, got, want)
		}
	}
}
