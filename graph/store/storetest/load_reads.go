package storetest

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// loadReading runs a load with a function that also reads.
func loadReading(t *testing.T, s store.Store, fill func(store.LoadWriter) error) (store.Tally, error) {
	t.Helper()
	return s.Load(t.Context(), func(w store.Writer) error {
		reading, reads := w.(store.LoadWriter)
		if !reads {
			t.Fatalf("Load: fill is called with a %T, want a store.LoadWriter", w)
		}
		return fill(reading)
	})
}

// checkLoadReads checks that reads within a load include all facts that the load has written so far.
func checkLoadReads(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	f := fixture()
	count := func(w store.LoadWriter, want int) {
		t.Helper()
		if n, err := w.Facts(); err != nil || n != want {
			t.Errorf("Facts: %d, %v, want %d", n, err, want)
		}
	}
	read := func(w store.LoadWriter, ids []string, want ...model.Node) {
		t.Helper()
		expectNodes(t, w.Nodes, ids, want...)
	}
	links := func(w store.LoadWriter, want ...store.Link) {
		t.Helper()
		got, err := w.Links(model.PartOf)
		if err != nil {
			t.Errorf("Links: %v", err)
		}
		slices.SortFunc(got, func(a, b store.Link) int { return cmp.Compare(a.ID, b.ID) })
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Links (-want +got):\n%s", diff)
		}
	}
	conflicts := func(w store.LoadWriter, want ...model.Node) {
		t.Helper()
		expectNodes(t, func([]string) ([]model.Node, error) { return w.Conflicts() }, nil, want...)
	}
	ofConflict := slices.DeleteFunc(slices.Clone(f.nodes), func(n model.Node) bool { return n.Label != model.Conflict })
	slices.SortFunc(ofConflict, func(a, b model.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	chips, self := store.Link{ID: "part:chips-hardware", From: "sector:chips", To: "sector:hardware"},
		store.Link{ID: "part:self-self", From: "sector:self", To: "sector:self"}
	if _, err := loadReading(t, s, func(w store.LoadWriter) error {
		count(w, 0)
		read(w, []string{"firm:alpha"})
		links(w)
		conflicts(w)
		if err := f.fill(w); err != nil {
			return err
		}
		count(w, len(f.nodes)+len(f.relationships))
		read(w, []string{"firm:alpha", "firm:none", "round:alpha-b", "part:self-self"}, found(f, "firm:alpha"), found(f, "round:alpha-b"))
		links(w, chips, store.Link{ID: "part:hardware-tech", From: "sector:hardware", To: "sector:tech"}, self)
		conflicts(w, ofConflict...)
		return nil
	}); err != nil {
		t.Fatalf("Load: %v", err)
	}
	if _, err := loadReading(t, s, func(w store.LoadWriter) error {
		ids := []string{"investor:quiet", "firm:strasse", "firm:alpha", "investor:yun", "investor:none"}
		read(w, ids, found(f, "firm:alpha"), found(f, "firm:strasse"), found(f, "investor:quiet"), found(f, "investor:yun"))
		expectNodes(t, w.Listed, ids, found(f, "firm:strasse"), found(f, "investor:quiet"))
		conflicts(w, ofConflict...)
		changed := node(model.StateFund, "investor:yun", model.Properties{model.Level: int64(2)})
		err := errors.Join(w.Node(changed), w.Relationship(
			relationship(model.PartOf, "part:hardware-tech", "sector:hardware", "sector:self", nil)))
		read(w, []string{"investor:yun"}, changed)
		links(w, chips, store.Link{ID: "part:hardware-tech", From: "sector:hardware", To: "sector:self"}, self)
		count(w, len(f.nodes)+len(f.relationships))
		return err
	}); err != nil {
		t.Fatalf("Load: %v", err)
	}
}

func expectNodes(t *testing.T, read func(ids []string) ([]model.Node, error), ids []string, want ...model.Node) {
	t.Helper()
	got, err := read(ids)
	if err != nil {
		t.Errorf("nodes %v: %v", ids, err)
	}
	slices.SortFunc(got, func(a, b model.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
}

// found returns the node with an id.
func found(f facts, id string) model.Node {
	return f.nodes[slices.IndexFunc(f.nodes, func(n model.Node) bool { return n.ID() == id })]
}

// checkReplace checks that a node that replaces another gets its relationships and conflicts, and is found instead of
// it.
func checkReplace(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	loadFixture(t, s)
	fund := node(model.StateFund, "investor:new", model.Properties{model.Name: "Yun Capital", model.Level: int64(0)})
	before := revisionOf(t, s)
	tally, err := loadReading(t, s, func(w store.LoadWriter) error {
		return errors.Join(
			w.Node(node(model.Conflict, "conflict:yun", model.Properties{model.FactID: "investor:yun"})),
			w.Replace("investor:yun", fund),
			w.Node(fund))
	})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	expectTally(t, "load", tally, store.Tally{Created: 1, Updated: 1, Unchanged: 1})
	if revisionOf(t, s) == before {
		t.Error("Revision: it is that of before")
	}
	expect(t, s, root(all(lookup("investor:yun"), id), all(lookup("investor:new"), id, kind, of(model.Name),
		&plan.TotalCount{From: outgoing(model.InvestedIn)}, all(incoming(model.CommittedTo), id))),
		list{list{}, list{list{"investor:new", "StateFund", "Yun Capital", 3, singles("investor:lp")}}})
	conflicts := rowsOf(t, s, all(scan(model.Conflict.Set()), id, of(model.FactID)))
	for _, row := range conflicts {
		if gocmp.Equal(row, list{"conflict:yun", "investor:new"}) {
			conflicts = nil
			break
		}
	}
	if conflicts != nil {
		t.Errorf("conflicts %v, want conflict:yun to be about investor:new", conflicts)
	}

	t.Run("refused", func(t *testing.T) {
		for name, ids := range map[string][2]string{
			"one that is there": {"investor:new", "investor:idle"}, "one that is not there": {"investor:none", "investor:some"},
		} {
			t.Run(name, func(t *testing.T) {
				before := wholeGraph(t, s)
				_, err := loadReading(t, s, func(w store.LoadWriter) error {
					return w.Replace(ids[0], node(model.VCFund, ids[1], nil))
				})
				if !errors.Is(err, store.ErrInvalid) {
					t.Errorf("Load: error %v, want %v", err, store.ErrInvalid)
				}
				expectUnchanged(t, s, before)
			})
		}
		t.Run("for a label that does not fit", func(t *testing.T) {
			before := wholeGraph(t, s)
			_, err := loadReading(t, s, func(w store.LoadWriter) error {
				return w.Replace("investor:new", node(model.Person, "person:new", nil))
			})
			var misfit *store.MisfitError
			if !errors.As(err, &misfit) || misfit.Node != "person:new" {
				t.Errorf("Load: error %v, want a misfit of person:new", err)
			}
			expectUnchanged(t, s, before)
		})
	})
}
