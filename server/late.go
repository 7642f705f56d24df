package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// lateStore stands for a store that cannot be opened yet: until it is, every plan and ping fails with what keeps it
// from being opened.
type lateStore struct {
	current atomic.Pointer[store.Store]
	failure atomic.Pointer[error]
	done    chan struct{} // closed when nobody tries any more
}

var _ store.Reader = (*lateStore)(nil)

// The time between two tries to open a store, at first and at most. It is long enough for a database that locks out who
// comes with a wrong password too often.
const (
	firstTry = 500 * time.Millisecond
	lastTry  = 5 * time.Second
)

// openLate tries to open a store until it is open or ctx ends. Each new reason why it is not is logged once.
func openLate(
	ctx context.Context, failure error, open func(context.Context) (store.Store, error), logger *slog.Logger,
) *lateStore {
	l := &lateStore{done: make(chan struct{})}
	logger.Error("the store cannot be opened: trying again until it can", "error", failure)
	l.failure.Store(&failure)
	go func() {
		defer close(l.done)
		for wait := firstTry; ; wait = min(2*wait, lastTry) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			opened, err := open(ctx)
			if err == nil {
				l.current.Store(&opened)
				logger.Info("the store is open", "location", opened.Location())
				return
			}
			if ctx.Err() == nil && err.Error() != (*l.failure.Load()).Error() {
				logger.Error("the store cannot be opened: trying again until it can", "error", err)
			}
			l.failure.Store(&err)
		}
	}()
	return l
}

// store returns the store once it is open.
func (l *lateStore) store() (store.Store, error) {
	if opened := l.current.Load(); opened != nil {
		return *opened, nil
	}
	failure := *l.failure.Load()
	for _, known := range []error{store.ErrUnavailable, store.ErrDenied, store.ErrForeign} {
		if errors.Is(failure, known) {
			return nil, failure
		}
	}
	return nil, errors.Join(store.ErrUnavailable, failure)
}

// Run runs a plan on the store.
func (l *lateStore) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	opened, err := l.store()
	if err != nil {
		return nil, err
	}
	return opened.Run(ctx, p)
}

// Candidates searches the store.
func (l *lateStore) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	opened, err := l.store()
	if err != nil {
		return nil, err
	}
	return opened.Candidates(ctx, wanted, sectors)
}

// Profile profiles a plan on the store.
func (l *lateStore) Profile(ctx context.Context, p *plan.Plan) (string, error) {
	opened, err := l.store()
	if err != nil {
		return "", err
	}
	return opened.Profile(ctx, p)
}

// Answer answers a plan from the store.
func (l *lateStore) Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *store.Record, error) {
	opened, err := l.store()
	if err != nil {
		return nil, nil, err
	}
	return opened.Answer(ctx, p)
}

// Paths looks for paths in the store.
func (l *lateStore) Paths(ctx context.Context, wanted *plan.Paths) (plan.FoundPaths, error) {
	opened, err := l.store()
	if err != nil {
		return nil, err
	}
	return opened.Paths(ctx, wanted)
}

// Neighbourhood looks for a neighbourhood in the store.
func (l *lateStore) Neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	opened, err := l.store()
	if err != nil {
		return nil, err
	}
	return opened.Neighbourhood(ctx, wanted)
}

// Ping reports whether the store is open and answers.
func (l *lateStore) Ping(ctx context.Context) error {
	opened, err := l.store()
	if err != nil {
		return err
	}
	return opened.Ping(ctx)
}

// Close waits until nobody tries to open the store any more, which the end of openLate's context brings about, and
// closes it where it is open.
func (l *lateStore) Close() error {
	<-l.done
	if opened := l.current.Load(); opened != nil {
		return (*opened).Close()
	}
	return nil
}

// Stream streams from the store.
func (l *lateStore) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) error {
	opened, err := l.store()
	if err != nil {
		return err
	}
	return opened.Stream(ctx, part, w)
}

// Revision returns the store's revision.
func (l *lateStore) Revision(ctx context.Context) (string, error) {
	opened, err := l.store()
	if err != nil {
		return "", err
	}
	return opened.Revision(ctx)
}
