package neo4j_test

import (
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"stakegraph/graph/neo4j"
	"stakegraph/graph/store"
	"stakegraph/graph/store/storetest"
)

// TestStreamReadsIndexes holds that Neo4j reads a stream from the indexes of ids in their order: it would keep all rows
// to sort them before it gives the first, and a scan of labels or of types may meet a fact twice.
func TestStreamReadsIndexes(t *testing.T) {
	shape := storetest.Shape{Firms: 100, Investors: 50, Investments: 500, Seed: 1}
	holding(t, "small", func(l store.Loader) error {
		_, err := l.Load(t.Context(), shape.Fill)
		return err
	})
	session := bareDriver(t, forTest(t)).NewSession(t.Context(), driver.SessionConfig{})
	defer func() { _ = session.Close(t.Context()) }()
	for i, text := range neo4j.StreamTexts {
		result, err := session.Run(t.Context(), "EXPLAIN "+text, nil)
		if err != nil {
			t.Fatal(err)
		}
		summary, err := result.Consume(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		operators := operatorsOf(summary.Plan())
		start := "DirectedRelationshipIndexScan"
		if i == 0 {
			start = "NodeIndexScan"
		}
		if !slices.Contains(operators, start) || slices.Contains(operators, "Sort") || slices.Contains(operators, "Eager") {
			t.Errorf("%s\nis answered by %v", text, operators)
		}
	}
}

// operatorsOf returns the names of a plan's operators, without the database's name behind them.
func operatorsOf(p driver.Plan) []string {
	name, _, _ := strings.Cut(p.Operator(), "@")
	names := []string{name}
	for _, child := range p.Children() {
		names = append(names, operatorsOf(child)...)
	}
	return names
}
