package admission_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/store"
)

func enter(t *testing.T, l *admission.Lane, client string) *admission.Place {
	t.Helper()
	place, err := l.Enter(admission.WithClient(t.Context(), client))
	if err != nil {
		t.Fatal(err)
	}
	return place
}

// awaitWaiting waits until the queue of a lane has a length. It ends with the test's deadline.
func awaitWaiting(t *testing.T, l *admission.Lane, count int) {
	t.Helper()
	for l.Waiting() != count {
		if t.Context().Err() != nil {
			t.Fatalf("%d wait, want %d", l.Waiting(), count)
		}
		runtime.Gosched()
	}
}

// TestLaneServesAll: far more clients than places wait, and all get one.
func TestLaneServesAll(t *testing.T) {
	const clients = 64
	l := admission.NewLane("test", admission.Limits{Places: 3, Waiting: clients}, nil)
	first := []*admission.Place{enter(t, l, "a"), enter(t, l, "b"), enter(t, l, "c")}
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			place, err := l.Enter(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			place.Leave()
		})
	}
	awaitWaiting(t, l, clients)
	for _, place := range first {
		place.Leave()
	}
	all.Wait()
	if l.Running() != 0 || l.Waiting() != 0 {
		t.Errorf("afterwards %d run and %d wait", l.Running(), l.Waiting())
	}
}

// TestLaneRefuses: each reason for a refusal has its sentinel error, and changes nothing in the lane.
func TestLaneRefuses(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancelLate()
	for name, c := range map[string]struct {
		limits admission.Limits
		ctx    context.Context
		want   error
	}{
		"no queue":               {admission.Limits{Places: 1}, t.Context(), store.ErrBusy},
		"a wait that is over":    {admission.Limits{Places: 1, Waiting: 1, Wait: 1}, t.Context(), store.ErrBusy},
		"cancelled before":       {admission.Limits{Places: 1, Waiting: 1}, cancelled, store.ErrCancelled},
		"its time is over, too":  {admission.Limits{Places: 1, Waiting: 1}, late, store.ErrTimeout},
		"cancelled with a place": {admission.Limits{Places: 2, Waiting: 1}, cancelled, store.ErrCancelled},
	} {
		t.Run(name, func(t *testing.T) {
			l := admission.NewLane("test", c.limits, nil)
			blocked := enter(t, l, "a")
			if _, err := l.Enter(c.ctx); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			blocked.Leave()
			enter(t, l, "a").Leave()
			if l.Running() != 0 || l.Waiting() != 0 {
				t.Errorf("afterwards %d run and %d wait", l.Running(), l.Waiting())
			}
		})
	}
}

// TestLaneEndsWhileWaiting: a cancelled client leaves the queue with ErrCancelled. A deadline in the queue gives
// ErrBusy, since other work is the reason.
func TestLaneEndsWhileWaiting(t *testing.T) {
	for name, c := range map[string]struct {
		ctx  func() (context.Context, context.CancelFunc)
		want error
	}{
		"cancelled": {func() (context.Context, context.CancelFunc) { return context.WithCancel(t.Context()) }, store.ErrCancelled},
		"deadline": {func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(t.Context(), 50*time.Millisecond)
		}, store.ErrBusy},
	} {
		t.Run(name, func(t *testing.T) {
			l := admission.NewLane("test", admission.Limits{Places: 1, Waiting: 1}, nil)
			blocked := enter(t, l, "a")
			ctx, cancel := c.ctx()
			defer cancel()
			failed := make(chan error, 1)
			go func() {
				_, err := l.Enter(ctx)
				failed <- err
			}()
			if c.want == store.ErrCancelled {
				awaitWaiting(t, l, 1)
				cancel()
			}
			if err := <-failed; !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			awaitWaiting(t, l, 0)
			blocked.Leave()
			enter(t, l, "a").Leave()
		})
	}
}

// TestLaneTells: each Enter is reported once, with its outcome.
func TestLaneTells(t *testing.T) {
	var mu sync.Mutex
	var events []bool
	l := admission.NewLane("test", admission.Limits{Places: 1, Waiting: 1}, func(e admission.Event) {
		mu.Lock()
		defer mu.Unlock()
		events = append(events, e.Refused)
		if e.Lane != "test" {
			t.Errorf("the lane is %q", e.Lane)
		}
	})
	blocked := enter(t, l, "a")
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, err := l.Enter(ctx)
		failed <- err
	}()
	awaitWaiting(t, l, 1)
	if _, err := l.Enter(t.Context()); !errors.Is(err, store.ErrBusy) {
		t.Errorf("one more: %v", err)
	}
	cancel()
	<-failed
	blocked.Leave()
	if len(events) != 3 || events[0] || !events[1] || events[2] {
		t.Errorf("refused: %v, want the second alone", events)
	}
}
