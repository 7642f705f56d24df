package admission

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrPreempted is the cause of a context that was cancelled because a statement exceeded its slice while others waited.
// The statement is sent again.
var ErrPreempted = errors.New("statement was preempted and will be sent again")

const (
	// recheck is the fraction of a slice after which a statement beyond its slice is checked again.
	recheck = 4
	// ownSlices is the number of slices after which a statement makes room for its own client. With fewer, a client
	// whose many statements each take slightly more than a slice would have all of them run twice.
	ownSlices = 10
)

// makesRoom reports whether a statement is interrupted after a number of slices, depending on who waits for its place.
func makesRoom(slices int, forOthers, forItself bool) bool {
	return forOthers && slices >= 1 || forItself && slices >= ownSlices
}

// ordinary does work in the ordinary lane. Work beyond the slice continues in the costly lane, or in its own place if
// nobody waits for it.
func ordinary[T any](ctx context.Context, l *Lanes, do func(context.Context) (T, error)) (answer T, err error) {
	place, err := l.ordinary.Enter(ctx)
	if err != nil {
		return answer, err
	}
	if l.slice <= 0 {
		defer place.Leave()
		return do(ctx)
	}
	s := watch(ctx, l, place)
	defer s.end()
	answer, err = do(s.ctx)
	if preempted := s.end(); err == nil || !preempted {
		return answer, err
	}
	if place, err = l.costly.Enter(ctx); err != nil {
		return answer, err
	}
	defer place.Leave()
	return do(ctx)
}

// watched is work that has a place in the ordinary lane.
type watched struct {
	ctx    context.Context // of the work
	cancel context.CancelCauseFunc
	lanes  *Lanes
	began  time.Time

	mu        sync.Mutex
	timer     *time.Timer
	place     *Place // nil after the end
	preempted bool
}

func watch(ctx context.Context, l *Lanes, place *Place) *watched {
	w := &watched{lanes: l, place: place, began: time.Now()}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	w.mu.Lock() // the timer can fire before its own assignment
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(l.slice, w.beyond)
	return w
}

// beyond moves the work to the costly lane without interruption, if that has a free place. Otherwise it interrupts the
// work, but only if others wait: without them, sending it again would gain nothing.
func (w *watched) beyond() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.place == nil {
		return
	}
	if moved := w.lanes.costly.tryEnter(w.place.client); moved != nil {
		w.place.Leave()
		w.place = moved
		return
	}
	others, itself := w.lanes.ordinary.contended(w.place.client)
	if makesRoom(int(time.Since(w.began)/w.lanes.slice), others, itself) {
		w.preempted = true
		w.cancel(ErrPreempted)
		return
	}
	w.timer.Reset(max(w.lanes.slice/recheck, time.Millisecond))
}

// end releases the place, and reports whether the work was interrupted. It can be called again.
func (w *watched) end() (preempted bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer.Stop()
	w.cancel(nil)
	if w.place != nil {
		w.place.Leave()
		w.place = nil
	}
	return w.preempted
}
