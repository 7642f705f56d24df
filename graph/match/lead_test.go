package match

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/search"
)

// TestLeadIsRounded: 0.96 and 0.93 are 0.03 apart, which as floats they are not.
func TestLeadIsRounded(t *testing.T) {
	for _, c := range []struct {
		best, next float64
		isAhead    bool
	}{
		{0.96, 0.93, true}, {0.97, 0.94, true}, {0.9, 0.87, true}, {1, 0.97, true}, {0.96, 0.9301, false}, {0.9599, 0.93, false},
	} {
		m, other := Matched{Hit: search.Hit{Score: c.best}}, Matched{Hit: search.Hit{Score: c.next}}
		if m.isAheadOf(other) != c.isAhead {
			t.Errorf("%v is ahead of %v: %v, want %v", c.best, c.next, !c.isAhead, c.isAhead)
		}
	}
}
