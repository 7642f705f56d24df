package admission_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

var (
	lookup = &plan.Plan{Row: plan.Row{Items: []plan.Item{plan.Column{}}}}
	count  = &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{}}}}
)

// blockedStore is a store whose statements run until they are released, one after the other.
type blockedStore struct {
	store.Reader
	began   chan bool // whether it is a lookup
	release chan error
}

func newBlockedStore() *blockedStore {
	return &blockedStore{began: make(chan bool, 100), release: make(chan error)}
}

var record = func() *store.Record {
	var b store.Builder
	b.Open()
	b.Close()
	return b.Record()
}()

func (h *blockedStore) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	h.began <- p.Bounded()
	if p.Bounded() {
		return record, nil
	}
	select {
	case err := <-h.release:
		return record, err
	case <-ctx.Done():
		return nil, store.ErrCancelled
	}
}

func (h *blockedStore) Answer(context.Context, *plan.Plan) ([]plan.Found, *store.Record, error) {
	return nil, nil, nil
}

// lanes returns lanes with so many places, all available to each client, and the lanes by name.
func lanes(places, costly int, slice time.Duration) (*admission.Lanes, map[string]*admission.Lane) {
	all := admission.New(admission.Config{
		Lookups: admission.Limits{Places: 1, Waiting: 1}, Ordinary: admission.Limits{Places: places, Waiting: 10},
		Costly: admission.Limits{Places: costly, Waiting: 1}, Slice: slice,
	})
	named := map[string]*admission.Lane{}
	for _, l := range all.All() {
		named[l.Name()] = l
	}
	return all, named
}

// begin runs a count, and returns the channel of its error.
func begin(t *testing.T, r store.Reader) <-chan error {
	done := make(chan error, 1)
	go func() {
		_, err := r.Run(t.Context(), count)
		done <- err
	}()
	return done
}

// await waits until a condition is true. It ends with the test's deadline.
func await(t *testing.T, is func() bool) {
	t.Helper()
	for !is() {
		if t.Context().Err() != nil {
			t.Fatal("it does not come to it")
		}
		runtime.Gosched()
	}
}

// TestLookupsWaitForNobody: lookups run while every other place is taken and others wait.
func TestLookupsWaitForNobody(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, time.Hour)
	r := all.Reader(s)
	first := begin(t, r)
	<-s.began
	second := begin(t, r)
	awaitWaiting(t, named["ordinary"], 1)
	for range 5 {
		if _, err := r.Run(t.Context(), lookup); err != nil {
			t.Errorf("a lookup: %v", err)
		}
		if isLookup := <-s.began; !isLookup {
			t.Error("another statement was begun")
		}
	}
	if found, record, err := r.Answer(t.Context(), count); found != nil || record != nil || err != nil {
		t.Errorf("Answer, which sends nothing: %v %v %v", found, record, err)
	}
	for _, done := range []<-chan error{first, second} {
		s.release <- nil
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestCostlyGoesOn: a statement beyond its slice is not sent again if the costly lane has a free place, and releases
// its ordinary place.
func TestCostlyGoesOn(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, 1)
	r := all.Reader(s)
	done := begin(t, r)
	await(t, func() bool { return named["costly"].Running() == 1 && named["ordinary"].Running() == 0 })
	s.release <- nil
	if err := <-done; err != nil || len(s.began) != 1 {
		t.Errorf("%v after %d statements, want 1", err, len(s.began))
	}
	if named["costly"].Running() != 0 {
		t.Error("it keeps its place")
	}
}

// TestNotInterruptedForNothing: a statement beyond its slice continues in its place while nobody waits for it.
func TestNotInterruptedForNothing(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, 1)
	r := all.Reader(s)
	first := begin(t, r)
	await(t, func() bool { return named["costly"].Running() == 1 })
	second := begin(t, r)
	for range 2 {
		<-s.began
	}
	for range 2 {
		s.release <- nil
	}
	for _, done := range []<-chan error{first, second} {
		if err := <-done; err != nil || len(s.began) > 0 {
			t.Errorf("%v, and %d statements more", err, len(s.began))
		}
	}
}

// TestInterruptedForOthers: a statement beyond its slice makes room for a waiting one, and is sent again when it gets a
// place in the costly lane.
func TestInterruptedForOthers(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, 1)
	r := all.Reader(s)
	first := begin(t, r)
	await(t, func() bool { return named["costly"].Running() == 1 })
	second := begin(t, r)
	await(t, func() bool { return len(s.began) == 2 })
	third := begin(t, r)
	await(t, func() bool { return len(s.began) == 3 }) // in the place of the second
	awaitWaiting(t, named["costly"], 1)
	for range 3 {
		s.release <- nil
	}
	for _, done := range []<-chan error{first, second, third} {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if len(s.began) != 4 {
		t.Errorf("%d statements, want 3 and the one that is sent again", len(s.began))
	}
}

// TestMakesRoom: a statement beyond its slice soon makes room for others, later for its own client, and never if nobody
// waits.
func TestMakesRoom(t *testing.T) {
	for _, c := range []struct {
		slices         int
		others, itself bool
		want           bool
	}{
		{1, false, false, false},
		{1, true, false, true},
		{1, false, true, false},
		{9, false, true, false},
		{10, false, true, true},
		{9, true, true, true},
		{1000, false, false, false},
	} {
		if got := admission.MakesRoom(c.slices, c.others, c.itself); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestInterruptedWithoutRoom: if the costly lane is full, an interrupted statement is refused like any other.
func TestInterruptedWithoutRoom(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, 1)
	r := all.Reader(s)
	running := []<-chan error{begin(t, r)}
	await(t, func() bool { return named["costly"].Running() == 1 })
	for n := range 3 { // the costly queue has one place
		running = append(running, begin(t, r))
		await(t, func() bool { return len(s.began) == n+2 })
	}
	if err := <-running[2]; !errors.Is(err, store.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
	for range 3 {
		s.release <- nil
	}
	for _, i := range []int{0, 1, 3} {
		if err := <-running[i]; err != nil {
			t.Error(err)
		}
	}
}

// TestFailureIsNotSentAgain: an error of the statement itself is returned, and the place released.
func TestFailureIsNotSentAgain(t *testing.T) {
	s := newBlockedStore()
	all, named := lanes(1, 1, time.Hour)
	done := begin(t, all.Reader(s))
	s.release <- store.ErrTooLarge
	if err := <-done; !errors.Is(err, store.ErrTooLarge) || len(s.began) != 1 || named["ordinary"].Running() != 0 {
		t.Errorf("%v after %d statements, %d still have a place", err, len(s.began), named["ordinary"].Running())
	}
}

// panicking is a store that panics.
type panicking struct{ store.Reader }

func (panicking) Run(context.Context, *plan.Plan) (*store.Record, error) { panic("a fault") }

// TestPanicGivesBackPlaces: a panic in the store releases the place.
func TestPanicGivesBackPlaces(t *testing.T) {
	for name, p := range map[string]*plan.Plan{"lookup": lookup, "count": count} {
		all, _ := lanes(1, 1, time.Hour)
		func() {
			defer func() { _ = recover() }()
			_, _ = all.Reader(panicking{}).Run(t.Context(), p)
		}()
		for _, l := range all.All() {
			if l.Running() != 0 {
				t.Errorf("%s: the %s lane has lost a place", name, l.Name())
			}
		}
	}
}

// TestSharesOfStores checks the limits for both kinds of store.
func TestSharesOfStores(t *testing.T) {
	for _, cores := range []int{1, 2, 3, 64} {
		c := admission.ForEmbedded(cores)
		if c.Networks.Places > 2 || c.Costly.Places > max(2, cores/2) || c.Costly.PerClient >= c.Costly.Places {
			t.Errorf("embedded on %d cores: %+v", cores, c)
		}
		checkLimits(t, c)
	}
	for _, connections := range []int{1, 2, 5, 64, 1000} {
		c := admission.ForServer(connections, 2)
		if sum := c.Lookups.Places + c.Ordinary.Places + c.Costly.Places; sum > max(3, connections) {
			t.Errorf("%d connections: %d places", connections, sum)
		}
		if connections >= 32 && (c.Ordinary.PerClient > c.Ordinary.Places/2 || c.Costly.PerClient > c.Costly.Places/2) {
			t.Errorf("%d connections: one client has more than half of the places: %+v", connections, c)
		}
		if c.Ordinary.Waiting < 64 {
			t.Errorf("%d connections: 64 clients do not find room: %+v", connections, c)
		}
		checkLimits(t, c)
	}
}

func checkLimits(t *testing.T, c admission.Config) {
	t.Helper()
	for name, l := range map[string]admission.Limits{
		"lookups": c.Lookups, "ordinary": c.Ordinary, "costly": c.Costly, "networks": c.Networks, "exports": c.Exports,
	} {
		if l.Places < 1 || l.PerClient < 0 || l.PerClient > l.Places || l.Waiting > 0 && l.Wait <= 0 {
			t.Errorf("%s: %+v", name, l)
		}
	}
}
