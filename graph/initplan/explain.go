package initplan

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Explain returns the statements that find an InitPlan.
func Explain(explainer store.Explainer, initPlan plan.InitPlan) ([]store.Statement, error) {
	switch initPlan := initPlan.(type) {
	case *plan.Exposure:
		return explainExposure(explainer, initPlan)
	case *plan.Network:
		return explainer.ExplainStream(&initPlan.Part), nil
	case *plan.Search:
		var lookups recordedLookups
		_, err := search.NewQuery(initPlan.Text, initPlan.Prefix).Find(initPlan.Labels, initPlan.First, lookups.keep)
		return lookups.explain(explainer, false, err)
	case *plan.Match:
		var lookups recordedLookups
		_, err := match.MatchAll(rowsOf(initPlan), initPlan.Threshold, initPlan.First, lookups.keep)
		return lookups.explain(explainer, true, err)
	case *plan.Paths, *plan.Neighbourhood:
		return explainer.ExplainSearch(initPlan)
	default:
		panic(fmt.Sprintf("initplan: unknown InitPlan %T", initPlan))
	}
}

// recordedLookups records the lookups of a search in an empty index.
type recordedLookups [][]search.Lookup

func (a *recordedLookups) keep(spec []search.Lookup) ([][]search.Candidate, error) {
	*a = append(*a, spec)
	return make([][]search.Candidate, len(spec)), nil
}

func (a recordedLookups) explain(s store.Explainer, sectors bool, err error) (all []store.Statement, _ error) {
	for i, spec := range a {
		if err != nil {
			break
		}
		var one store.Statement
		one, err = s.ExplainCandidates(spec, sectors)
		one.When = [...]string{"once", "again, if no name matches well"}[min(i, 1)]
		all = append(all, one)
	}
	return all, err
}

// explainExposure explains the neighbourhood, and the statement that reads which of its nodes are state funds.
func explainExposure(explainer store.Explainer, spec *plan.Exposure) ([]store.Statement, error) {
	all, err := explainer.ExplainSearch(spec.Around())
	if err != nil {
		return nil, err
	}
	funds, err := explainer.Explain(stateFunds(spec.Of))
	funds.When = "once, for the nodes found; here for those requested"
	return append(all, funds), err
}
