package neo4j

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// statements keeps what plans were rendered as, so that one that is run again is not rendered again. None is ever changed.
type statements struct {
	of    lru.Weak[plan.Plan, cypher.Query]
	small int // objects of a plan whose answer is one row, at most
}

// newStatements returns a statements that keeps at most so many bytes.
func newStatements(most int64) statements {
	return statements{lru.NewWeak[plan.Plan, cypher.Query](most), cypher.SmallAnswer}
}

// forPlan returns what to send for a plan, or an error for one that the database would refuse for its size.
func (s statements) forPlan(p *plan.Plan) (cypher.Query, error) {
	if cached, found := s.of.Get(p); found {
		return cached, nil
	}
	made, err := cypher.Checked(p, s.small)
	if err != nil {
		return cypher.Query{}, fmt.Errorf("neo4j: run a plan: %w", err)
	}
	s.of.Add(p, made)
	return made, nil
}
