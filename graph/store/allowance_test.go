package store_test

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

const mebi = 1 << 20

// TestAnswersShareABudget checks that large answers share the limit of all answers, and that small answers never wait
// for them.
func TestAnswersShareABudget(t *testing.T) {
	all := store.NewAnswers(10 * mebi)
	first, second, small := all.Begin(mebi), all.Begin(mebi), all.Begin(mebi)
	for range 8 {
		if err := first.Hold(mebi); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.Hold(mebi); err != nil {
		t.Fatal(err)
	}
	if err := second.Hold(2 * mebi); !errors.Is(err, store.ErrBusy) {
		t.Errorf("holding more than there is left: %v, want ErrBusy", err)
	}
	if reserved := all.Reserved(); reserved != 9*mebi {
		t.Errorf("%d bytes are held, want %d", reserved, 9*mebi)
	}
	if err := second.Hold(mebi); err != nil {
		t.Errorf("what was refused is held: %v", err)
	}
	if err := small.Hold(100_000); err != nil {
		t.Errorf("a small answer has no room: %v", err)
	}
	first.Release(3 * mebi)
	if err := second.Hold(3 * mebi); err != nil {
		t.Errorf("what was released is held: %v", err)
	}
	for _, a := range []*store.Allowance{first, second, small} {
		a.End()
		a.End()
	}
	if reserved := all.Reserved(); reserved != 0 {
		t.Errorf("%d bytes are held when all have ended", reserved)
	}
}

// TestAllowanceCountsWhatWasSmall checks that an answer counts as a whole once it is no longer small.
func TestAllowanceCountsWhatWasSmall(t *testing.T) {
	all := store.NewAnswers(10 * mebi)
	a := all.Begin(mebi)
	for range mebi / 1024 {
		if err := a.Hold(1024); err != nil {
			t.Fatal(err)
		}
	}
	if reserved := all.Reserved(); reserved != mebi {
		t.Errorf("%d bytes are held, want %d", reserved, mebi)
	}
	a.Release(mebi)
	if reserved := all.Reserved(); reserved != 0 {
		t.Errorf("%d bytes are held after all were released", reserved)
	}
}

func TestAllowanceLimit(t *testing.T) {
	a := store.NewAnswers(mebi).Begin(1000)
	if err := a.Check(1000); err != nil {
		t.Error(err)
	}
	var beyond *plan.LimitError
	if err := a.Check(1001); !errors.As(err, &beyond) || beyond.Limit != "answer" || beyond.Most != 1000 || beyond.Figure != 1001 {
		t.Errorf("%v", err)
	}
	var none *store.Allowance
	none.Release(1)
	none.End()
	if err := errors.Join(none.Check(1<<40), none.Hold(1<<40)); err != nil {
		t.Errorf("an answer without an allowance is refused: %v", err)
	}
}

// TestOneAnswerAlwaysPasses checks that an answer can exceed the limit of all answers while it is the only one.
func TestOneAnswerAlwaysPasses(t *testing.T) {
	all := store.NewAnswers(mebi)
	first, second := all.Begin(mebi), all.Begin(mebi)
	for range 3 {
		if err := first.Hold(mebi); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.Hold(mebi / 2); !errors.Is(err, store.ErrBusy) {
		t.Errorf("beside it another one: %v, want ErrBusy", err)
	}
	first.End()
	if err := second.Hold(mebi / 2); err != nil {
		t.Errorf("after it another one: %v", err)
	}
}
