package match

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

// TestLeadIsRounded checks that 0.96 and 0.93 differ by 0.03, although their floating-point values do not.
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

// TestRivals checks which candidates are rivals of the best one. A typing error and initials are weaker than a name,
// the exact name is stronger than one with another legal form, and neither a source nor the same node in another role
// is a rival.
func TestRivals(t *testing.T) {
	candidate := func(score float64, how search.How) Matched {
		m := Matched{Hit: search.Hit{Score: score, How: how}, said: score >= sameName}
		m.Node.Label, m.Name.Text = model.Firm, "Maple"
		return m
	}
	with := func(m Matched, change func(*Matched)) Matched {
		change(&m)
		return m
	}
	isMisspelt := func(m *Matched) { m.misspelt = true }
	for name, c := range map[string]struct {
		best, other Matched
		isRival     bool
	}{
		"far behind":                 {candidate(0.95, search.Similar), candidate(0.92, search.Similar), false},
		"near":                       {candidate(0.95, search.Similar), candidate(0.93, search.Similar), true},
		"another legal form":         {candidate(1, search.Exact), candidate(0.99, search.Similar), false},
		"the same name":              {candidate(1, search.Exact), candidate(1, search.Exact), true},
		"a name, where two are said": {candidate(0.99, search.Similar), candidate(0.99, search.Similar), true},
		"a name that is not said":    {candidate(0.99, search.Similar), candidate(0.97, search.Similar), false},
		"a typing error": {
			candidate(0.95, search.Similar), with(candidate(0.93, search.Similar), isMisspelt), false,
		},
		"a typing error that is as near": {
			candidate(0.93, search.Similar), with(candidate(0.93, search.Similar), isMisspelt), true,
		},
		"one of two typing errors": {
			with(candidate(0.93, search.Similar), isMisspelt), with(candidate(0.92, search.Similar), isMisspelt), true,
		},
		"initials":                     {candidate(0.95, search.Similar), candidate(initialsAre, search.Abbreviation), true},
		"initials of another place":    {candidate(0.95, search.Similar), candidate(0.7, search.Abbreviation), false},
		"initials beside a whole name": {candidate(0.99, search.Similar), candidate(initialsAre, search.Abbreviation), false},
		"a source": {
			candidate(0.95, search.Similar),
			with(candidate(0.95, search.Similar), func(m *Matched) { m.Node.Label = model.Source }), false,
		},
		"the same as an investor": {
			candidate(0.95, search.Similar),
			with(candidate(0.95, search.Similar), func(m *Matched) { m.Name.Text = "Maple (as investor)" }), false,
		},
	} {
		if got := c.best.isRivalledBy(c.other); got != c.isRival {
			t.Errorf("%s is a rival: %t", name, got)
		}
	}
}

// TestNoTextIsNoName: two names without a letter or a digit are not the same name.
func TestNoTextIsNoName(t *testing.T) {
	var c search.Candidate
	for _, texts := range [][2]string{{"!", "?"}, {"!", "Maple"}, {"Maple", "?"}} {
		q := Row{Name: texts[0]}.query(newReadNames())
		if f := q.identityOf(c, texts[1], false); f.Score != 0 {
			t.Errorf("%q and %q: %+v, want none", texts[0], texts[1], f)
		}
	}
}
