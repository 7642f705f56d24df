package planner_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// TestEqualFilters checks that filters of one meaning have one plan, and therefore one set of cursors: nulls beside other
// operators count as absent, and lists have no order and no repetitions.
func TestEqualFilters(t *testing.T) {
	schema := loadSchema(t)
	for filter, same := range map[string][]string{
		`name: {eq: "a"}`:                                {`name: {eq: "a", in: null, isNull: null}`, `name: {eq: "a"}, city: null, and: null, not: null`, `name: {eq: "Ａ"}`},
		`name: {}`:                                       {``, `name: null`},
		`id: {in: ["firm:a", "firm:b"]}`:                 {`id: {in: ["firm:b", "firm:a", "firm:b"], eq: null}`},
		`name: {in: ["a", "b"]}`:                         {`name: {in: ["B", "a", "b"]}`},
		`name: {inExact: ["a", "b"]}`:                    {`name: {inExact: ["b", "a", "a"]}`},
		`aliases: {hasAny: ["a", "b"]}`:                  {`aliases: {hasAny: ["b", "A"]}`},
		`aliases: {hasAllExact: ["a", "b"]}`:             {`aliases: {hasAllExact: ["b", "a"]}`},
		`foundedYear: {in: [9, 10]}`:                     {`foundedYear: {in: [10, 9, 9]}`},
		`valuationUsd: {in: ["9", "10"]}`:                {`valuationUsd: {in: ["10", 9]}`},
		`size: {value: {gt: 1}, currency: {eq: "CNY"}}`:  {`size: {value: {gt: 1, lt: null}, currency: {eq: "cny"}, usd: null}`},
		`unicornSince: {in: ["2019", "2020"]}`:           {`unicornSince: {in: ["2020", "2019"]}`},
		`investors: {aggregate: {count: {in: [2, 10]}}}`: {`investors: {aggregate: {count: {in: [10, 2, 2], gt: null}}, some: null}`},
	} {
		want, err := planQuery(t, schema, "{ firms(filter: {"+filter+"}) { edges { cursor } } }", nil)
		if err != nil {
			t.Fatalf("%s: %v", filter, err)
		}
		for _, other := range same {
			got, err := planQuery(t, schema, "{ firms(filter: {"+other+"}) { edges { cursor } } }", nil)
			if err != nil || got.String() != want.String() {
				t.Errorf("%s: %v, and the plan is\n%swant that of %s\n%s", other, err, got, filter, want)
			}
		}
	}
}

// TestOnlyNulls checks that an object of which every operator is null is an error with advice, as a literal and as a
// variable, since one client means that nothing is compared, and another that the value is missing.
func TestOnlyNulls(t *testing.T) {
	schema := loadSchema(t)
	for filter, advice := range map[string]string{
		`name: {eq: null}`:                                     "{isNull: true}",
		`name: {eq: $text}`:                                    "{isNull: true}",
		`foundedYear: {in: null, gt: null}`:                    "{isNull: true}",
		`id: {in: null}`:                                       "write an id",
		`aliases: {hasAny: null}`:                              "{isEmpty: true}",
		`size: {value: {gt: null}}`:                            "{isNull: true}",
		`investors: {aggregate: {count: {gt: null}}}`:          "{isNull: true}",
		`investors: {some: {announcedOn: {possiblyGt: null}}}`: "{isNull: true}",
	} {
		query := "query ($text: String) { firms(filter: {" + filter + "}) { totalCount } a: firms(filter: {name: {eq: $text, gt: \"a\"}}) { totalCount } }"
		_, err := planQuery(t, schema, query, map[string]any{"text": nil})
		if !errors.Is(err, input.ErrArgument) || !strings.Contains(err.Error(), advice) || !strings.Contains(err.Error(), "omit the condition") {
			t.Errorf("%s: %v", filter, err)
		}
	}
}
