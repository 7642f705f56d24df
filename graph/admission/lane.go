package admission

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/stakegraph/stakegraph/graph/store"
)

// Limits bound one kind of work: how much runs at a time, and how much waits.
type Limits struct {
	Places    int           // at a time
	PerClient int           // of these, for one client; 0: all of them
	Waiting   int           // in the queue at a time; 0: nothing waits
	Wait      time.Duration // maximum time in the queue; 0: until the request ends
}

// Lane admits one kind of work. It is safe for concurrent use.
type Lane struct {
	name    string
	limits  Limits
	observe func(Event)

	mu    sync.Mutex
	queue *queue
}

// Event is the outcome of an Enter.
type Event struct {
	Lane    string
	Waited  time.Duration
	Refused bool // otherwise it got a place, or its request ended while it waited
}

// NewLane returns a lane. It calls observe, if it is not nil, once for each Enter.
func NewLane(name string, limits Limits, observe func(Event)) *Lane {
	limits.Places = max(1, limits.Places)
	if limits.PerClient <= 0 || limits.PerClient > limits.Places {
		limits.PerClient = limits.Places
	}
	if observe == nil {
		observe = func(Event) {}
	}
	return &Lane{
		name: name, limits: limits, observe: observe, queue: newQueue(limits.Places, limits.PerClient, limits.Waiting),
	}
}

// Place is the permission to work until Leave.
type Place struct {
	lane   *Lane
	client string
}

// Leave passes the place to the next in the queue. It must be called once.
func (p *Place) Leave() {
	p.lane.mu.Lock()
	next := p.lane.queue.leave(p.client)
	p.lane.mu.Unlock()
	for _, t := range next {
		t.decided <- nil
	}
}

// Enter waits for a place for the client of ctx. It returns store.ErrBusy if the queue is full or the wait is too long,
// and store.ErrCancelled or store.ErrTimeout if ctx ended before or is cancelled. A deadline during the wait gives
// store.ErrBusy too: the work has not begun, and other work is the reason.
func (l *Lane) Enter(ctx context.Context) (*Place, error) {
	if ctx.Err() != nil {
		return nil, l.ended(ctx)
	}
	t := &ticket{client: clientOf(ctx)}
	l.mu.Lock()
	if l.queue.try(t.client) {
		l.mu.Unlock()
		l.observe(Event{Lane: l.name})
		return &Place{l, t.client}, nil
	}
	t.decided = make(chan error, 1)
	v, displaced := l.queue.enter(t)
	l.mu.Unlock()
	if displaced != nil {
		displaced.decided <- l.full()
	}
	if v == refused {
		l.observe(Event{Lane: l.name, Refused: true})
		return nil, l.full()
	}
	began := time.Now()
	err := l.await(ctx, t)
	l.observe(Event{Lane: l.name, Waited: time.Since(began), Refused: errors.Is(err, store.ErrBusy)})
	if err != nil {
		return nil, err
	}
	return &Place{l, t.client}, nil
}

// await returns when a waiting ticket is decided, or its wait ends.
func (l *Lane) await(ctx context.Context, t *ticket) error {
	var late <-chan time.Time
	if l.limits.Wait > 0 {
		timer := time.NewTimer(l.limits.Wait)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case err := <-t.decided:
		return err
	case <-late:
	case <-ctx.Done():
	}
	l.mu.Lock()
	waited := l.queue.withdraw(t)
	l.mu.Unlock()
	if !waited { // it was decided at the same time
		if err := <-t.decided; err != nil || ctx.Err() == nil {
			return err
		}
		(&Place{l, t.client}).Leave()
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return l.ended(ctx)
	}
	return fmt.Errorf("%s lane: %w: timed out waiting for a place", l.name, store.ErrBusy)
}

// tryEnter returns a place for a client if one is available immediately, otherwise nil.
func (l *Lane) tryEnter(client string) *Place {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.queue.try(client) {
		return nil
	}
	return &Place{l, client}
}

// contended reports whether others, or the client itself, wait for the client's place.
func (l *Lane) contended(client string) (byOthers, byItself bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.queue.contended(client)
}

// Running returns the number of occupied places.
func (l *Lane) Running() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.queue.running
}

// Waiting returns the length of the queue.
func (l *Lane) Waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.queue.waiting
}

// Name returns the name of the lane in metrics.
func (l *Lane) Name() string { return l.name }

func (l *Lane) full() error {
	return fmt.Errorf("%s lane: %w: all %d places are taken, and the queue of %d is full", l.name, store.ErrBusy, l.limits.Places, l.limits.Waiting)
}

func (l *Lane) ended(ctx context.Context) error {
	sentinel := store.ErrCancelled
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		sentinel = store.ErrTimeout
	}
	return fmt.Errorf("%s lane: %w: %w", l.name, sentinel, context.Cause(ctx))
}
