package admission

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Reader returns a store whose statements wait for their places; nil lanes return the store itself. Streams are not
// included: their callers hold a place for the whole export or network. Work that gets no place fails with
// store.ErrBusy.
func (l *Lanes) Reader(s store.Reader) store.Reader {
	if l == nil {
		return s
	}
	return reader{s, l}
}

type reader struct {
	store.Reader
	lanes *Lanes
}

// Run runs a plan in the lane of lookups if it is a lookup, otherwise in the ordinary lane.
func (r reader) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if len(p.Row.Items) == 0 { // no statement is sent
		return r.Reader.Run(ctx, p)
	}
	if !p.Bounded() {
		return ordinary(ctx, r.lanes, func(ctx context.Context) (*store.Record, error) { return r.Reader.Run(ctx, p) })
	}
	place, err := r.lanes.lookups.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer place.Leave()
	return r.Reader.Run(ctx, p)
}

// Answer executes a plan with its InitPlans, in the ordinary lane if the store sends a statement for it.
func (r reader) Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *store.Record, error) {
	if !r.lanes.answers {
		return r.Reader.Answer(ctx, p)
	}
	type answer struct {
		found  []plan.Found
		record *store.Record
	}
	a, err := ordinary(ctx, r.lanes, func(ctx context.Context) (a answer, err error) {
		a.found, a.record, err = r.Reader.Answer(ctx, p)
		return a, err
	})
	return a.found, a.record, err
}

// Paths searches for paths in the ordinary lane.
func (r reader) Paths(ctx context.Context, spec *plan.Paths) (plan.FoundPaths, error) {
	return ordinary(ctx, r.lanes, func(ctx context.Context) (plan.FoundPaths, error) { return r.Reader.Paths(ctx, spec) })
}

// Neighbourhood searches for a neighbourhood in the ordinary lane.
func (r reader) Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return ordinary(ctx, r.lanes, func(ctx context.Context) (*plan.FoundNeighbourhood, error) {
		return r.Reader.Neighbourhood(ctx, spec)
	})
}

// Candidates searches for names in the ordinary lane.
func (r reader) Candidates(ctx context.Context, spec []search.Lookup, sectors bool) ([][]search.Candidate, error) {
	if len(spec) == 0 { // no statement is sent
		return r.Reader.Candidates(ctx, spec, sectors)
	}
	return ordinary(ctx, r.lanes, func(ctx context.Context) ([][]search.Candidate, error) {
		return r.Reader.Candidates(ctx, spec, sectors)
	})
}
