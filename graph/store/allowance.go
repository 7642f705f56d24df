package store

import (
	"context"
	"fmt"
	"sync"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Answers bounds the total memory of the answers in progress. It is safe for concurrent use.
type Answers struct {
	mu       sync.Mutex
	most     int64
	reserved int64
}

// NewAnswers returns an Answers with a limit in bytes.
func NewAnswers(most int64) *Answers { return &Answers{most: most} }

// Reserved returns the bytes that the answers in progress have reserved, without small answers.
func (a *Answers) Reserved() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.reserved
}

// Begin returns the allowance of an answer of at most limit bytes. The caller must end it.
func (a *Answers) Begin(limit int) *Allowance { return &Allowance{answers: a, limit: limit} }

// smallAnswer is the number of bytes that every answer can reserve, regardless of the others. Most answers are smaller,
// and never wait for large ones.
const smallAnswer = 256 << 10

// Allowance is the number of bytes that one answer can have and reserve. A nil Allowance has no limit. It is not safe
// for concurrent use.
type Allowance struct {
	answers  *Answers
	limit    int
	reserved int64 // in total
	counted  int64 // the part of it that counts towards the limit of all answers
}

// Limit returns the maximum bytes of the answer, as it is read or as JSON. It returns false if there is no limit.
func (a *Allowance) Limit() (bytes int, bounded bool) {
	if a == nil {
		return 0, false
	}
	return a.limit, true
}

// Check returns the error of AnswerTooLarge if the answer has more bytes than its limit.
func (a *Allowance) Check(bytes int) error {
	if a == nil || bytes <= a.limit {
		return nil
	}
	return AnswerTooLarge(a.limit, bytes, false)
}

// AnswerTooLarge returns the error of an answer that exceeds its limit. It wraps ErrTooLarge and a plan.LimitError. If
// more is true, counting stopped at figure, and the answer can be larger.
func AnswerTooLarge(most, figure int, more bool) error {
	return fmt.Errorf("%w: %w", ErrTooLarge, &plan.LimitError{
		Limit: "answer", What: "bytes in its answer", Most: most, Figure: figure, More: more,
	})
}

// Hold reserves bytes for an answer in progress. It returns ErrBusy if all answers together would exceed their limit.
// It never waits, since waiting answers would block each other. An answer can exceed the limit if no other has reserved
// anything that counts, since its own limit bounds it, and it would need as much later.
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

// take reserves bytes for an answer that has reserved before bytes already.
func (a *Answers) take(bytes, before int64) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.reserved+bytes > a.most && a.reserved > before {
		return fmt.Errorf("%w: their answers hold %d bytes; at most %d are allowed", ErrBusy, a.reserved, a.most)
	}
	a.reserved += bytes
	return nil
}

// Release returns reserved bytes that are not in use any more.
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

// End returns all reserved bytes.
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

// WithAllowance returns a context with the allowance of the answer that its statements are for.
func WithAllowance(ctx context.Context, a *Allowance) context.Context {
	return context.WithValue(ctx, allowanceKey{}, a)
}

// AllowanceOf returns the allowance of a context, or nil.
func AllowanceOf(ctx context.Context) *Allowance {
	a, _ := ctx.Value(allowanceKey{}).(*Allowance)
	return a
}
