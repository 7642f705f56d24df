package history

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestUndated checks the condition on undated relationships that are hidden at a date, for each type. There is none
// with POSSIBLY, and none for types without a history.
func TestUndated(t *testing.T) {
	moment := When{kind: asOf, last: 20191231}
	expand := func(rel model.RelType, direction plan.Direction) plan.From {
		return plan.From{Kind: plan.Expand, Rel: rel, Direction: direction}
	}
	for _, c := range []struct {
		from plan.From
		want string
	}{
		{plan.From{Kind: plan.Scan, Labels: model.Round.Set()}, "announcedOn.earliest is null"},
		{plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, ""},
		{plan.From{Kind: plan.BackReference, Rel: model.InvestedIn, Property: model.RoundID}, "relationship.announcedOn.earliest is null"},
		{plan.From{Kind: plan.GroupRows, Rel: model.InvestedIn, Direction: plan.Incoming}, ""},
		{expand(model.InvestedIn, plan.Incoming), "relationship.announcedOn.earliest is null"},
		{expand(model.Raised, plan.Outgoing), "announcedOn.earliest is null"},
		{expand(model.Raised, plan.Incoming), ""},
		{expand(model.CommittedTo, plan.Outgoing), "relationship.year is null"},
		{expand(model.Designated, plan.Incoming), "relationship.year is null"},
		{
			expand(model.HasRole, plan.Incoming),
			"(relationship.from.earliest is null and (relationship.to.earliest is null or relationship.to.earliest >= 20191231))",
		},
		{expand(model.HasBatch, plan.Outgoing), "(announcedOn.earliest is null and year is null)"},
		{expand(model.OperatesIn, plan.Outgoing), ""},
	} {
		if got := printed(moment.Undated(c.from)); got != c.want {
			t.Errorf("of %s: %s, want %s", c.from, got, c.want)
		}
		possible := moment
		possible.possibly = true
		if got := possible.Undated(c.from); got != nil {
			t.Errorf("of %s that is possible: %s", c.from, printed(got))
		}
	}
}

// printed returns a condition as a plan prints it, or "" for nil.
func printed(p plan.Predicate) string {
	text := (&plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{Where: p}}}}).String()
	_, where, _ := strings.Cut(strings.TrimSpace(text), " where ")
	return where
}
