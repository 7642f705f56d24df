package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Explainer returns the statements that a Store sends. It needs no database.
type Explainer struct{}

var _ store.Explainer = Explainer{}

// Explain returns the statement of a plan.
func (Explainer) Explain(p *plan.Plan) (store.Statement, error) {
	if !cypher.IsOneStatement(p) {
		return store.Statement{}, nil
	}
	return explained("", cypher.Render(p, cypher.SmallAnswer)), nil
}

func explained(when string, q cypher.Query) store.Statement {
	return store.Statement{Language: "Cypher", Text: q.Text, Args: []any{q.Params}, When: when}
}

// ExplainCandidates returns the statement of a search for candidates.
func (Explainer) ExplainCandidates(spec []search.Lookup, sectors bool) (store.Statement, error) {
	return explained("", cypher.Candidates(spec, sectors)), nil
}

// ExplainSearch returns the statements of an InitPlan.
func (Explainer) ExplainSearch(spec plan.InitPlan) ([]store.Statement, error) {
	if alone := (&plan.Plan{InitPlans: []plan.InitPlan{spec}}); cypher.IsOneStatement(alone) {
		return []store.Statement{explained("once", cypher.Render(alone, cypher.SmallAnswer))}, nil
	}
	var all []store.Statement
	for _, q := range paths.Questions(spec) {
		var one cypher.Query
		switch q.Kind {
		case paths.ForPairs:
			one = cypher.Steps(q.Expansion, q.Nodes, q.Ends, q.Most+1)
		case paths.ForLinks:
			one = cypher.Links(q.Expansion, q.Nodes, q.Most+1)
		case paths.ForDegrees:
			one = cypher.Degrees(q.Expansion.Types(), q.Nodes)
		default:
			panic("neo4j: a question of an unknown kind")
		}
		all = append(all, explained(q.When, one))
	}
	return all, nil
}

// ExplainStream returns the statements of a stream.
func (Explainer) ExplainStream(part *plan.Subgraph) []store.Statement {
	var all []store.Statement
	if part.HasNodes() {
		all = append(all, explained("once", cypher.Nodes(part)))
	}
	for _, pattern := range part.Patterns() {
		all = append(all, explained("once", cypher.Relationships(part, pattern)))
	}
	return all
}
