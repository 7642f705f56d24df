package network

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

var _ store.Writer = (*Collector)(nil)

// A small market: "corp" is a firm that also invests, once in itself; "gone" is not added as a node.
var (
	marketNodes = []model.Node{
		organisation(model.StateFund, "state"), organisation(model.StateFund, "idle"),
		organisation(model.VCFund, "vc"), organisation(model.VCFund, "sub"), organisation(model.VCFund, "private"),
		organisation(model.Firm, "a"), organisation(model.Firm, "b"), organisation(model.Firm, "corp"),
		organisation(model.Firm, "lonely"),
		{Label: model.Person, Properties: model.Properties{model.ID: "person"}},
	}
	marketRelationships = []model.Relationship{
		invests("state", "a", "r1"), invests("vc", "a", "r1"), invests("corp", "a", "r1"),
		invests("vc", "a", "r2"), invests("state", "a", "r2"),
		invests("vc", "b", ""), invests("corp", "b", ""), invests("corp", "corp", ""),
		invests("private", "corp", "r4"), invests("sub", "corp", "r4"),
		invests("gone", "a", "r1"), invests("vc", "gone", ""),
		commits("state", "vc"), commits("vc", "sub"), commits("vc", "sub"), commits("sub", "vc"),
		commits("private", "sub"), commits("corp", "private"), commits("gone", "private"),
		{Type: model.HasRole, From: "person", To: "a"},
	}
)

func organisation(label model.Label, id string) model.Node {
	return model.Node{Label: label, Properties: model.Properties{model.ID: id}}
}

func invests(from, to, round string) model.Relationship {
	r := model.Relationship{Type: model.InvestedIn, From: from, To: to, Properties: model.Properties{}}
	if round != "" {
		r.Properties[model.RoundID] = round
	}
	return r
}

func commits(from, to string) model.Relationship {
	return model.Relationship{Type: model.CommittedTo, From: from, To: to}
}

// market collects the small market, optionally in reverse, since the order must not matter.
func market(t *testing.T, backwards bool) *Collector {
	t.Helper()
	c := NewCollector()
	nodes, relationships := slices.Clone(marketNodes), slices.Clone(marketRelationships)
	fill := []func() error{
		func() error {
			for _, n := range nodes {
				if err := c.Node(n); err != nil {
					return err
				}
			}
			return nil
		},
		func() error {
			for _, r := range relationships {
				if err := c.Relationship(r); err != nil {
					return err
				}
			}
			return nil
		},
	}
	if backwards {
		slices.Reverse(nodes)
		slices.Reverse(relationships)
		slices.Reverse(fill)
	}
	for _, f := range fill {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestViews(t *testing.T) {
	for _, test := range []struct {
		kind      model.NetworkView
		weighting Weighting
		nodes     []string
		edges     []string
	}{
		{
			model.Bipartite, Shared,
			[]string{"corp/1", "private/1", "state/1", "sub/1", "vc/1", "a/2", "b/2", "corp/2"},
			[]string{
				"corp-a 1 1", "corp-b 1 1", "corp-corp 1 1", "private-corp 1 1", "state-a 2 2", "sub-corp 1 1", "vc-a 2 2",
				"vc-b 1 1",
			},
		},
		{
			model.InvestorsByFirm, Shared,
			[]string{"corp/0", "private/0", "state/0", "sub/0", "vc/0"},
			[]string{
				"corp-private 1 1", "corp-state 1 1", "corp-sub 1 1", "corp-vc 2 2", "private-sub 1 1", "state-vc 1 1",
			},
		},
		{
			model.InvestorsByFirm, Newman,
			[]string{"corp/0", "private/0", "state/0", "sub/0", "vc/0"},
			[]string{
				"corp-private 0.5 1", "corp-state 0.5 1", "corp-sub 0.5 1", "corp-vc 1.5 2", "private-sub 0.5 1",
				"state-vc 0.5 1",
			},
		},
		{
			model.InvestorsByRound, Shared,
			[]string{"corp/0", "private/0", "state/0", "sub/0", "vc/0"},
			[]string{"corp-state 1 1", "corp-vc 1 1", "private-sub 1 1", "state-vc 2 2"},
		},
		{
			model.InvestorsByRound, Newman,
			[]string{"corp/0", "private/0", "state/0", "sub/0", "vc/0"},
			[]string{"corp-state 0.5 1", "corp-vc 0.5 1", "private-sub 1 1", "state-vc 1.5 2"},
		},
		{
			model.FirmsByInvestor, Newman,
			[]string{"a/0", "b/0", "corp/0"},
			[]string{"a-b 1.5 2", "a-corp 0.5 1", "b-corp 0.5 1"},
		},
		{
			model.StateCapital, Shared,
			[]string{"a/0", "b/0", "corp/0", "state/0", "sub/0", "vc/0"},
			[]string{
				"state-a 2 2", "state-vc 1 1", "sub-corp 1 1", "sub-vc 1 1", "vc-a 2 2", "vc-b 1 1", "vc-sub 2 2",
			},
		},
	} {
		for _, backwards := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%d/%v", test.kind, test.weighting, backwards), func(t *testing.T) {
				v, err := market(t, backwards).View(t.Context(), test.kind, ViewOptions{Weighting: test.weighting})
				if err != nil {
					t.Fatal(err)
				}
				var nodes, edges []string
				for _, n := range v.Nodes {
					nodes = append(nodes, fmt.Sprintf("%s/%d", n.ID, n.Side))
				}
				for e := range v.Graph.Edges() {
					edges = append(edges, fmt.Sprintf("%s-%s %v %d", v.Nodes[e.From].ID, v.Nodes[e.To].ID, e.Weight, e.Count))
				}
				if diff := cmp.Diff(test.nodes, nodes); diff != "" {
					t.Error(diff)
				}
				if diff := cmp.Diff(test.edges, edges); diff != "" {
					t.Error(diff)
				}
				if v.Kind != test.kind || v.Graph.Directed() != (test.kind == model.StateCapital) || v.Graph.EdgeCount() != len(edges) {
					t.Errorf("a view of %s, directed %v, of %d edges", v.Kind, v.Graph.Directed(), v.Graph.EdgeCount())
				}
			})
		}
	}
}

func TestNodesKeepTheirLabels(t *testing.T) {
	v, err := market(t, false).View(t.Context(), model.Bipartite, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]model.Label{
		"corp": model.Firm, "private": model.VCFund, "state": model.StateFund, "sub": model.VCFund, "vc": model.VCFund,
		"a": model.Firm, "b": model.Firm,
	}
	for _, n := range v.Nodes {
		if n.Label != want[n.ID] {
			t.Errorf("%s is a %s, want %s", n.ID, n.Label, want[n.ID])
		}
	}
}

func TestViewBoundsPairs(t *testing.T) {
	c := market(t, false)
	// Three investors share a, two share b and three share corp: 3 + 1 + 3 pairs.
	if _, err := c.View(t.Context(), model.InvestorsByFirm, ViewOptions{MaxPairs: 7}); err != nil {
		t.Error(err)
	}
	if _, err := c.View(t.Context(), model.InvestorsByFirm, ViewOptions{MaxPairs: 6}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

func TestViewRefuses(t *testing.T) {
	c := market(t, false)
	for name, o := range map[string]ViewOptions{"weighting": {Weighting: weightingCount}, "pairs": {MaxPairs: -1}} {
		if _, err := c.View(t.Context(), model.InvestorsByFirm, o); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, want %v", name, err, ErrInvalid)
		}
	}
	if _, err := c.View(t.Context(), model.NetworkView(model.NetworkViewCount), ViewOptions{}); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want %v", err, ErrInvalid)
	}
	if err := c.Node(model.Node{Label: model.Firm}); !errors.Is(err, ErrInvalid) {
		t.Errorf("a node without an id: got %v, want %v", err, ErrInvalid)
	}
	if err := c.Relationship(commits("vc", "")); !errors.Is(err, ErrInvalid) {
		t.Errorf("a relationship without an end: got %v, want %v", err, ErrInvalid)
	}
}

func TestEmptyViews(t *testing.T) {
	for kind := range model.NetworkView(model.NetworkViewCount) {
		v, err := NewCollector().View(t.Context(), kind, ViewOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Nodes) != 0 || v.Graph.Nodes() != 0 || v.Graph.EdgeCount() != 0 {
			t.Errorf("%s of nothing has %d nodes and %d edges", kind, v.Graph.Nodes(), v.Graph.EdgeCount())
		}
	}
}

func TestViewEndsWithItsContext(t *testing.T) {
	c := generated(t, storetest.PathsGraph)
	for _, kind := range []model.NetworkView{model.InvestorsByFirm, model.InvestorsByRound, model.FirmsByInvestor} {
		ctx := endsAfter(t, 100)
		if _, err := c.View(ctx, kind, ViewOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want %v", kind, err, context.Canceled)
		}
	}
}

func generated(t testing.TB, shape storetest.Shape) *Collector {
	t.Helper()
	c := NewCollector()
	if err := shape.Fill(c); err != nil {
		t.Fatal(err)
	}
	return c
}
