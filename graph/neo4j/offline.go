package neo4j

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Offline is a reader without a database. It explains plans as a Store does, and has no answers.
type Offline struct{}

var _ store.Reader = Offline{}

// Run returns store.ErrUnavailable.
func (Offline) Run(context.Context, *plan.Plan) (*store.Record, error) {
	return nil, fmt.Errorf("neo4j: run a plan: %w: there is no database", store.ErrUnavailable)
}

// Answer returns store.ErrUnavailable.
func (Offline) Answer(context.Context, *plan.Plan) ([]plan.Found, *store.Record, error) {
	return nil, nil, fmt.Errorf("neo4j: answer a plan: %w: there is no database", store.ErrUnavailable)
}

// Candidates returns store.ErrUnavailable.
func (Offline) Candidates(context.Context, []search.Wanted, bool) ([][]search.Candidate, error) {
	return nil, fmt.Errorf("neo4j: search: %w: there is no database", store.ErrUnavailable)
}

// Explain returns the statement that a Store would send.
func (Offline) Explain(p *plan.Plan) (store.Statement, error) {
	if !isOneStatement(p) {
		return store.Statement{}, nil
	}
	text, params := Render(p)
	return cypher("", text, params), nil
}

func cypher(when, text string, params map[string]any) store.Statement {
	return store.Statement{Language: "Cypher", Text: text, Args: []any{params}, When: when}
}

// ExplainCandidates returns the statement that a Store would send.
func (Offline) ExplainCandidates(wanted []search.Wanted, sectors bool) (store.Statement, error) {
	return cypher("", candidates(sectors), candidateParams(wanted)), nil
}

// ExplainSearch returns the statements that a Store would send.
func (Offline) ExplainSearch(wanted plan.Finding) ([]store.Statement, error) {
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

// Profile returns store.ErrUnavailable.
func (Offline) Profile(context.Context, *plan.Plan) (string, error) {
	return "", fmt.Errorf("neo4j: profile a plan: %w: there is no database", store.ErrUnavailable)
}

// Paths returns store.ErrUnavailable.
func (Offline) Paths(context.Context, *plan.Paths) (plan.FoundPaths, error) {
	return nil, fmt.Errorf("neo4j: look for paths: %w: there is no database", store.ErrUnavailable)
}

// Neighbourhood returns store.ErrUnavailable.
func (Offline) Neighbourhood(context.Context, *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return nil, fmt.Errorf("neo4j: look for a neighbourhood: %w: there is no database", store.ErrUnavailable)
}

// Stream returns store.ErrUnavailable.
func (Offline) Stream(context.Context, *plan.Subgraph, store.Writer) error {
	return fmt.Errorf("neo4j: stream: %w: there is no database", store.ErrUnavailable)
}

// Revision returns store.ErrUnavailable.
func (Offline) Revision(context.Context) (string, error) {
	return "", fmt.Errorf("neo4j: read the revision: %w: there is no database", store.ErrUnavailable)
}

// ExplainStream returns the statements that a Store would send.
func (Offline) ExplainStream(part *plan.Subgraph) []store.Statement {
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
