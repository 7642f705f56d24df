package paths

import (
	"context"
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Question describes a call of a ground's method, for people to read.
type Question struct {
	Kind      QuestionKind
	When      string // how often it is called, and for which nodes
	Expansion plan.Expansion
	Nodes     []string
	Ends      []string // for ForPairs
	Most      int      // for all except ForDegrees
}

// QuestionKind is the method of a ground that a question calls.
type QuestionKind uint8

// The kinds of questions.
const (
	ForPairs   QuestionKind = iota // Expand
	ForLinks                       // Links
	ForDegrees                     // Degrees
)

// Questions returns the first call of each method that Find or FindNeighbourhood makes for a search, in order.
func Questions(spec plan.InitPlan) []Question {
	questions := &questioned{pairs: "for each step, from the nodes kept in the step before; here for the first"}
	switch spec := spec.(type) {
	case *plan.Paths:
		questions.pairs = "for each step, from the end with fewer nodes, until paths are found; here for the first"
		_, _ = Find(context.Background(), questions, spec) // this ground never fails
	case *plan.Neighbourhood:
		_, _ = FindNeighbourhood(context.Background(), questions, spec)
	case *plan.Exposure, *plan.Network, *plan.Search, *plan.Match: // these call no ground directly
	default:
		panic(fmt.Sprintf("paths: unknown search %T", spec))
	}
	return questions.all
}

// questioned is a ground that records the questions. Each of its steps leads directly to an end, if there is one.
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

// Links returns nil.
func (q *questioned) Links(_ context.Context, expansion plan.Expansion, nodes []string, most int) ([]plan.Link, error) {
	q.add(Question{Kind: ForLinks, When: "once, among the nodes found; here among those requested", Expansion: expansion, Nodes: nodes, Most: most})
	return nil, nil
}

// Degrees returns nil.
func (q *questioned) Degrees(_ context.Context, expansion plan.Expansion, nodes []string) (map[string]int64, error) {
	q.add(Question{Kind: ForDegrees, When: "for the nodes that paths can pass, when they are first reached; here for the first", Expansion: expansion, Nodes: nodes})
	return nil, nil
}
