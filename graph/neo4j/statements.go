package neo4j

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// statements caches the queries of plans, so that a plan is rendered once. The queries are never changed.
type statements struct {
	of    lru.Weak[plan.Plan, cypher.Query]
	small int // maximum objects of a plan that is answered with one row
}

// newStatements returns a cache of at most the given number of bytes.
func newStatements(most int64) statements {
	return statements{lru.NewWeak[plan.Plan, cypher.Query](most), cypher.SmallAnswer}
}

// forPlan returns the query of a plan, or an error if the database would reject the plan for its size.
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
