package neo4j_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestStreamReadsIndexes checks that Neo4j reads a stream from the indexes of ids in their order. Otherwise it would
// buffer and sort all rows before it returns the first, and a scan of labels or types could return a fact twice.
func TestStreamReadsIndexes(t *testing.T) {
	shape := storetest.Shape{Firms: 100, Investors: 50, Investments: 500, Seed: 1}
	holding(t, "small", func(l store.Loader) error {
		_, err := l.Load(t.Context(), shape.Fill)
		return err
	})
	d := bare(t, forTest(t))
	part := &plan.Subgraph{Expansion: plan.Expansion{
		Patterns: []plan.RelationshipPattern{
			{Rel: model.InvestedIn, Where: plan.Compare{Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}, Value: true}},
			{Rel: model.CommittedTo},
		},
		NodePredicate: plan.HasLabel{Labels: model.Investors},
	}}
	for _, scan := range append(neo4j.Explainer{}.ExplainStream(nil), neo4j.Explainer{}.ExplainStream(part)...) {
		steps, _ := operatorsOf(t, d, scan)
		operators := make([]string, len(steps))
		for k, step := range steps {
			operators[k] = step.name
		}
		start := "DirectedRelationshipIndexScan"
		if strings.HasPrefix(scan.Text, "MATCH (n1:") {
			start = "NodeIndexScan"
		}
		if !slices.Contains(operators, start) || slices.Contains(operators, "Sort") || slices.Contains(operators, "Eager") {
			t.Errorf("%s\nis answered by %v", scan.Text, operators)
		}
	}
}
