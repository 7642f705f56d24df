package storetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkLoadChanges checks that a load replaces the label, properties and ends of stored facts.
func checkLoadChanges(t *testing.T, open func(t *testing.T) store.Store) {
	yun := func(p model.Properties) facts {
		return facts{nodes: []model.Node{node(model.VCFund, "investor:yun", p)}}
	}
	t.Run("properties", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		tally := load(t, s, yun(model.Properties{
			model.Name: "ＹＵＮ", model.City: "Beijing", model.Size: money(7, "HKD"), model.Sources: []string{"source:atlas"},
		}))
		expectTally(t, "load", tally, store.Tally{Updated: 1})
		expect(t, s,
			at("investor:yun", of(model.Name), key(model.Name), of(model.NameZh), of(model.City), of(model.FoundedYear),
				part(model.Size, plan.Units), part(model.Size, plan.Currency), part(model.Size, plan.USD), all(sourcesOf(plan.OfNode), id),
				&plan.TotalCount{From: outgoing(model.InvestedIn)}),
			atNode("ＹＵＮ", "yun", nil, "Beijing", nil, 7, "HKD", nil, singles("source:atlas"), 3))
	})
	t.Run("one part of a property", func(t *testing.T) { checkSmallChanges(t, open) })
	t.Run("relationship", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		expectTally(t, "load", load(t, s, facts{relationships: []model.Relationship{
			relationship(model.InvestedIn, "investment:yun-alpha-1", "investor:yun", "firm:alpha", model.Properties{
				model.RoundID: "round:bare", model.AnnouncedOn: date("2016"), model.Sources: []string{"source:blank"},
			}),
		}}), store.Tally{Updated: 1})
		expect(t, s,
			at("investor:yun", where(outgoing(model.InvestedIn), equal(relID, "investment:yun-alpha-1"),
				rel(of(model.RoundID)), rel(of(model.Lead)), rel(part(model.Share, plan.Units)),
				rel(part(model.AnnouncedOn, plan.Latest)), all(sourcesOf(plan.OfRelationship), id))),
			atNode(list{list{"round:bare", nil, nil, 20161231, singles("source:blank")}}))
		expect(t, s, at("round:bare", all(backReferenceInvestors(), id)), atNode(singles("investor:yun")))
		expect(t, s, at("round:alpha-a", all(backReferenceInvestors(), id)), atNode(singles("investor:state")))
	})
	t.Run("ends of a relationship", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		expectTally(t, "load", load(t, s, facts{relationships: []model.Relationship{
			relationship(model.OperatesIn, "activity:alpha-chips", "firm:empty", "sector:self", nil),
		}}), store.Tally{Updated: 1})
		expect(t, s,
			root(all(lookup("firm:alpha", "firm:empty"), all(outgoing(model.OperatesIn), relID, id)),
				all(lookup("sector:chips", "sector:self"), all(incoming(model.OperatesIn), relID, id))),
			list{
				list{
					list{list{list{"activity:alpha-hardware", "sector:hardware"}}},
					list{list{list{"activity:alpha-chips", "sector:self"}}},
				},
				list{
					list{list{list{"activity:plane2-chips", "firm:plane2"}}},
					list{list{list{"activity:alpha-chips", "firm:empty"}, list{"activity:loop-self", "firm:Loop"}}},
				},
			})
	})
	t.Run("id of another type of relationship", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		expectTally(t, "load", load(t, s, facts{relationships: []model.Relationship{
			relationship(model.CommittedTo, "investment:yun-alpha-3", "investor:yun", "investor:idle", nil),
		}}), store.Tally{Created: 1})
		expect(t, s, at("investor:yun", all(outgoing(model.InvestedIn), relID), all(outgoing(model.CommittedTo), relID, id)),
			atNode(singles("investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"),
				list{list{"investment:yun-alpha-3", "investor:idle"}}))
	})
	t.Run("label", func(t *testing.T) { checkRelabelling(t, open) })
}

// checkSmallChanges checks that a difference in any part of a value counts as an update.
func checkSmallChanges(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	size := func(m model.Money) model.Properties { return model.Properties{model.Size: m} }
	since := func(d string) model.Properties { return model.Properties{model.UnicornSince: date(d)} }
	aliases := func(a ...string) model.Properties { return model.Properties{model.Aliases: a} }
	cites := func(ids ...string) model.Properties { return model.Properties{model.Sources: ids} }
	versions := []model.Properties{
		nil, size(money(1, "CNY")), size(money(2, "CNY")), size(money(2, "JPY")), size(stated(2, "JPY", 2)),
		size(stated(2, "JPY", 3)), since("2018"), since("2018-01"), since("2018-01-01"), aliases("a", "b"), aliases("b", "a"),
		aliases("a"), cites("source:a", "source:b"), cites("source:b", "source:a"),
		{model.FoundedYear: int64(0)},
		{model.ValuationUSD: int64(0)},
		{model.Name: "A"},
		{model.Name: "a"},
		{model.Name: "ａ"},
		{model.City: "a"},
		{model.Listing: "a"},
	}
	for i, p := range versions {
		want := store.Tally{Updated: 1}
		if i == 0 {
			want = store.Tally{Created: 1}
		}
		f := facts{nodes: []model.Node{node(model.Firm, "firm:a", p)}}
		expectTally(t, "new version", load(t, s, f), want)
		expectTally(t, "same version", load(t, s, f), store.Tally{Unchanged: 1})
	}
}

// checkRelabelling corrects an investor's label. Its id and relationships stay, and properties that the new label does
// not have are removed. Only a fund can be committed to, so the commitment gets another end if the investor is not a
// fund.
func checkRelabelling(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	loadFixture(t, s)
	ofNode := []plan.Item{kind, of(model.Name), of(model.Level), &plan.TotalCount{From: outgoing(model.InvestedIn)}}
	p := root(&plan.One{From: lookup("investor:yun"), Row: row(ofNode...)}, all(scan(model.VCFund.Set()), id),
		&plan.TotalCount{From: scan(model.StateFund.Set())}, &plan.TotalCount{From: scan(model.OtherInvestor.Set())},
		&plan.TotalCount{From: marked(model.Investors, model.Investor)})
	relabel := func(l model.Label, properties model.Properties, others ...model.Relationship) {
		t.Helper()
		yun := facts{nodes: []model.Node{node(l, "investor:yun", properties)}, relationships: others}
		expectTally(t, "load", load(t, s, yun), store.Tally{Updated: 1 + len(others)})
	}
	relabel(model.StateFund, model.Properties{model.Name: "Yun State", model.Level: int64(1)})
	expect(t, s, p, list{list{"StateFund", "Yun State", 1, 3}, singles("investor:idle", "investor:zero"), 5, 3, 10})
	relabel(model.OtherInvestor, model.Properties{model.Name: "Yun State"},
		relationship(model.CommittedTo, "commitment:lp-yun", "investor:lp", "investor:idle", nil))
	expect(t, s, p, list{list{"OtherInvestor", "Yun State", nil, 3}, singles("investor:idle", "investor:zero"), 4, 4, 10})
	expect(t, s, at("round:alpha-b", where(backReferenceInvestors(), plan.HasLabel{Labels: model.OtherInvestor.Set()}, id, kind)),
		atNode(list{list{"investor:yun", "OtherInvestor"}}))
}

// wholeGraph reads every node and every relationship, with some values of each.
func wholeGraph(t *testing.T, s store.Reader) any {
	t.Helper()
	items := []plan.Item{id, kind, of(model.Name), key(model.Title), all(sourcesOf(plan.OfNode), id)}
	for _, relType := range model.AllRelTypes() {
		ofRelationship := []plan.Item{relID, id}
		if slices.Contains(relType.Properties(), model.Sources) {
			ofRelationship = append(ofRelationship, all(sourcesOf(plan.OfRelationship), id))
		}
		items = append(items, all(outgoing(relType), ofRelationship...))
	}
	return run(t, s, root(all(scan(model.AllLabels), items...), all(marked(model.AllLabels, model.Founder), id),
		all(marked(model.AllLabels, model.Investor), id)))
}

// expectUnchanged checks that the graph has not changed.
func expectUnchanged(t *testing.T, s store.Reader, before any) {
	t.Helper()
	if diff := cmp.Diff(before, wholeGraph(t, s)); diff != "" {
		t.Errorf("the graph has changed (-before +after):\n%s", diff)
	}
}
