package neo4j

import (
	"fmt"
	"runtime"
	"weak"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// statements keeps what plans were rendered as, so that one that is run again is not rendered again. A statement is
// dropped when nobody keeps its plan, or others were run since and there is no memory for it. None is ever changed.
type statements struct {
	of    *lru.Cache[weak.Pointer[plan.Plan], cypher.Query]
	small int // objects of a plan whose answer is one row, at most
}

// newStatements returns a statements that keeps at most so many bytes.
func newStatements(most int64) statements {
	weigh := func(_ weak.Pointer[plan.Plan], q cypher.Query) int64 { return lru.Footprint(q) }
	return statements{lru.New(most, weigh, nil), cypher.SmallAnswer}
}

// forPlan returns what to send for a plan, or an error for one that the database would refuse for its size.
func (s statements) forPlan(p *plan.Plan) (cypher.Query, error) {
	key := weak.Make(p)
	if kept, found := s.of.Get(key); found {
		return kept, nil
	}
	made, err := cypher.Checked(p, s.small)
	if err != nil {
		return cypher.Query{}, fmt.Errorf("neo4j: run a plan: %w", err)
	}
	if s.of.Add(key, made) {
		runtime.AddCleanup(p, s.of.Remove, key)
	}
	return made, nil
}
