package sqlite

import (
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// statements caches the queries of plans, so that a plan is rendered once. The queries are never changed.
type statements struct {
	of    lru.Weak[plan.Plan, sql.Query]
	small int // maximum objects of a part that is set aside as one text
}

// newStatements returns a cache of at most the given number of bytes.
func newStatements(most int64, small int) statements {
	return statements{lru.NewWeak[plan.Plan, sql.Query](most), small}
}

// forPlan returns the query of a plan.
func (s statements) forPlan(p *plan.Plan) sql.Query {
	if cached, found := s.of.Get(p); found {
		return cached
	}
	made := sql.Render(p, s.small)
	s.of.Add(p, made)
	return made
}
