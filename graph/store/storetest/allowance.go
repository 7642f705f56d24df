package storetest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkAllowance checks that an answer does not exceed the allowance of its context, both for a small plan and for one
// whose pages could have very many objects, and that its reserved bytes are released.
func checkAllowance(t *testing.T, s store.Store) {
	sectors := all(outgoing(model.OperatesIn), id)
	investments := all(incoming(model.InvestedIn), relID, sectors)
	invested := all(firms, id, investments)
	sectors.Limit, investments.Limit, invested.Limit = 1000, 1000, 1000
	for name, p := range map[string]*plan.Plan{
		"a small plan": root(all(firms, id)),
		"a large plan": root(&plan.TotalCount{From: firms}, invested, &plan.One{From: lookup("firm:alpha"), Row: row(id, investments)}),
	} {
		t.Run(name, func(t *testing.T) {
			answers := store.NewAnswers(1 << 30)
			run := func(limit int) (*store.Record, error) {
				a := answers.Begin(limit)
				defer a.End()
				return s.Run(store.WithAllowance(t.Context(), a), p)
			}
			free, err := s.Run(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			bounded, err := run(1 << 20)
			if err != nil {
				t.Fatalf("with room for it: %v", err)
			}
			if diff := cmp.Diff(Decode(free, free.Root()), Decode(bounded, bounded.Root())); diff != "" {
				t.Errorf("within an allowance the record differs (-without +with):\n%s", diff)
			}
			var beyond *plan.LimitError
			if _, err := run(100); !errors.Is(err, store.ErrTooLarge) || !errors.As(err, &beyond) {
				t.Fatalf("without room for it: %v, want ErrTooLarge and a plan.LimitError", err)
			}
			if beyond.Limit != "answer" || beyond.Most != 100 || beyond.Figure <= 100 {
				t.Errorf("the limit is %+v", beyond)
			}
			if stored := answers.Reserved(); stored != 0 {
				t.Errorf("%d bytes are held when all has ended", stored)
			}
		})
	}
}
