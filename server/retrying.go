package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// retryingStore is the served store. It may not be open yet: until then, every call returns the error of the last
// attempt to open it.
type retryingStore struct {
	current atomic.Pointer[store.Store]
	failure atomic.Pointer[error]
	done    chan struct{} // closed when no further attempts are made
}

// alreadyOpen returns a retryingStore for an open store.
func alreadyOpen(opened store.Store) *retryingStore {
	s := &retryingStore{done: make(chan struct{})}
	s.current.Store(&opened)
	close(s.done)
	return s
}

// The first and the longest interval between attempts to open a store. They are long enough not to trigger the
// lockout of a database after wrong passwords.
const (
	firstTry = 500 * time.Millisecond
	lastTry  = 5 * time.Second
)

// openRetrying tries to open a store until it succeeds or ctx ends. It logs each new error once.
func openRetrying(
	ctx context.Context, failure error, open func(context.Context) (store.Store, error), logger *slog.Logger,
) *retryingStore {
	l := &retryingStore{done: make(chan struct{})}
	logger.Error("the database cannot be opened; retrying", "error", failure)
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
				logger.Info("the database is open", "location", opened.Location())
				return
			}
			if ctx.Err() == nil && err.Error() != (*l.failure.Load()).Error() {
				logger.Error("the database cannot be opened; retrying", "error", err)
			}
			l.failure.Store(&err)
		}
	}()
	return l
}

// store returns the store, or the error of the last attempt to open it.
func (s *retryingStore) store() (store.Store, error) {
	if opened := s.current.Load(); opened != nil {
		return *opened, nil
	}
	failure := *s.failure.Load()
	for _, known := range []error{store.ErrUnavailable, store.ErrDenied, store.ErrForeign} {
		if errors.Is(failure, known) {
			return nil, failure
		}
	}
	return nil, errors.Join(store.ErrUnavailable, failure)
}

// whenOpen calls send with the store if it is open.
func whenOpen[T any](s *retryingStore, send func(store.Store) (T, error)) (answer T, err error) {
	opened, err := s.store()
	if err != nil {
		return answer, err
	}
	return send(opened)
}

// Profile profiles a plan on the store.
func (s *retryingStore) Profile(ctx context.Context, p *plan.Plan) (string, error) {
	return whenOpen(s, func(opened store.Store) (string, error) { return opened.Profile(ctx, p) })
}

// Revision returns the revision of the store.
func (s *retryingStore) Revision(ctx context.Context) (string, error) {
	return whenOpen(s, func(opened store.Store) (string, error) { return opened.Revision(ctx) })
}

// Ping returns nil if the store is open and responds.
func (s *retryingStore) Ping(ctx context.Context) error {
	opened, err := s.store()
	if err != nil {
		return err
	}
	return opened.Ping(ctx)
}

// Close waits for the end of the attempts to open the store, and closes the store if it is open. The context of
// openRetrying must have ended.
func (s *retryingStore) Close() error {
	<-s.done
	if opened := s.current.Load(); opened != nil {
		return (*opened).Close()
	}
	return nil
}

// Stream streams from the store.
func (s *retryingStore) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) error {
	opened, err := s.store()
	if err != nil {
		return err
	}
	return opened.Stream(ctx, part, w)
}
