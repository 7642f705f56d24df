package sqlite

import (
	"runtime"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

func planOf(columns int) *plan.Plan {
	one := &plan.One{From: plan.From{Kind: plan.Lookup, Labels: model.AllLabels, IDs: []string{"firm:uisee"}}}
	for range columns {
		one.Row.Items = append(one.Row.Items, plan.Column{Property: model.ID})
	}
	return &plan.Plan{Row: plan.Row{Items: []plan.Item{one}}}
}

// TestStatementsAreKeptAsLongAsTheirPlans holds that a plan is rendered once, and that no statement outlives its plan.
func TestStatementsAreKeptAsLongAsTheirPlans(t *testing.T) {
	s := newStatements(1<<20, sql.SmallPart)
	kept := s.of.Len
	p, other := planOf(1), planOf(2)
	first := s.forPlan(p)
	s.forPlan(other)
	first.Args[0] = "rendered once"
	again := s.forPlan(p)
	if q := sql.Render(p, sql.SmallPart); again.Text != q.Text || again.Args[0] != "rendered once" || kept() != 2 {
		t.Errorf("again %q with %v, and %d are kept", again.Text, again.Args, kept())
	}
	runtime.KeepAlive(other)
	for kept() > 1 { // until the collector has seen that nobody has the other plan
		runtime.GC()
	}
	runtime.KeepAlive(p)
}

// TestStatementsAreBounded holds that statements are dropped where they would take more memory than there is for them,
// although their plans are kept.
func TestStatementsAreBounded(t *testing.T) {
	const most = 1 << 20
	s := newStatements(most, sql.SmallPart)
	var plans []*plan.Plan
	for i := range 300 {
		p := planOf(500)
		p.Row.Items = append(p.Row.Items, planOf(i).Row.Items...)
		s.forPlan(p)
		plans = append(plans, p)
	}
	if n, alive := s.of.Len(), lru.Footprint(s.of); n < 2 || n >= len(plans) || alive > most*11/10 {
		t.Errorf("%d statements of %d plans are kept, and take %d bytes, of %d at most", n, len(plans), alive, most)
	}
	runtime.KeepAlive(plans)
}

// TestTokensStayTokens holds that a run leaves the arguments of a kept statement as they are, and that two at one time have
// numbers of their own.
func TestTokensStayTokens(t *testing.T) {
	kept := []any{"firm:uisee", sql.Token{}, sql.Token{}}
	before := slices.Clone(kept)
	var a, b aside
	one, endOne := a.begin(kept)
	two, endTwo := b.begin(kept)
	if !slices.Equal(kept, before) || one[0] != "firm:uisee" || one[1] != one[2] || one[1] == two[1] {
		t.Errorf("kept %v, one %v, two %v", kept, one, two)
	}
	endOne()
	endTwo()
	if plain, end := a.begin(before[:1]); &plain[0] != &before[0] {
		t.Error("arguments without a token are copied")
	} else {
		end()
	}
}
