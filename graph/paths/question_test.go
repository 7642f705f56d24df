package paths_test

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/paths"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestQuestions checks that each kind of question is listed once, in the order of first use.
func TestQuestions(t *testing.T) {
	best := &plan.Paths{From: []string{"a", "b"}, To: []string{"y", "z"}, Mode: plan.Best, Weight: plan.HubAverse, First: 3, Longest: 4}
	shortest := *best
	shortest.Mode = plan.Shortest
	near := &plan.Neighbourhood{Of: []string{"a"}, Steps: 3, First: 5}
	for _, c := range []struct {
		spec  plan.InitPlan
		kinds []paths.QuestionKind
		ends  []string
	}{
		{best, []paths.QuestionKind{paths.ForPairs, paths.ForDegrees, paths.ForLinks}, best.To},
		{&shortest, []paths.QuestionKind{paths.ForPairs, paths.ForLinks}, best.To},
		{near, []paths.QuestionKind{paths.ForPairs, paths.ForLinks}, nil},
		{&plan.Search{}, nil, nil},
	} {
		questions := paths.Questions(c.spec)
		var kinds []paths.QuestionKind
		for _, question := range questions {
			kinds = append(kinds, question.Kind)
			if question.When == "" || len(question.Nodes) == 0 {
				t.Errorf("%s: a question says not when it is asked, or of which nodes: %+v", c.spec, question)
			}
		}
		if !slices.Equal(kinds, c.kinds) {
			t.Errorf("%s: the questions are %v, want %v", c.spec, kinds, c.kinds)
		}
		if len(questions) > 0 && !slices.Equal(questions[0].Ends, c.ends) {
			t.Errorf("%s: the first step may end at %v, want %v", c.spec, questions[0].Ends, c.ends)
		}
	}
}
