package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkNested compares nested conditions on relationships with a row-by-row evaluation: each pair of quantifiers, and
// chains of three.
func checkNested(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	f := nestedFacts()
	load(t, s, f)
	for _, chain := range nestedChains() {
		t.Run(chain.name, func(t *testing.T) {
			t.Parallel() // planning is most of the work, and one thread plans a statement
			of := quantifiers
			if !chain.all {
				of = chained()
			}
			checkNestedLists(t, s, f, chain.scan, nestedIn(chain.hops, of, chain.leaf))
		})
	}
	t.Run("Combined", func(t *testing.T) {
		t.Parallel()
		checkNestedCombined(t, s, f)
	})
	t.Run("Placed", func(t *testing.T) {
		t.Parallel()
		checkNestedPlaces(t, s, f)
	})
}

// nestedChain is the relationships that conditions follow from the nodes of a scan, and the condition on the last rows.
type nestedChain struct {
	name string
	scan plan.From
	hops []plan.From
	leaf condition
	all  bool // whether all quantifiers are combined, and not only one of each kind
}

func nestedChains() []nestedChain {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	raised, commitments := outgoing(model.Raised), outgoing(model.CommittedTo)
	rounds, funds := scan(model.Round.Set()), scan(model.Funds)
	return []nestedChain{
		{"investments of investors", firms, []plan.From{investors, investments}, isLead(), true},
		{"investors of rounds", firms, []plan.From{raised, backReferenceInvestors()}, isIn("a"), true},
		{"investments of investors of rounds", rounds, []plan.From{backReferenceInvestors(), investments}, isLead(), false},
		{"commitments to oneself", funds, []plan.From{commitments, commitments}, isIn("a"), false},
		{"investors of firms that investors invested in", firms, []plan.From{investors, investments, investors}, isLead(), false},
		{"from rounds to investors of firms", rounds, []plan.From{backReferenceInvestors(), investments, investors}, isIn("a"), false},
		{"from firms through rounds", firms, []plan.From{raised, backReferenceInvestors(), investments}, isLead(), false},
	}
}

// checkNestedLists checks for which nodes conditions hold, with several conditions in each plan.
func checkNestedLists(t *testing.T, s store.Store, f facts, from plan.From, conditions []condition) {
	t.Helper()
	for some := range slices.Chunk(conditions, 12) {
		p := root()
		for _, c := range some {
			p.Row.Items = append(p.Row.Items, where(from, c.plan, id))
		}
		got := run(t, s, p).(list)
		for i, c := range some {
			if want, have := fmt.Sprint(f.holding(from, c)), fmt.Sprint(got[i]); want != have {
				t.Errorf("%s: holds for %s, want %s", c.name, have, want)
			}
		}
	}
}

// nestedIn returns each quantifier applied to each nested condition.
func nestedIn(hops []plan.From, of []quantifier, leaf condition) []condition {
	if len(hops) == 0 {
		return []condition{leaf}
	}
	var all []condition
	for _, inner := range nestedIn(hops[1:], of, leaf) {
		for _, q := range of {
			all = append(all, q.of(hops[0], inner))
		}
	}
	return all
}

// checkNestedCombined checks conditions on relationships next to other conditions, within a condition, and within one
// that starts from a relationship.
func checkNestedCombined(t *testing.T, s store.Store, f facts) {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	var conditions []condition
	for _, q := range chained() {
		inner := q.of(investments, isLead())
		deep := q.of(investments, anyOf(isIn("a"), quantifiers[0].of(investors, isLead())))
		throughRound := quantifiers[0].of(referenceToRound(), q.of(backReferenceInvestors(), isIn("a")))
		for _, c := range []condition{
			anyOf(isLead(), inner), allOf(isIn("a"), inner), allOf(isLead(), noneOf(inner)), allOf(inner, noneOf(deep)),
			anyOf(inner, noneOf(deep)), throughRound, noneOf(anyOf(throughRound, deep)),
		} {
			conditions = append(conditions, quantifiers[0].of(investors, c), quantifiers[1].of(investors, c))
		}
	}
	every, any, neither := quantifiers[3].of(investments, isLead()), quantifiers[0].of(investments, isLead()), isLead()
	for _, q := range quantifiers {
		lead, in := q.of(investments, isLead()), q.of(investments, isIn("a"))
		every = allOf(every, anyOf(lead, noneOf(in)))
		any = anyOf(any, allOf(lead, in))
		neither = anyOf(noneOf(neither), noneOf(anyOf(lead, in)))
	}
	for _, c := range []condition{every, any, neither, noneOf(every), noneOf(any), allOf(isIn("b"), any), anyOf(isLead(), every)} {
		c.name = "many: " + c.name[:20]
		conditions = append(conditions, quantifiers[0].of(investors, c), quantifiers[1].of(investors, c))
	}
	checkNestedLists(t, s, f, firms, conditions)
}

// checkNestedPlaces checks nested conditions in every part of a plan that has conditions: lists within a list, counts,
// aggregates that are items or sort keys, pages by a value that can be null, and groups.
func checkNestedPlaces(t *testing.T, s store.Store, f facts) {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	for _, q := range quantifiers {
		t.Run(q.name, func(t *testing.T) {
			c := q.of(investments, quantifiers[0].of(investors, isLead())) // on an investor of a firm
			var counts, lists list
			for _, firm := range f.labelled(model.Firm.Set()) {
				var ids list
				for _, r := range f.rows(investors, firm) {
					if c.holds(f, r) {
						ids = append(ids, r.rel.ID())
					}
				}
				slices.SortFunc(ids, func(a, b any) int { return cmp.Compare(a.(string), b.(string)) })
				counts = append(counts, list{firm, len(ids)})
				lists = append(lists, list{firm, singles(ids...)})
			}
			byCity := all(firms, id, of(model.City))
			byCity.Where, byCity.Order, byCity.Limit = q.of(investors, quantifiers[0].of(investments, isLead())).plan, []plan.Sort{desc(of(model.City)), asc(id)}, 100
			outer := q.of(investors, quantifiers[0].of(investments, isLead()))
			var paged list
			for _, firm := range f.labelled(model.Firm.Set()) {
				if outer.holds(f, nestedRow{node: firm}) {
					paged = append(paged, list{firm, f.node(firm).Properties[model.City]})
				}
			}
			slices.SortStableFunc(paged, func(a, b any) int { // nulls, which have no city, come last
				x, _ := a.(list)[1].(string)
				y, _ := b.(list)[1].(string)
				return cmp.Compare(y, x)
			})
			groups := grouped(firms, nil, value(plan.Count))
			groups.Where = outer.plan
			expect(t, s, root(
				all(firms, id, &plan.TotalCount{From: investors, Where: c.plan}),
				all(firms, id, where(investors, c.plan, relID)),
				all(firms, id, over(plan.Count, investors, c.plan)),
				byCity,
				groups,
			), list{counts, lists, counts, append(list{}, paged...), list{group(list{}, list{len(paged)})}})
		})
	}
}
