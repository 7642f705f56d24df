package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/internal/golden"
)

const preface = `# Reference

<!-- Written by go generate from schema.graphqls and graph/testdata/cases. -->

This page lists the arguments and fields that all lists have in common, with examples. [queries.md](queries.md) is the place to
start.

Every list and every relationship takes the same arguments and returns the same fields: it can be filtered, sorted, read page
by page from either end, counted, summed and grouped, and so can the members of each group. A query is one database
statement. The tests run the examples on both databases, with a copy of the Little Giants that never changes; the data that comes
with the program has grown since, so your answers can have more.

`

// chapter is a part of the reference: the types that it is about, and examples of their use.
type chapter struct {
	title      string
	text       string
	directives []string
	types      []string
	cases      []string // file names in graph/testdata/cases, without their ending
}

var chapters = []chapter{
	{
		title: "Filters",
		text: `A filter is an object, and all of its fields must hold. The type of a property determines its operators. An unknown value
matches no comparison, only ` + "`isNull: true`" + `.`,
		types: []string{
			"IDFilter", "TextFilter", "TextListFilter", "BooleanFilter", "IntFilter", "DecimalFilter", "MoneyFilter", "CurrencyFilter",
			"PartialDateFilter", "StateFundLevelFilter", "SourceListFilter",
		},
		cases: []string{
			"filter_text", "filter_numbers", "filter_dates", "filter_money", "filter_lists_of_texts", "filter_logic", "filter_sources",
		},
	},
	{
		title: "Filters on relationships",
		text: "The conditions on relationships are `some`, `all`, `none` and `single`, each with a filter on the relationship's own facts\n" +
			"and, as `node`, on the node at its other end; and conditions on counts, sums and extremes.",
		types: []string{
			"InvestmentInvestorListFilter", "InvestmentInvestorFilter", "InvestmentInvestorAggregateFilter",
			"IntAggregateFilter", "DecimalAggregateFilter", "MoneyAggregateFilter", "CurrencyAggregateFilter",
		},
		cases: []string{"filter_relationships", "filter_by_count_and_sum"},
	},
	{
		title: "Order",
		text:  `An order is a list of keys, each an object with one field. Rows that are equal in all keys are ordered by id.`,
		types: []string{
			"Direction", "FirmOrder", "InvestmentInvestorOrder", "InvestmentInvestorAggregateOrder", "MoneyOrder",
			"NumberAggregateOrder", "DateAggregateOrder", "MoneyAggregateOrder", "CurrencyAggregateOrder",
		},
		cases: []string{"order_by_anything", "order_nulls"},
	},
	{
		title: "Pages",
		text: `A page is the first rows of a list, or the first after a cursor; or the last rows, or the last before a cursor. A
cursor marks a place in the order, and does not count rows: no row is repeated or left out when facts are added or removed
between two requests. A cursor is refused with another list, filter or order.`,
		types: []string{"PageInfo"},
		cases: []string{"page_by_cursor", "page_from_the_end"},
	},
	{
		title: "Aggregates",
		text: `Every list has aggregates over all of its rows, whatever its page. Sums are exact, amounts in different currencies are not
added up, and a round counts once.`,
		types: []string{
			"FirmAggregate", "InvestmentFirmAggregate", "RoundAggregate", "IntAggregate", "DecimalAggregate", "DateAggregate",
			"MoneyAggregate", "CurrencyAggregate",
		},
		cases: []string{"aggregate_of_a_list", "aggregate_of_relationships"},
	},
	{
		title: "Groups",
		text: `A list can be grouped by one or more keys. A group has a key, a count, an aggregate, and its members, which are a list like
any other. Rows without a value for a key form a group too.`,
		types: []string{"FirmGroupBy", "InvestmentFirmGroupBy", "FirmGroup", "GroupKey", "FirmGroupFilter", "FirmGroupOrder"},
		cases: []string{
			"groups_of_firms", "groups_with_sectors", "groups_of_investments", "groups_in_groups", "groups_by_other_keys",
		},
	},
	{
		title: "Time",
		text: `A directive shows an operation, or a field and everything below it, at a time. [time.md](time.md) has the rule for dates that
are not known to the day, or not at all, and says which facts have a history.`,
		directives: []string{"asOf", "between"},
		types:      []string{"Certainty"},
		cases:      []string{"as_of_a_date", "as_of_everywhere", "between_dates"},
	},
	{
		title: "What investors and firms share",
		text: "`commonInvestors` lists the investors that invested in all of some firms, or in at least `atLeast` of them.\n" +
			"`commonPortfolio` lists the firms in which all of some investors invested, or at least `atLeast` of them.",
		cases: []string{"shared_investors"},
	},
}

// write writes the chapter: its text, its examples, and the directives and types that it is about.
func (c chapter) write(b *bytes.Buffer, folder string, schema *ast.Schema) error {
	fmt.Fprintf(b, "## %s\n\n%s\n\n", c.title, c.text)
	for _, name := range c.cases {
		archive, err := txtar.ParseFile(filepath.Join(folder, name+".txtar"))
		if err != nil {
			return fmt.Errorf("read an example: %w", err)
		}
		fmt.Fprintf(b, "### Example: %s\n\n%s\n\n", strings.ReplaceAll(name, "_", " "), bytes.TrimSpace(archive.Comment))
		for _, part := range []struct{ name, language string }{
			{"query.graphql", "graphql"}, {"variables.json", "json"}, {"answer.json", "json"},
		} {
			for _, f := range archive.Files {
				if f.Name != part.name {
					continue
				}
				text := string(bytes.TrimSpace(f.Data))
				if f.Name == "answer.json" {
					if text, err = golden.JSON(f.Data); err != nil {
						return fmt.Errorf("%s: %w", name, err)
					}
				}
				fmt.Fprintf(b, "```%s\n%s\n```\n\n", part.language, text)
			}
		}
	}
	for _, name := range c.directives {
		definition := schema.Directives[name]
		if definition == nil {
			return fmt.Errorf("the schema has no directive %s", name)
		}
		writeDirective(b, definition)
	}
	for _, name := range c.types {
		definition := schema.Types[name]
		if definition == nil {
			return fmt.Errorf("the schema has no type %s", name)
		}
		writeType(b, definition)
	}
	return nil
}

// inChapter reports whether a type is described in a chapter.
func inChapter(name string) bool {
	for _, c := range chapters {
		for _, typeName := range c.types {
			if typeName == name {
				return true
			}
		}
	}
	return false
}
