package neo4j

import (
	"fmt"
	"runtime"
	"weak"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// statement is what a plan is sent as. It is never changed.
type statement struct {
	text   string
	params map[string]any
}

// statements keeps what plans were rendered as, so that one that is run again is not rendered again. A statement is
// dropped when nobody keeps its plan, or others were run since and there is no memory for it.
type statements struct {
	of    *lru.Cache[weak.Pointer[plan.Plan], statement]
	small int // objects of a plan whose answer is one row, at most
}

// newStatements returns a statements that keeps at most so many bytes.
func newStatements(most int64) statements {
	weigh := func(_ weak.Pointer[plan.Plan], s statement) int64 { return lru.Footprint(s) }
	return statements{lru.New(most, weigh, nil), smallAnswer}
}

// forPlan returns what to send for a plan, or an error for one that the database would refuse for its size.
func (s statements) forPlan(p *plan.Plan) (statement, error) {
	key := weak.Make(p)
	if kept, found := s.of.Get(key); found {
		return kept, nil
	}
	made, err := statementOf(p, s.small)
	if err != nil {
		return statement{}, fmt.Errorf("neo4j: run a plan: %w", err)
	}
	if s.of.Add(key, made) {
		runtime.AddCleanup(p, s.of.Remove, key)
	}
	return made, nil
}

// statementOf returns what to send for a plan, as rendered does, or an error that wraps store.ErrTooLarge.
func statementOf(p *plan.Plan, small int) (statement, error) {
	if err := checkSize(p); err != nil {
		return statement{}, err
	}
	made, looked := rendered(p, small)
	if looked > maxLooked {
		return statement{}, tooLarge("conditions on relationships within others, of one root field, that cannot be joined", maxLooked)
	}
	return made, nil
}
