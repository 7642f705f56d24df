package differential_test

import (
	"context"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestDifferentialFinds checks that a store with wrong answers is detected, and that the graph is then reduced.
func TestDifferentialFinds(t *testing.T) {
	faults := map[string]func(*plan.List){
		"a row is lost": func(l *plan.List) {
			if l.Limit > 1 {
				l.Limit--
			}
		},
		"nulls are at the other end": func(l *plan.List) {
			order := append([]plan.Sort(nil), l.Order...)
			for i := range order {
				order[i].NullsFirst = !order[i].NullsFirst
			}
			l.Order = order
		},
		"the wrong way round": func(l *plan.List) {
			order := append([]plan.Sort(nil), l.Order...)
			for i := range order {
				order[i].Descending = order[i].Descending != (order[i].Column.Property == model.ID)
			}
			l.Order = order
		},
		"a filter is forgotten": func(l *plan.List) { l.Where = nil },
		"a cursor is forgotten": func(l *plan.List) { l.After = nil },
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			open := func(h history) (*compared, error) {
				left, err := sqlite.Open(t.Context(), sqlite.Memory)
				if err != nil {
					return nil, err
				}
				right, err := sqlite.Open(t.Context(), sqlite.Memory)
				if err != nil {
					_ = left.Close()
					return nil, err
				}
				return compare(t.Context(), h, left, faulty{right, fault}, newCounter(0))
			}
			var h history
			var found *difference
			for seed := uint64(1); found == nil; seed++ {
				if seed > 10 {
					t.Fatal("it is not found")
				}
				h = graphs.Example(int(seed))
				c, err := open(h)
				if err != nil {
					t.Fatal(err)
				}
				found = search(t, c, h, seed, time.Second)
				c.close()
			}
			if smaller := reduce(t, h, found, open); len(smaller.facts()) > 25 {
				t.Errorf("the graph is left with %d of %d facts:\n%s\n%s", len(smaller.facts()), len(h.facts()), found, smaller)
			}
		})
	}
}

// faulty is a store that changes the lists of the plans that it executes.
type faulty struct {
	store.Store
	fault func(*plan.List)
}

func (f faulty) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	return f.Store.Run(ctx, &plan.Plan{Row: f.changed(p.Row)})
}

// changed returns a copy of a row with its lists changed.
func (f faulty) changed(row plan.Row) plan.Row {
	items := make([]plan.Item, len(row.Items))
	for i, item := range row.Items {
		switch item := item.(type) {
		case *plan.List:
			list := *item
			f.fault(&list)
			list.Row = f.changed(list.Row)
			items[i] = &list
		case *plan.One:
			one := *item
			one.Row = f.changed(one.Row)
			items[i] = &one
		default:
			items[i] = item
		}
	}
	return plan.Row{Items: items}
}
