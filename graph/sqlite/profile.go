package sqlite

import (
	"context"
	"strings"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// Profile returns SQLite's query plan. SQLite does not measure its steps.
func (s *Store) Profile(ctx context.Context, p *plan.Plan) (string, error) {
	if len(p.Row.Items) == 0 || len(p.InitPlans) > 0 {
		return "", nil
	}
	q := explained("", sql.Render(p, sql.SmallPart))
	rows, err := s.reading.db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+q.Text, q.Args...)
	if err != nil {
		return "", s.failed(ctx, "profile a plan", err)
	}
	defer rows.Close()
	var b strings.Builder
	depth := map[int]int{} // of the steps so far; the outermost steps have parent 0
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return "", s.failed(ctx, "profile a plan", err)
		}
		depth[id] = depth[parent] + 1
		b.WriteString(strings.Repeat("  ", depth[parent]) + detail + "\n")
	}
	if err := rows.Err(); err != nil {
		return "", s.failed(ctx, "profile a plan", err)
	}
	return b.String(), nil
}
