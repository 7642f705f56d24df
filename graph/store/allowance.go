package store

import (
	"context"
	"fmt"
	"sync"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Answers bounds how many bytes the answers under way hold together. It is safe for use by several goroutines.
type Answers struct {
	mu       sync.Mutex
	most     int64
	reserved int64
}

// NewAnswers returns an Answers for so many bytes together.
func NewAnswers(most int64) *Answers { return &Answers{most: most} }

// Reserved returns how many bytes the answers under way hold.
func (a *Answers) Reserved() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.reserved
}

// Begin returns the allowance of an answer that may have so many bytes. Who begins an answer has to end it.
func (a *Answers) Begin(limit int) *Allowance { return &Allowance{answers: a, limit: limit} }

// smallAnswer is how many bytes every answer may hold, however many the others do: most answers are smaller, and never
// wait for large ones.
const smallAnswer = 256 << 10

// Allowance is how many bytes one answer may have and hold. A nil Allowance bounds nothing. It is for one goroutine at a
// time.
type Allowance struct {
	answers  *Answers
	limit    int
	reserved int64 // in all
	counted  int64 // of it, those that count among the bytes of all answers
}

// Limit returns how many bytes the answer may have, as it is read or as JSON, and false where nothing bounds it.
func (a *Allowance) Limit() (bytes int, bounded bool) {
	if a == nil {
		return 0, false
	}
	return a.limit, true
}

// Check returns the error of AnswerTooLarge where the answer has more bytes than it may.
func (a *Allowance) Check(bytes int) error {
	if a == nil || bytes <= a.limit {
		return nil
	}
	return AnswerTooLarge(a.limit, bytes, false)
}

// AnswerTooLarge returns the error for an answer of more bytes than it may have, which wraps ErrTooLarge and is a
// plan.LimitError. There can be more than the figure, where counting stopped at it.
func AnswerTooLarge(most, figure int, more bool) error {
	return fmt.Errorf("%w: %w", ErrTooLarge, &plan.LimitError{
		Limit: "answer", What: "bytes in its answer", Most: most, Figure: figure, More: more,
	})
}

// Hold takes bytes that the answer needs while it is made. It returns ErrBusy where all answers together would hold more
// than they may; the answer then cannot be made now. It never waits, since those who wait hold what others wait for. An
// answer is let through where no other holds anything that counts: its own limit bounds it, and later it would be no
// smaller.
func (a *Allowance) Hold(bytes int) error {
	if a == nil || bytes <= 0 {
		return nil
	}
	reserved := a.reserved + int64(bytes)
	if reserved <= smallAnswer {
		a.reserved = reserved
		return nil
	}
	if err := a.answers.take(reserved-a.counted, a.counted); err != nil {
		return err
	}
	a.reserved, a.counted = reserved, reserved
	return nil
}

// take takes bytes for an answer that has so many already.
func (a *Answers) take(bytes, before int64) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.reserved+bytes > a.most && a.reserved > before {
		return fmt.Errorf("%w: their answers hold %d bytes; at most %d are allowed", ErrBusy, a.reserved, a.most)
	}
	a.reserved += bytes
	return nil
}

// Release gives bytes back that are not held any more.
func (a *Allowance) Release(bytes int) {
	if a == nil {
		return
	}
	a.reserved -= int64(bytes)
	if a.counted == 0 {
		return
	}
	a.answers.give(min(int64(bytes), a.counted))
	a.counted -= min(int64(bytes), a.counted)
}

// End gives all bytes back.
func (a *Allowance) End() {
	if a == nil {
		return
	}
	a.answers.give(a.counted)
	a.reserved, a.counted = 0, 0
}

func (a *Answers) give(bytes int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.reserved -= bytes
}

type allowanceKey struct{}

// WithAllowance returns a context whose statements are for an answer with this allowance.
func WithAllowance(ctx context.Context, a *Allowance) context.Context {
	return context.WithValue(ctx, allowanceKey{}, a)
}

// AllowanceOf returns the allowance of a context's answer, or nil.
func AllowanceOf(ctx context.Context) *Allowance {
	a, _ := ctx.Value(allowanceKey{}).(*Allowance)
	return a
}
