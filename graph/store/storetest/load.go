package storetest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkLoad checks the graph after a load, and its tally.
func checkLoad(t *testing.T, open func(t *testing.T) store.Store) {
	t.Run("tally", func(t *testing.T) {
		s := opened(t, open)
		f := fixture()
		every := len(f.nodes) + len(f.relationships)
		expectTally(t, "first load", load(t, s, f), store.Tally{Created: every})
		before := wholeGraph(t, s)
		expectTally(t, "the same again", load(t, s, fixture()), store.Tally{Unchanged: every})
		expectUnchanged(t, s, before)
		expectTally(t, "a part", load(t, s, facts{nodes: investorNodes()}), store.Tally{Unchanged: len(investorNodes())})
		expect(t, s, at("firm:alpha", &plan.TotalCount{From: incoming(model.InvestedIn)}), atNode(5))
	})
	t.Run("of nothing", func(t *testing.T) {
		s := opened(t, open)
		expectTally(t, "empty load", load(t, s, facts{}), store.Tally{})
		checkEmpty(t, s, true)
	})
	t.Run("in steps", func(t *testing.T) {
		// Relationships to nodes of an earlier load; a source that is written after the fact that cites it, and a
		// conflict before its fact.
		s := opened(t, open)
		load(t, s, facts{nodes: []model.Node{
			node(model.Firm, "firm:a", model.Properties{model.Sources: []string{"source:later", "source:first"}}),
			node(model.Source, "source:first", nil),
			node(model.Conflict, "conflict:a", model.Properties{model.FactID: "investment:later"}),
		}})
		investors := all(incoming(model.InvestedIn), id, all(conflictsOf(plan.OfRelationship), id))
		p := at("firm:a", all(sourcesOf(plan.OfNode), id), investors)
		expect(t, s, p, atNode(singles("source:first"), list{}))
		tally := load(t, s, facts{
			nodes: []model.Node{node(model.Source, "source:later", nil), node(model.VCFund, "investor:b", nil)},
			relationships: []model.Relationship{
				relationship(model.InvestedIn, "investment:later", "investor:b", "firm:a", nil),
			},
		})
		expectTally(t, "second load", tally, store.Tally{Created: 3})
		expect(t, s, p, atNode(singles("source:later", "source:first"), list{list{"investor:b", singles("conflict:a")}}))
	})
	t.Run("one fact twice", func(t *testing.T) {
		s := opened(t, open)
		firm := func(name string) model.Node { return node(model.Firm, "firm:a", model.Properties{model.Name: name}) }
		tally := load(t, s, facts{nodes: []model.Node{firm("one"), firm("one"), firm("two")}})
		expectTally(t, "load", tally, store.Tally{Created: 1, Updated: 1, Unchanged: 1})
		expect(t, s, root(all(firms, id, of(model.Name))), only(list{list{"firm:a", "two"}}))
	})
	t.Run("a reference to no node", func(t *testing.T) { checkDanglingReference(t, open) })
	t.Run("loads take turns", func(t *testing.T) { checkTurns(t, open) })
	t.Run("revision", func(t *testing.T) { checkRevision(t, open) })
}

// checkRevision checks that the revision changes exactly when the graph changes.
func checkRevision(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	seen := map[string]string{}
	revised := func(after string, f facts, changes bool) {
		t.Helper()
		before := revisionOf(t, s)
		seen[before] = "before " + after
		load(t, s, f)
		now := revisionOf(t, s)
		if earlier, was := seen[now]; changes && was {
			t.Errorf("Revision, after %s: %q, as %s", after, now, earlier)
		}
		if !changes && now != before {
			t.Errorf("Revision, after %s: %q, want %q", after, now, before)
		}
	}
	firm := func(year int64) facts {
		return facts{nodes: []model.Node{node(model.Firm, "firm:a", model.Properties{model.FoundedYear: year})}}
	}
	invested := facts{relationships: []model.Relationship{relationship(model.InvestedIn, "one", "firm:a", "firm:a", nil)}}
	revised("nothing", facts{}, false)
	revised("a node", firm(2000), true)
	revised("the same node", firm(2000), false)
	revised("another value", firm(2001), true)
	revised("the first value again", firm(2000), true)
	revised("a relationship", invested, true)
	revised("the same relationship", invested, false)
	before := revisionOf(t, s)
	errRefused := errors.New("no more")
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		return errors.Join(w.Node(firm(2002).nodes[0]), errRefused)
	})
	if !errors.Is(err, errRefused) {
		t.Fatalf("Load: %v, want %v", err, errRefused)
	}
	if now := revisionOf(t, s); now != before {
		t.Errorf("Revision, after a load that failed: %q, want %q", now, before)
	}
}

func revisionOf(t *testing.T, s store.Store) string {
	t.Helper()
	revision, err := s.Revision(t.Context())
	if err != nil {
		t.Fatalf("Revision: %v", err)
	}
	return revision
}

// checkDanglingReference loads an investment with the id of a missing round. A store may reject it, or must store the
// id.
func checkDanglingReference(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	_, err := s.Load(t.Context(), facts{
		nodes: []model.Node{node(model.Firm, "firm:a", nil), node(model.VCFund, "investor:b", nil)},
		relationships: []model.Relationship{relationship(model.InvestedIn, "investment:a", "investor:b", "firm:a",
			model.Properties{model.RoundID: "round:none"})},
	}.fill)
	if err != nil {
		if !errors.Is(err, store.ErrInvalid) {
			t.Errorf("Load: error %v, want none or %v", err, store.ErrInvalid)
		}
		checkEmpty(t, s, true)
		return
	}
	expect(t, s, at("firm:a", all(incoming(model.InvestedIn), rel(of(model.RoundID)), &plan.One{From: referenceToRound()})),
		atNode(list{list{"round:none", nil}}))
}

// checkTurns checks that only one load runs at a time.
func checkTurns(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	const loads, nodes = 4, 50
	var filling atomic.Int32
	var running sync.WaitGroup
	for n := range loads {
		running.Go(func() {
			_, err := s.Load(t.Context(), func(w store.Writer) error {
				if filling.Add(1) != 1 {
					t.Error("Load: fill is called while another load's is")
				}
				defer filling.Add(-1)
				for _, id := range manyIDs(nodes) {
					if err := w.Node(node(model.Firm, id, model.Properties{model.FoundedYear: int64(n)})); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Errorf("Load: %v", err)
			}
		})
	}
	running.Wait()
	years := rowsOf(t, s, all(firms, of(model.FoundedYear)))
	if len(years) != nodes {
		t.Fatalf("%d firms, want %d", len(years), nodes)
	}
	for _, year := range years {
		if !cmp.Equal(year, years[0]) {
			t.Fatalf("firms of several loads: years %v", years)
		}
	}
}

func expectTally(t *testing.T, what string, got, want store.Tally) {
	t.Helper()
	if got != want {
		t.Errorf("%s: tally %+v, want %+v", what, got, want)
	}
}
