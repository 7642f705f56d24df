package paths

import (
	"context"
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Question is what a search asks of a ground, for a person to read.
type Question struct {
	Kind      QuestionKind
	When      string // how often it is asked, and of which nodes
	Expansion plan.Expansion
	Nodes     []string
	Ends      []string // of ForPairs
	Most      int      // but of ForDegrees
}

// QuestionKind is which method of a ground a question calls.
type QuestionKind uint8

// The kinds of questions.
const (
	ForPairs   QuestionKind = iota // Expand
	ForLinks                       // Links
	ForDegrees                     // Degrees
)

// Questions returns the questions that Find or FindNeighbourhood asks for what is wanted, each kind as it is asked first,
// in their order.
func Questions(spec plan.InitPlan) []Question {
	questions := &questioned{pairs: "for each step, from the nodes kept in the step before; here for the first"}
	switch spec := spec.(type) {
	case *plan.Paths:
		questions.pairs = "for each step, from the end with fewer nodes, until paths are found; here for the first"
		_, _ = Find(context.Background(), questions, spec) // which fails nowhere on this ground
	case *plan.Neighbourhood:
		_, _ = FindNeighbourhood(context.Background(), questions, spec)
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match: // which are made of other questions
	default:
		panic(fmt.Sprintf("paths: unknown search %T", spec))
	}
	return questions.all
}

// questioned is a ground that keeps what it is asked, on which each step leads straight to an end, where there is one.
type questioned struct {
	all   []Question
	pairs string
}

func (q *questioned) add(one Question) {
	if !slices.ContainsFunc(q.all, func(known Question) bool { return known.Kind == one.Kind }) {
		q.all = append(q.all, one)
	}
}

// Expand leads to the first end.
func (q *questioned) Expand(_ context.Context, expansion plan.Expansion, from, ends []string, most int) ([]Pair, error) {
	q.add(Question{Kind: ForPairs, When: q.pairs, Expansion: expansion, Nodes: from, Ends: ends, Most: most})
	if len(ends) == 0 {
		return nil, nil
	}
	return []Pair{{from[0], ends[0]}}, nil
}

// Links knows none.
func (q *questioned) Links(_ context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	q.add(Question{Kind: ForLinks, When: "once, among the nodes found; here among those requested", Expansion: expansion, Nodes: nodes, Most: most})
	return nil, nil
}

// Degrees knows none.
func (q *questioned) Degrees(_ context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error) {
	q.add(Question{Kind: ForDegrees, When: "for the nodes that paths can pass, when they are first reached; here for the first", Expansion: expansion, Nodes: nodes})
	return nil, nil
}
