package cypher

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestSetsAreJoined checks that many conditions on relationships within another condition become one set, however they
// are combined, since Neo4j looks up a row efficiently in at most 16 sets. Conditions that cannot be joined, because
// others are between them, are rejected if there are too many.
func TestSetsAreJoined(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn}
	lead := plan.Compare{Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}, Op: plan.Equal, Value: true}
	after := func(year int) plan.Predicate {
		return plan.Exists{From: investments, Where: plan.Compare{
			Column: plan.Column{Property: model.FoundedYear}, Op: plan.Greater, Value: int64(year),
		}}
	}
	each := func(first, n int, part func(i int) plan.Predicate) []plan.Predicate {
		parts := make([]plan.Predicate, n)
		for i := range parts {
			parts[i] = part(first + i)
		}
		return parts
	}
	negated := func(i int) plan.Predicate { return plan.Not{Of: after(i)} }
	besideLead := func(i int) plan.Predicate { return plan.Or{lead, negated(i)} }
	pair := func(i int) plan.Predicate { return plan.Or{after(i), negated(i + 1000)} }
	both := func(i int) plan.Predicate { return plan.And{after(i), negated(i + 1000)} }
	for _, c := range []struct {
		name  string
		where func(first int) plan.Predicate
		fits  bool
	}{
		{"all of", func(first int) plan.Predicate { return plan.And(each(first, 30, after)) }, true},
		{"any of none", func(first int) plan.Predicate { return plan.Or(each(first, 30, negated)) }, true},
		{"pairs", func(first int) plan.Predicate { return plan.And(each(first, 20, pair)) }, true},
		{"any of pairs", func(first int) plan.Predicate { return plan.Or(each(first, 20, both)) }, true},
		{"beside another kind", func(first int) plan.Predicate { return plan.And{lead, plan.Or(each(first, 30, negated))} }, true},
		{"as many as fit between others", func(first int) plan.Predicate { return plan.And(each(first, maxLooked, besideLead)) }, true},
		{"one too many", func(first int) plan.Predicate { return plan.And(each(first, maxLooked+1, besideLead)) }, false},
	} {
		p := &plan.Plan{}
		for i := range maxBeside + 1 { // root fields, which are read one after the other
			p.Row.Items = append(p.Row.Items, &plan.TotalCount{
				From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Where: plan.Exists{From: investors, Where: c.where(100 * i)},
			})
		}
		_, err := Checked(p, SmallAnswer)
		if fits := err == nil; fits != c.fits || err != nil && !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("%s: %v, want it to fit %t", c.name, err, c.fits)
		}
	}
}

// TestManyOutermostConditionsFit checks that any number of lists of one root field can have a condition on relationships
// that is not within another.
func TestManyOutermostConditionsFit(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	firms := &plan.List{From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Limit: 1000}
	for i := range 5 * maxLooked {
		firms.Row.Items = append(firms.Row.Items, &plan.TotalCount{From: investors, Where: plan.Exists{
			From:  plan.From{Kind: plan.Expand, Rel: model.InvestedIn},
			Where: plan.Compare{Column: plan.Column{Property: model.FoundedYear}, Op: plan.Greater, Value: int64(i)},
		}})
	}
	if _, err := Checked(&plan.Plan{Row: plan.Row{Items: []plan.Item{firms}}}, SmallAnswer); err != nil {
		t.Error(err)
	}
}

// TestSetsFromFewNodes checks that a condition on rows that few nodes lead to is checked for each row, and a condition
// on rows that many lead to is a set. The number of nodes is known from the pages of the lists.
func TestSetsFromFewNodes(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn}
	inBeijing := plan.Exists{
		From: investments, Where: plan.Compare{Column: plan.Column{Property: model.City}, Op: plan.Equal, Value: "Beijing"},
	}
	text := func(firms, investorsEach int) string {
		id := plan.Column{Property: model.ID}
		order := []plan.Sort{{Column: id}}
		return Render(&plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.List{
			From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Order: order, Limit: firms,
			Row: plan.Row{Items: []plan.Item{&plan.List{
				From: investors, Order: order, Limit: investorsEach,
				Row: plan.Row{Items: []plan.Item{&plan.TotalCount{From: investments, Where: inBeijing}}},
			}}},
		}}}}, SmallAnswer).Text
	}
	few, many := text(2, 2), text(1000, 2)
	if few == many {
		t.Errorf("what 4 and what 2000 nodes lead to is asked in one way:\n%s", few)
	}
	if text(2, 1000) != many {
		t.Error("2000 nodes of 2 lists are another number than those of 1000")
	}
	if text(1, 4) != few {
		t.Error("4 nodes of a list are another number than those of 2")
	}
}
