package graph_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// pageBetween is a page between two cursors.
type pageBetween struct {
	Edges    []struct{ Cursor string }
	PageInfo struct{ HasPreviousPage, HasNextPage bool }
	Total    int
}

func (p pageBetween) cursors() []string {
	cursors := make([]string, len(p.Edges))
	for i, e := range p.Edges {
		cursors[i] = e.Cursor
	}
	return cursors
}

// TestPagesBetween compares pages with `after` and `before` with the whole list, in every order, by the algorithm of the
// Relay specification of connections: rows outside the cursors are removed first, and then all but the first or the last.
func TestPagesBetween(t *testing.T) {
	const firms, page = 60, 5
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "between.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	chance := rand.New(rand.NewPCG(3, 4))
	if _, err := s.Load(t.Context(), (&changing{firms: firms, chance: chance}).fill); err != nil {
		t.Fatal(err)
	}
	executor := serve(engine.Config{
		Store: s, Logger: slog.New(slog.DiscardHandler), Pages: planner.Pages{Default: page, Most: firms},
	})
	for _, order := range firmOrders() {
		read := func(arguments map[string]any) pageBetween {
			_, body := post(t, executor, fmt.Sprintf(`query ($first: Int, $after: String, $last: Int, $before: String) {
				firms(first: $first, after: $after, last: $last, before: $before, orderBy: [%s]) {
					total: totalCount edges { cursor } pageInfo { hasPreviousPage hasNextPage } } }`, order), arguments)
			var answer struct {
				Errors []any
				Data   struct{ Firms pageBetween }
			}
			if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Errors) > 0 {
				t.Fatalf("by %s: %v %s", order, err, body)
			}
			return answer.Data.Firms
		}
		all := read(map[string]any{"first": firms}).cursors()
		for range 6 {
			from, to := chance.IntN(firms), chance.IntN(firms)
			between := all[min(from+1, max(to, 0)):max(to, 0)]
			if from >= to {
				between = nil
			}
			n := chance.IntN(page + 4)
			for _, c := range []struct {
				arguments         map[string]any
				want              []string
				previous, another bool
			}{
				{map[string]any{"first": n, "after": all[from], "before": all[to]}, between[:min(n, len(between))], true, len(between) > n},
				{map[string]any{"last": n, "after": all[from], "before": all[to]}, between[max(0, len(between)-n):], len(between) > n, true},
				{map[string]any{"after": all[from], "before": all[to]}, between[:min(page, len(between))], true, len(between) > page},
				{map[string]any{"first": n, "before": all[to]}, all[:min(n, to)], false, to > n},
				{map[string]any{"last": n, "after": all[from]}, all[max(from+1, firms-n):], firms-from-1 > n, false},
			} {
				got := read(c.arguments)
				if !slices.Equal(got.cursors(), c.want) || got.PageInfo.HasPreviousPage != c.previous || got.PageInfo.HasNextPage != c.another ||
					got.Total != firms {
					t.Errorf("by %s, after %d, before %d, %d: %v: %d rows, %+v, want %d, %t and %t", order, from, to, n, c.arguments,
						len(got.Edges), got.PageInfo, len(c.want), c.previous, c.another)
				}
			}
		}
	}
}
