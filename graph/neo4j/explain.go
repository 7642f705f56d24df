package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Explainer tells what a Store sends, and needs no database.
type Explainer struct{}

var _ store.Explainer = Explainer{}

// Explain returns the statement that a Store sends.
func (Explainer) Explain(p *plan.Plan) (store.Statement, error) {
	if !isOneStatement(p) {
		return store.Statement{}, nil
	}
	text, params := Render(p)
	return cypher("", text, params), nil
}

func cypher(when, text string, params map[string]any) store.Statement {
	return store.Statement{Language: "Cypher", Text: text, Args: []any{params}, When: when}
}

// ExplainCandidates returns the statement that a Store sends.
func (Explainer) ExplainCandidates(wanted []search.Wanted, sectors bool) (store.Statement, error) {
	return cypher("", candidates(sectors), candidateParams(wanted)), nil
}

// ExplainSearch returns the statements that a Store sends.
func (Explainer) ExplainSearch(wanted plan.Finding) ([]store.Statement, error) {
	if alone := (&plan.Plan{Findings: []plan.Finding{wanted}}); isOneStatement(alone) {
		text, params := Render(alone)
		return []store.Statement{cypher("once", text, params)}, nil
	}
	var all []store.Statement
	for _, q := range paths.Questions(wanted) {
		var text string
		var params map[string]any
		switch q.Kind {
		case paths.ForPairs:
			text, params = RenderSteps(q.Way, q.Nodes, q.Ends, q.Most+1)
		case paths.ForLinks:
			text, params = RenderLinks(q.Way, q.Nodes, q.Most+1)
		case paths.ForDegrees:
			text, params = RenderDegrees(q.Way.Types(), q.Nodes)
		default:
			panic("neo4j: a question of an unknown kind")
		}
		all = append(all, cypher(q.When, text, params))
	}
	return all, nil
}

// ExplainStream returns the statements that a Store sends.
func (Explainer) ExplainStream(part *plan.Subgraph) []store.Statement {
	var all []store.Statement
	if part.HasNodes() {
		text, params := RenderNodes(part)
		all = append(all, cypher("once", text, params))
	}
	for _, track := range part.Tracks() {
		text, params := RenderRelationships(part, track)
		all = append(all, cypher("once", text, params))
	}
	return all
}
