package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// received is a Writer that stores its facts, and calls before, if it is set, before each fact.
type received struct {
	facts
	before func(id string) error
}

func (r *received) Node(n model.Node) error {
	if err := r.hear(n.ID()); err != nil {
		return err
	}
	r.nodes = append(r.nodes, n)
	return nil
}

func (r *received) Relationship(one model.Relationship) error {
	if err := r.hear(one.ID()); err != nil {
		return err
	}
	r.relationships = append(r.relationships, one)
	return nil
}

func (r *received) hear(id string) error {
	if r.before == nil {
		return nil
	}
	return r.before(id)
}

// checkStream checks that a stream equals the loaded graph, that it is in order, and how it ends.
func checkStream(t *testing.T, open func(t *testing.T) store.Store) {
	t.Run("nothing", func(t *testing.T) { expectStream(t, opened(t, open), facts{}) })
	t.Run("fixture", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		expectStream(t, s, fixture())
		t.Run("part", func(t *testing.T) { checkStreamOfPart(t, s) })
		t.Run("that is refused", func(t *testing.T) { checkRefusedStream(t, s) })
		t.Run("whose context ends", func(t *testing.T) { checkEndedStream(t, s) })
	})
	t.Run("changes", func(t *testing.T) { checkStreamOfChanges(t, open) })
	t.Run("texts", func(t *testing.T) {
		s := opened(t, open)
		f := hostileFacts()
		load(t, s, f)
		expectStream(t, s, f)
	})
	t.Run("bounds", func(t *testing.T) { checkStreamOfBounds(t, open) })
	t.Run("memory", func(t *testing.T) { checkStreamMemory(t, open) })
	t.Run("closing", func(t *testing.T) { checkStreamWithClose(t, open) })
}

// expectStream checks that the store's stream is these facts, each once and in order.
func expectStream(t *testing.T, s store.Store, want facts) {
	t.Helper()
	var got received
	if err := s.Stream(t.Context(), nil, &got); err != nil {
		t.Fatalf("Stream: %v", err)
	}
	want = inOrder(want)
	expectFacts(t, "nodes", got.nodes, want.nodes, model.Node.ID)
	expectFacts(t, "relationships", got.relationships, want.relationships, model.Relationship.ID)
}

func expectFacts[F any](t *testing.T, what string, got, want []F, idOf func(F) string) {
	t.Helper()
	ids := func(all []F) []string {
		var ids []string
		for _, fact := range all {
			ids = append(ids, idOf(fact))
		}
		return ids
	}
	if diff := gocmp.Diff(ids(want), ids(got)); diff != "" {
		t.Fatalf("Stream: ids of %s (-want +got):\n%s", what, diff)
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("Stream: %s (-want +got):\n%s", what, gocmp.Diff(want[i], got[i]))
		}
	}
}

func inOrder(f facts) facts {
	f.nodes, f.relationships = slices.Clone(f.nodes), slices.Clone(f.relationships)
	slices.SortFunc(f.nodes, func(a, b model.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	slices.SortFunc(f.relationships, func(a, b model.Relationship) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID(), b.ID()))
	})
	return f
}

// checkRefusedStream checks that Stream returns an error of the Writer, for any fact.
func checkRefusedStream(t *testing.T, s store.Store) {
	errRefused := errors.New("no more")
	f := inOrder(fixture())
	last := f.relationships[len(f.relationships)-1]
	for _, id := range []string{f.nodes[0].ID(), f.nodes[7].ID(), f.relationships[0].ID(), last.ID()} {
		calls := 0
		w := &received{before: func(of string) error {
			if of == id || calls > 0 {
				calls++
				return errRefused
			}
			return nil
		}}
		if err := s.Stream(t.Context(), nil, w); err != errRefused { //nolint:errorlint // as it is
			t.Errorf("Stream, refused at %q: error %v, want %v itself", id, err, errRefused)
		}
		if calls != 1 {
			t.Errorf("Stream, refused at %q: %d facts were written afterwards", id, calls-1)
		}
	}
	expectStream(t, s, fixture()) // the store still works
}

// checkEndedStream checks that a stream ends with its context, before it writes the next fact.
func checkEndedStream(t *testing.T, s store.Store) {
	for _, c := range ended(t) {
		var got received
		if err := s.Stream(c.ctx, nil, &got); !errors.Is(err, c.want) {
			t.Errorf("Stream, %s: error %v, want %v", c.name, err, c.want)
		}
		if len(got.nodes) > 0 {
			t.Errorf("Stream, %s: %d nodes", c.name, len(got.nodes))
		}
	}
	f := inOrder(fixture())
	for _, id := range []string{f.nodes[0].ID(), f.relationships[0].ID()} {
		cancelled, cancel := context.WithCancel(t.Context())
		late, cancelLate := context.WithTimeout(t.Context(), 100*time.Millisecond)
		for _, c := range []struct {
			ctx  context.Context
			end  func()
			want error
		}{
			{cancelled, cancel, store.ErrCancelled},
			{late, func() { <-late.Done() }, store.ErrTimeout},
		} {
			after := 0
			w := &received{before: func(of string) error {
				if of == id {
					c.end()
				}
				if c.ctx.Err() != nil {
					after++
				}
				return nil
			}}
			if err := s.Stream(c.ctx, nil, w); !errors.Is(err, c.want) {
				t.Errorf("Stream, ended at %q: error %v, want %v", id, err, c.want)
			}
			if after > 1 {
				t.Errorf("Stream, ended at %q: %d facts were written afterwards", id, after-1)
			}
		}
		cancel()
		cancelLate()
	}
	expectStream(t, s, fixture()) // the store still works
}

// checkStreamOfChanges checks that a stream contains nothing that a later load has replaced: labels, properties, ends.
// It must contain a node without relationships, and two relationships of different types with the same id.
func checkStreamOfChanges(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	before := facts{
		nodes: []model.Node{
			listed(node(model.VCFund, "investor:a", model.Properties{model.Size: stated(5, "CNY", 1), model.City: "X"})),
			node(model.Firm, "firm:a", nil), node(model.Firm, "firm:b", nil), node(model.Round, "round:a", nil),
		},
		relationships: []model.Relationship{
			relationship(model.InvestedIn, "one", "investor:a", "firm:a", model.Properties{
				model.RoundID: "round:a", model.Lead: true, model.AnnouncedOn: date("2020-02"),
			}),
			relationship(model.Raised, "one", "firm:a", "round:a", nil),
		},
	}
	load(t, s, before)
	expectStream(t, s, before)
	after := facts{
		nodes: []model.Node{
			node(model.StateFund, "investor:a", model.Properties{model.Level: int64(0), model.City: "x"}),
			before.nodes[1], before.nodes[2], before.nodes[3],
		},
		relationships: []model.Relationship{
			relationship(model.InvestedIn, "one", "firm:b", "firm:a", model.Properties{model.Lead: false}),
			before.relationships[1],
		},
	}
	load(t, s, facts{nodes: after.nodes[:1], relationships: after.relationships[:1]})
	expectStream(t, s, after)
}

// hostileFacts are facts with hostile ids and texts, whose order depends only on their ids.
func hostileFacts() facts {
	f := facts{nodes: []model.Node{node(model.Firm, "firm:a", nil)}}
	texts := hostileTexts()
	slices.Sort(texts)
	for i, text := range slices.Compact(texts) {
		id := "person:" + text
		if len(text) > 1000 { // too long for an index
			id = fmt.Sprintf("person:%03d", i)
		}
		f.nodes = append(f.nodes,
			node(model.Person, id, model.Properties{model.Name: text, model.Sources: []string{text, "source:a", text}}))
		f.relationships = append(f.relationships, relationship(model.HasRole, "role:"+id, id, "firm:a",
			model.Properties{model.Title: text, model.Sources: []string{text}}))
	}
	return f
}

// checkStreamOfBounds checks values at their limits, and the only value that is not returned as it was written.
func checkStreamOfBounds(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	f := facts{}
	add := func(p model.Properties) {
		f.nodes = append(f.nodes, node(model.Firm, fmt.Sprintf("firm:%02d", len(f.nodes)), p))
	}
	for _, n := range []int64{-1 << 63, -1<<53 - 1, -1, 0, 1, 1<<53 + 1, 1<<63 - 1} {
		add(model.Properties{model.FoundedYear: n})
	}
	for _, n := range []int64{-model.MaxAmount, 0, model.MaxAmount} {
		add(model.Properties{model.ValuationUSD: n, model.Size: money(n, "CNY")})
		add(model.Properties{model.ValuationUSD: n, model.Size: money(n, "USD")})
		add(model.Properties{model.ValuationUSD: n, model.Size: stated(n, "JPY", -n)})
	}
	for _, d := range []string{"0001", "0001-01", "0001-01-01", "2024-02", "9999", "9999-12", "9999-12-31"} {
		add(model.Properties{model.UnicornSince: date(d)})
	}
	add(model.Properties{model.Sources: []string{}})
	add(model.Properties{model.Aliases: []string{"a", "a"}, model.Sources: []string{"source:none"}})
	dollars := len(f.nodes)
	add(model.Properties{model.Size: stated(7, "USD", 8)})
	load(t, s, f)
	f.nodes[dollars].Properties[model.Size] = money(7, "USD")
	expectStream(t, s, f)
}
