package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkAnswer checks that Answer returns the results of the Finder for each InitPlan and the record that Run returns
// for the plan With them, or nothing. Explain must return a statement exactly if Answer returns a record.
func checkAnswer(t *testing.T, s store.Store) {
	plans, paths := map[string]*plan.Plan{}, map[string][]string{}
	for _, c := range pathCases() {
		plans[c.name], paths[c.name] = planOfFound(&c.Paths), c.want
		if len(c.want) > 1 {
			first := c.Paths
			first.First = 1
			plans["the first path "+c.name], paths["the first path "+c.name] = planOfFound(&first), c.want[:1]
		}
	}
	for _, c := range neighbourhoodCases() {
		plans["near: "+c.name] = planOfFound(&c.Neighbourhood)
	}
	one, other := pathCases()[0].Paths, neighbourhoodCases()[0].Neighbourhood
	plans["two InitPlans"] = planOfFound(&one, &other)
	plans["a conflict in the middle"] = planOfFound(&plan.Neighbourhood{Of: []string{"conflict:a"}, Steps: 1, First: 3, Expansion: one.Expansion})
	plans["nothing is read"] = &plan.Plan{InitPlans: []plan.InitPlan{&one}}
	for name, p := range plans {
		t.Run(name, func(t *testing.T) {
			found, record := answerAlike(t, s, p)
			if len(p.Row.Items) > 0 {
				checkProfileOfAnswer(t, s, p, record != nil)
			}
			if want, isPaths := paths[name]; isPaths && record != nil {
				if diff := cmp.Diff(want, writtenPaths(found[0].(plan.FoundPaths)), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("Answer found other paths (-want +got):\n%s", diff)
				}
			}
		})
	}
	for _, c := range ended(t) {
		t.Run(c.name, func(t *testing.T) {
			_, record, err := s.Answer(c.ctx, plans["two InitPlans"])
			if record != nil || err != nil && !errors.Is(err, c.want) {
				t.Errorf("Answer: %v, %v, want %v", record, err, c.want)
			}
		})
	}
}

// planOfFound reads all kinds of lists of each InitPlan, and lists that do not start from one, such as the nodes with the ids
// of an argument.
func planOfFound(initPlans ...plan.InitPlan) *plan.Plan {
	named := lookup("firm:alpha", "firm:none", "investor:yun")
	named.Labels = model.Nodes
	p := &plan.Plan{InitPlans: initPlans, Row: row(all(firms, id), all(named, id, kind))}
	for i, initPlan := range initPlans {
		nodes := plan.From{Kind: plan.Lookup, Labels: model.Nodes, InitPlan: i + 1}
		some, marked := nodes, nodes
		some.Labels, marked.Marker = model.Firm.Set()|model.StateFund.Set(), model.Investor
		p.Row.Items = append(
			p.Row.Items,
			all(nodes, id, kind, &plan.TotalCount{From: outgoing(model.InvestedIn)}),
			where(some, not(equal(id, "firm:alpha")), id),
			all(marked, id),
			&plan.List{From: nodes, Order: []plan.Sort{desc(id)}, Limit: 2, More: true, Row: row(id)},
			&plan.TotalCount{From: firms},
		)
		for _, pattern := range expansionOf(initPlan).Patterns {
			out := plan.From{Kind: plan.ByRelationshipID, Rel: pattern.Rel, Direction: plan.Outgoing, InitPlan: i + 1}
			in := out
			in.Direction = plan.Incoming
			p.Row.Items = append(p.Row.Items, all(out, relID, id, all(outgoing(model.OperatesIn), id)), where(in, not(equal(relID, "x")), relID, id))
		}
	}
	return p
}

func expansionOf(initPlan plan.InitPlan) plan.Expansion {
	if searched, isPaths := initPlan.(*plan.Paths); isPaths {
		return searched.Expansion
	}
	return initPlan.(*plan.Neighbourhood).Expansion
}

// answerAlike compares Answer with the InitPlans followed by Run, and returns the result of Answer.
func answerAlike(t *testing.T, s store.Store, p *plan.Plan) ([]plan.Found, *store.Record) {
	t.Helper()
	found, record, err := s.Answer(t.Context(), p)
	if err != nil {
		t.Fatalf("Answer: %v", err)
	}
	if record == nil {
		if found != nil {
			t.Errorf("Answer found %v, and has no record", found)
		}
		return nil, nil
	}
	var expected []plan.Found
	for _, initPlan := range p.InitPlans {
		expected = append(expected, foundAlone(t, s, initPlan))
	}
	if !reflect.DeepEqual(found, expected) {
		t.Errorf("Answer found other things (-alone +answer):\n%s", cmp.Diff(expected, found))
	}
	want, got := run(t, s, p.With(expected)), Decode(record, record.Root())
	if !reflect.DeepEqual(want, got) {
		t.Errorf("Answer has another record (-run +answer):\n%s", cmp.Diff(want, got))
	}
	return found, record
}

func foundAlone(t *testing.T, s store.Store, initPlan plan.InitPlan) (found plan.Found) {
	t.Helper()
	var err error
	switch initPlan := initPlan.(type) {
	case *plan.Paths:
		found, err = s.Paths(t.Context(), initPlan)
	case *plan.Neighbourhood:
		found, err = s.Neighbourhood(t.Context(), initPlan)
	default:
		panic(fmt.Sprintf("no store finds %T", initPlan))
	}
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// checkProfileOfAnswer checks that the statement of Explain is the one that is sent, and that its text contains none of
// the ids.
func checkProfileOfAnswer(t *testing.T, s store.Store, p *plan.Plan, isOne bool) {
	t.Helper()
	statement, err := s.Explain(p)
	if err != nil || (statement.Text != "") != isOne {
		t.Errorf("Explain: %q, %v, where Answer is one statement: %t", statement.Text, err, isOne)
	}
	profiled, err := s.Profile(t.Context(), p)
	if err != nil || (profiled != "") != isOne {
		t.Errorf("Profile: %q, %v, where Answer is one statement: %t", profiled, err, isOne)
	}
	all := []store.Statement{statement}
	for _, initPlan := range p.InitPlans {
		searching, err := s.ExplainSearch(initPlan)
		if err != nil || len(searching) == 0 {
			t.Errorf("ExplainSearch: %v, %v", searching, err)
		}
		for _, one := range searching {
			if one.When == "" || one.Language == "" || !strings.Contains(fmt.Sprint(one.Args...), ":") {
				t.Errorf("ExplainSearch: a statement says not when it is sent, or of which nodes: %+v", one)
			}
		}
		all = append(all, searching...)
	}
	for _, one := range all {
		for _, prefix := range []string{"firm:", "investor:", "person:"} {
			if strings.Contains(one.Text, prefix) {
				t.Errorf("an id is in the text:\n%s", one.Text)
			}
		}
	}
}

// checkManyPaths checks Answer with more shortest paths than a database may enumerate. Parallel relationships make
// separate paths in some databases, but all of them are one path here.
func checkManyPaths(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	const beside = 18 // parallel relationships in each of three steps: 5,832 paths
	var f facts
	ids := []string{"firm:a", "firm:b", "firm:c", "firm:d"}
	for i, id := range ids {
		f.nodes = append(f.nodes, node(model.Firm, id, model.Properties{model.Name: "x"}))
		for n := range beside {
			if i > 0 {
				f.relationships = append(f.relationships, relationship(model.InvestedIn, fmt.Sprintf("investment:%d-%d", i, n), ids[i-1], id, nil))
			}
		}
	}
	load(t, s, f)
	expected := &plan.Paths{From: ids[:1], To: ids[3:], Mode: plan.AllShortest, First: 3, Longest: 6, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{{Rel: model.InvestedIn}}}}
	answerAlike(t, s, planOfFound(expected))
	found := foundPaths(t, s, expected)
	if len(found) != 1 || len(found[0].Steps) != 3 {
		t.Fatalf("found %v, want a path of three steps", writtenPaths(found))
	}
	for i, step := range found[0].Steps {
		if len(step) != beside {
			t.Errorf("step %d has %d relationships, want %d", i, len(step), beside)
		}
	}
}
