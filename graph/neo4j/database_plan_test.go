package neo4j_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
)

// bare returns the driver without Stakegraph's store.
func bare(t testing.TB, config neo4j.Config) driver.DriverWithContext {
	t.Helper()
	auth := driver.NoAuth()
	if config.User != "" {
		auth = driver.BasicAuth(config.User, config.Password, "")
	}
	d, err := driver.NewDriverWithContext(config.URI, auth)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close(context.Background()) })
	return d
}

// send sends a statement and reads its whole answer.
func send(t testing.TB, d driver.DriverWithContext, text string, params map[string]any) ([]*driver.Record, driver.ResultSummary) {
	t.Helper()
	session := d.NewSession(t.Context(), driver.SessionConfig{})
	defer func() { _ = session.Close(t.Context()) }()
	result, err := session.Run(t.Context(), text, params)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	summary, err := result.Consume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return records, summary
}

// settle waits until the indexes of the database are complete, and updates the statistics of its planner.
func settle(t testing.TB, d driver.DriverWithContext) {
	t.Helper()
	send(t, d, "CALL db.awaitIndexes(600)", nil)
	send(t, d, "CALL db.prepareForReplanning(600)", nil)
}

// operator is an operator of the database's plan.
type operator struct {
	name, details string
	depth         int
}

// operatorsOf returns the database's plan for a statement, and its db hits. It runs the statement: with EXPLAIN,
// version 5.28 of the driver returns the last child of an operator in place of each child.
func operatorsOf(t testing.TB, d driver.DriverWithContext, statement store.Statement) (all []operator, hits int64) {
	t.Helper()
	params, _ := statement.Args[0].(map[string]any)
	_, summary := send(t, d, "PROFILE "+statement.Text, params)
	var walk func(p driver.ProfiledPlan, depth int)
	walk = func(p driver.ProfiledPlan, depth int) {
		name, _, _ := strings.Cut(p.Operator(), "@")
		details, _ := p.Arguments()["Details"].(string)
		all, hits = append(all, operator{name, details, depth}), hits+p.DbHits()
		for _, child := range p.Children() {
			walk(child, depth+1)
		}
	}
	walk(summary.Profile(), 0)
	return all, hits
}

func printed(operators []operator) string {
	var b strings.Builder
	for _, o := range operators {
		fmt.Fprintf(&b, "%*s%s %s\n", 2*o.depth, "", o.name, strings.ReplaceAll(o.details, "\n", " "))
	}
	return b.String()
}
