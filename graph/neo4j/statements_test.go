package neo4j

import (
	"errors"
	"runtime"
	"testing"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

func planOf(columns int) *plan.Plan {
	one := &plan.One{From: plan.From{Kind: plan.Lookup, Labels: model.AllLabels, IDs: []string{"firm:uisee"}}}
	for range columns {
		one.Row.Items = append(one.Row.Items, plan.Column{Property: model.ID})
	}
	return &plan.Plan{Row: plan.Row{Items: []plan.Item{one}}}
}

// TestStatementsAreKeptAsLongAsTheirPlans checks that a plan is rendered once, and that no statement outlives its plan.
func TestStatementsAreKeptAsLongAsTheirPlans(t *testing.T) {
	s := newStatements(1 << 20)
	cached := s.of.Len
	p, other := planOf(1), planOf(2)
	first, err := s.forPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.forPlan(other); err != nil {
		t.Fatal(err)
	}
	first.Params["rendered"] = "once"
	again, err := s.forPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	if q := cypher.Render(p, cypher.SmallAnswer); again.Text != q.Text || again.Params["rendered"] != "once" || cached() != 2 {
		t.Errorf("again %q with %v, and %d are kept", again.Text, again.Params, cached())
	}
	runtime.KeepAlive(other)
	for cached() > 1 { // until the garbage collector has collected the other plan
		runtime.GC()
	}
	runtime.KeepAlive(p)
}

// TestStatementsRefuseWhatIsTooLarge checks that a plan that is too large for the database is rejected each time.
func TestStatementsRefuseWhatIsTooLarge(t *testing.T) {
	s := newStatements(1 << 20)
	p := planOf(10_000)
	for range 2 {
		if _, err := s.forPlan(p); !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("%v, want ErrTooLarge", err)
		}
	}
}

// TestStatementsAreBounded checks that statements are evicted if they exceed the memory limit, although their plans are
// in use.
func TestStatementsAreBounded(t *testing.T) {
	const most = 1 << 20
	s := newStatements(most)
	var plans []*plan.Plan
	for i := range 200 {
		p := planOf(1000)
		p.Row.Items = append(p.Row.Items, planOf(i).Row.Items...)
		if _, err := s.forPlan(p); err != nil {
			t.Fatal(err)
		}
		plans = append(plans, p)
	}
	if n, alive := s.of.Len(), lru.Footprint(s.of); n < 2 || n >= len(plans) || alive > most*11/10 {
		t.Errorf("%d statements of %d plans are kept, and take %d bytes, of %d at most", n, len(plans), alive, most)
	}
	runtime.KeepAlive(plans)
}
