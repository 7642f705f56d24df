package storetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// planValues generates unique values, and records them.
type planValues struct {
	text   string
	number int64
	given  []string
}

func (v *planValues) nextText() string {
	s := v.text + strconv.Itoa(len(v.given))
	v.given = append(v.given, s)
	return s
}

func (v *planValues) nextNumber() int64 {
	n := v.number + 1000*int64(len(v.given))
	v.given = append(v.given, strconv.FormatInt(n, 10))
	return n
}

// nextLimit returns a limit. The text must not contain the limit plus one either, which a statement can use for More.
func (v *planValues) nextLimit() int {
	n := v.nextNumber()
	v.given = append(v.given, strconv.FormatInt(n+1, 10))
	return int(n)
}

// planOfValues has a value in every place that can have one.
func planOfValues(v *planValues) *plan.Plan {
	name, year := of(model.Name), of(model.FoundedYear)
	predicate := plan.And{
		equal(name, v.nextText()),
		plan.Or{compare(name, plan.Contains, v.nextText()), compare(key(model.Name), plan.StartsWith, v.nextText())},
		not(compare(name, plan.Less, v.nextText())),
		in(name, v.nextText(), v.nextText()),
		plan.Or{compare(year, plan.GreaterOrEqual, v.nextNumber()), in(year, v.nextNumber(), v.nextNumber())},
		compare(part(model.Size, plan.Units), plan.Greater, v.nextNumber()),
		equal(part(model.Size, plan.Currency), v.nextText()),
		exists(incoming(model.InvestedIn), plan.And{
			compare(rel(part(model.AnnouncedOn, plan.Earliest)), plan.Less, v.nextNumber()),
			exists(referenceToRound(), equal(name, v.nextText())),
		}),
	}
	investors := incoming(model.InvestedIn)
	sum := made(plan.SumHigh, rel(part(model.Share, plan.Units)), investors, equal(name, v.nextText()))
	least := made(plan.Min, name, investors, exists(referenceToRound(), equal(name, v.nextText())))
	groups := stepping(grouped(firms, keysBy(key(model.City)), value(plan.Count), valueOf(plan.SumLow, year), valueOf(plan.Min, name)),
		plan.Step{From: outgoing(model.OperatesIn)}, id)
	groups.Where = plan.Or{aggregateIs(sum, plan.Less, v.nextNumber()), aggregateIs(least, plan.GreaterOrEqual, v.nextText())}
	groups.Having = plan.And{
		plan.CompareGroupValue{At: 1, Op: plan.Less, Operand: v.nextNumber()}, plan.CompareGroupValue{At: 2, Op: plan.Equal, Operand: v.nextText()},
	}
	groups.Limit = v.nextLimit()
	inGroup := where(groupRows(groups), compare(part(model.UnicornSince, plan.Year), plan.Less, v.nextNumber()), id)
	inGroup.Order, inGroup.After = []plan.Sort{by(sum), desc(part(model.UnicornSince, plan.Moment)), asc(id)}, []any{v.nextNumber(), v.nextNumber(), v.nextText()}
	groups.Row = row(inGroup, over(plan.CountDistinctNodes, groupRows(groups), equal(name, v.nextText())))
	return root(
		groups,
		&plan.List{
			From: firms, Where: plan.Or{compare(of(model.Aliases), plan.Has, v.nextText()), compare(name, plan.EndsWith, v.nextText())},
			Order: []plan.Sort{byMost(sum), by(least), asc(id)}, After: []any{v.nextNumber(), v.nextText(), v.nextText()}, Limit: v.nextLimit(),
			Row: row(id, sum, least),
		},
		&plan.List{
			From: firms, Where: predicate, Order: []plan.Sort{asc(key(model.Name)), desc(year), asc(id)},
			After: []any{v.nextText(), v.nextNumber(), v.nextText()}, Limit: v.nextLimit(), More: true,
			Row: row(id, &plan.List{
				From: incoming(model.InvestedIn), Where: equal(name, v.nextText()), Order: byRel,
				After: []any{v.nextText()}, Limit: v.nextLimit(), Row: row(relID),
			}),
		},
		&plan.TotalCount{From: firms, Where: predicate},
		&plan.One{From: lookup(v.nextText()), Row: row(id)},
		all(lookup(v.nextText(), v.nextText()), id, &plan.TotalCount{From: outgoing(model.HasRole), Where: equal(name, v.nextText())}),
	)
}

// checkExplain checks that the statement's text contains none of the plan's values and does not depend on them.
func checkExplain(t *testing.T, s store.Store) {
	one, other := &planValues{text: "Quokka", number: 918273000}, &planValues{text: `O'"\%`, number: 546372000}
	first, second := planOfValues(one), planOfValues(other)
	statement, err := s.Explain(first)
	if err != nil {
		t.Fatalf("Explain: %v", err)
	}
	if statement.Language != "SQL" && statement.Language != "Cypher" {
		t.Errorf("Explain: language %q", statement.Language)
	}
	if strings.TrimSpace(statement.Text) == "" || len(statement.Args) == 0 {
		t.Errorf("Explain: text %q with %d arguments", statement.Text, len(statement.Args))
	}
	arguments := fmt.Sprint(statement.Args...)
	for _, value := range one.given {
		if strings.Contains(statement.Text, value) {
			t.Errorf("Explain: the value %s is in the text:\n%s", value, statement.Text)
		}
	}
	if !strings.Contains(arguments, one.given[0]) {
		t.Errorf("Explain: the value %s is not among the arguments", one.given[0])
	}
	different, err := s.Explain(second)
	if err != nil {
		t.Fatalf("Explain: %v", err)
	}
	if diff := cmp.Diff(statement.Text, different.Text); diff != "" {
		t.Errorf("Explain: plans that differ in values only have different texts (-one +other):\n%s", diff)
	}
	again, err := s.Explain(planOfValues(&planValues{text: "Quokka", number: 918273000}))
	if err != nil {
		t.Fatalf("Explain: %v", err)
	}
	if diff := cmp.Diff(statement, again); diff != "" {
		t.Errorf("Explain: equal plans have different statements (-one +other):\n%s", diff)
	}
	if _, err := s.Run(t.Context(), first); err != nil {
		t.Errorf("Run of the plan explained: %v", err)
	}
	profiled, err := s.Profile(t.Context(), first)
	if err != nil || strings.Count(profiled, "\n") < 3 {
		t.Errorf("Profile: %q, %v, want a line for each step", profiled, err)
	}
	if nothing, err := s.Profile(t.Context(), &plan.Plan{}); nothing != "" || err != nil {
		t.Errorf("Profile of a plan without items: %q, %v", nothing, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Profile(ctx, first); !errors.Is(err, store.ErrCancelled) {
		t.Errorf("Profile after the context ended: %v, want ErrCancelled", err)
	}
}
