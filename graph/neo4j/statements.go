package neo4j

import (
	"fmt"
	"runtime"
	"sync"
	"weak"

	"stakegraph/graph/plan"
)

// statement is what a plan is sent as. It is never changed.
type statement struct {
	text   string
	params map[string]any
}

// statements keeps what plans were rendered as for as long as somebody keeps the plan, so that one that is run again is
// not rendered again.
type statements struct {
	of sync.Map // statement by weak.Pointer[plan.Plan]
}

// forPlan returns what to send for a plan, or an error for one that the database would refuse for its size.
func (s *statements) forPlan(p *plan.Plan) (statement, error) {
	key := weak.Make(p)
	if kept, found := s.of.Load(key); found {
		return kept.(statement), nil
	}
	made, err := statementOf(p)
	if err != nil {
		return statement{}, fmt.Errorf("neo4j: run a plan: %w", err)
	}
	if _, found := s.of.LoadOrStore(key, made); !found {
		runtime.AddCleanup(p, func(key weak.Pointer[plan.Plan]) { s.of.Delete(key) }, key)
	}
	return made, nil
}

// statementOf returns what to send for a plan, or an error that wraps store.ErrTooLarge.
func statementOf(p *plan.Plan) (statement, error) {
	if err := checkSize(p); err != nil {
		return statement{}, err
	}
	made, looked := rendered(p)
	if looked > maxLooked {
		return statement{}, tooLarge("conditions on relationships within others beside conditions of other kinds", maxLooked)
	}
	return made, nil
}
