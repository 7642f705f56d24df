package neo4j

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Profile runs the plan's statement with PROFILE, and returns the operators of its plan. The last operator comes first,
// and each comes before its inputs. A line has the rows that the operator returned, the rows that the planner
// estimated, and its db hits, which are accesses to the storage.
func (s *Store) Profile(ctx context.Context, p *plan.Plan) (string, error) {
	const operation = "profile a plan"
	if len(p.InitPlans)+len(p.Row.Items) == 0 || !cypher.IsOneStatement(p) {
		return "", nil
	}
	q, err := cypher.Checked(p, cypher.SmallAnswer)
	if err != nil {
		return "", fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	if err := s.begin(operation); err != nil {
		return "", err
	}
	defer s.running.Done()
	session := s.session(ctx, driver.AccessModeRead, driver.FetchAll)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	summary, err := execute(ctx, session, "PROFILE "+q.Text, q.Params)
	if err != nil {
		return "", failed(ctx, operation, err)
	}
	profiled := summary.Profile()
	if profiled == nil {
		return "", fmt.Errorf("neo4j: %s: the database returned no profile", operation)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, db hits: %d\n", summary.Server().Agent(), totalHits(profiled))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "operator\trows\texpected\tdb hits\tdetails")
	writeOperator(w, profiled, 0)
	if err := w.Flush(); err != nil {
		return "", fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	return b.String(), nil
}

// writeOperator writes an operator and, below it, its inputs. If it has several, all but the first are indented.
func writeOperator(w *tabwriter.Writer, o driver.ProfiledPlan, depth int) {
	name, _, _ := strings.Cut(o.Operator(), "@") // the name of the database follows
	details, _ := o.Arguments()["Details"].(string)
	expected := "-"
	if rows, ok := o.Arguments()["EstimatedRows"].(float64); ok {
		expected = fmt.Sprintf("%.0f", rows)
	}
	details = strings.Join(strings.Fields(details), " ")
	fmt.Fprintf(w, "%s%s\t%d\t%s\t%d\t%s\n", strings.Repeat("| ", depth), name, o.Records(), expected, o.DbHits(), details)
	children := o.Children()
	for i := len(children) - 1; i > 0; i-- {
		writeOperator(w, children[i], depth+1)
	}
	if len(children) > 0 {
		writeOperator(w, children[0], depth)
	}
}

func totalHits(o driver.ProfiledPlan) int64 {
	hits := o.DbHits()
	for _, child := range o.Children() {
		hits += totalHits(child)
	}
	return hits
}
