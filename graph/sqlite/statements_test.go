package sqlite

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// TestStatementsAreCached checks that a plan is rendered once.
func TestStatementsAreCached(t *testing.T) {
	s := newStatements(1<<20, sql.SmallPart)
	from := plan.From{Kind: plan.Lookup, Labels: model.AllLabels, IDs: []string{"firm:uisee"}}
	p := &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{From: from}}}}
	first := s.forPlan(p)
	first.Args[0] = "rendered once"
	again := s.forPlan(p)
	if q := sql.Render(p, sql.SmallPart); again.Text != q.Text || again.Args[0] != "rendered once" || s.of.Len() != 1 {
		t.Errorf("again %q with %v, and %d are kept", again.Text, again.Args, s.of.Len())
	}
}

// TestTokensStayTokens checks that a run does not change the arguments of a cached statement, and that two concurrent
// runs have different numbers.
func TestTokensStayTokens(t *testing.T) {
	cached := []any{"firm:uisee", sql.Token{}, sql.Token{}}
	before := slices.Clone(cached)
	var a, b aside
	one, endOne := a.begin(cached)
	two, endTwo := b.begin(cached)
	if !slices.Equal(cached, before) || one[0] != "firm:uisee" || one[1] != one[2] || one[1] == two[1] {
		t.Errorf("kept %v, one %v, two %v", cached, one, two)
	}
	endOne()
	endTwo()
	if plain, end := a.begin(before[:1]); &plain[0] != &before[0] {
		t.Error("arguments without a token are copied")
	} else {
		end()
	}
}
