package sqlite

import (
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// statements keeps what plans were rendered as, so that one that is run again is not rendered again. None is ever changed.
type statements struct {
	of    lru.Weak[plan.Plan, sql.Query]
	small int // objects of a part that is set aside as one text, at most
}

// newStatements returns a statements that keeps at most so many bytes.
func newStatements(most int64, small int) statements {
	return statements{lru.NewWeak[plan.Plan, sql.Query](most), small}
}

// forPlan returns what to send for a plan.
func (s statements) forPlan(p *plan.Plan) sql.Query {
	if cached, found := s.of.Get(p); found {
		return cached
	}
	made := sql.Render(p, s.small)
	s.of.Add(p, made)
	return made
}
