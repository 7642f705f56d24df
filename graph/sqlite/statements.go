package sqlite

import (
	"runtime"
	"weak"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// keptStatements is how many bytes the statements take that are kept with the plans that they were rendered of.
const keptStatements = 8 << 20

// statements keeps what plans were rendered as, so that one that is run again is not rendered again. A statement is
// dropped when nobody keeps its plan, or others were run since and there is no memory for it. None is ever changed.
type statements struct {
	of    *lru.Cache[weak.Pointer[plan.Plan], sql.Query]
	small int // objects of a part that is set aside as one text, at most
}

// newStatements returns a statements that keeps at most so many bytes.
func newStatements(most int64, small int) statements {
	weigh := func(_ weak.Pointer[plan.Plan], q sql.Query) int64 { return lru.Footprint(q) }
	return statements{lru.New(most, weigh, nil), small}
}

// forPlan returns what to send for a plan.
func (s statements) forPlan(p *plan.Plan) sql.Query {
	key := weak.Make(p)
	if kept, found := s.of.Get(key); found {
		return kept
	}
	made := sql.Render(p, s.small)
	if s.of.Add(key, made) {
		runtime.AddCleanup(p, s.of.Remove, key)
	}
	return made
}
