package neo4j

import (
	"errors"
	"runtime"
	"testing"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
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
	var s statements
	kept := func() (n int) {
		s.of.Range(func(any, any) bool { n++; return true })
		return n
	}
	p, other := planOf(1), planOf(2)
	first, err := s.forPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.forPlan(other); err != nil {
		t.Fatal(err)
	}
	first.params["rendered"] = "once"
	again, err := s.forPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := Render(p); again.text != text || again.params["rendered"] != "once" || kept() != 2 {
		t.Errorf("again %q with %v, and %d are kept", again.text, again.params, kept())
	}
	runtime.KeepAlive(other)
	for kept() > 1 { // until the collector has seen that nobody has the other plan
		runtime.GC()
	}
	runtime.KeepAlive(p)
}

// TestStatementsRefuseWhatIsTooLarge holds that a plan beyond the database's size is refused each time.
func TestStatementsRefuseWhatIsTooLarge(t *testing.T) {
	var s statements
	p := planOf(maxItems + 1)
	for range 2 {
		if _, err := s.forPlan(p); !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("%v, want ErrTooLarge", err)
		}
	}
}
