package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/internal/golden"
)

// chapter is a page of the reference: some types, with examples of their use.
type chapter struct {
	title string
	text  string
	types []string
	cases []string // file names in graph/testdata/cases, without .txtar
}

var chapters = []chapter{
	{
		title: "Filters",
		text: `A filter is an object, and all of its conditions must hold. The type of a property determines its operators. An unknown value
matches no comparison, only ` + "`isNull: true`" + `.`,
		types: []string{"IDFilter", "TextFilter", "TextListFilter", "BooleanFilter", "IntFilter", "DecimalFilter"},
		cases: []string{"filter_text", "filter_numbers", "filter_lists_of_texts", "filter_logic"},
	},
	{
		title: "Filters on dates, money and sources",
		text: "A date that is known to the month or year matches if the condition is certain or, for the operators that begin with\n" +
			"`possibly`, possible. An amount of money is compared in its own currency, or in US dollars where they are stated. Every fact can be\n" +
			"filtered by its sources.",
		types: []string{"PartialDateFilter", "MoneyFilter", "CurrencyFilter", "StateFundLevelFilter", "SourceListFilter"},
		cases: []string{"filter_dates", "filter_money", "filter_sources"},
	},
	{
		title: "Filters on relationships",
		text: "The conditions on relationships are `some`, `all`, `none` and `single`. Each has a filter on the properties of the relationship\n" +
			"and, as `node`, on the node at its other end. `aggregate` has conditions on counts, sums, minima and maxima.",
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
		text: `A page has the first rows of a list or the first rows after a cursor, or the last rows or the last rows before a cursor. A
cursor marks a position in the order and does not count rows, so no row is repeated or skipped if facts are added or removed
between two requests. A cursor is an error with another list, filter, order or time. Groups have pages too.`,
		types: []string{"PageInfo"},
		cases: []string{"page_by_cursor", "page_from_the_end"},
	},
	{
		title: "Aggregates",
		text: `Every list has aggregates of all of its rows, on all pages together. Sums are exact, amounts in different currencies are never
added, and a round counts once.`,
		types: []string{
			"FirmAggregate", "InvestmentFirmAggregate", "RoundAggregate", "IntAggregate", "DecimalAggregate", "DateAggregate",
			"MoneyAggregate", "CurrencyAggregate",
		},
		cases: []string{"aggregate_of_a_list", "aggregate_of_relationships"},
	},
	{
		title: "Groups",
		text: `A list can be grouped by one or more keys. A group has a key, a count, an aggregate, and its members as a list that
can be grouped again. Rows without a value for a key form a group too. Groups have pages, like rows.`,
		types: []string{"FirmGroupBy", "FirmGroupConnection", "FirmGroupEdge", "FirmGroup", "GroupKey", "FirmGroupFilter", "FirmGroupOrder"},
		cases: []string{"groups_of_firms", "groups_with_sectors", "groups_in_groups", "group_pages"},
	},
	{
		title: "Keys of groups",
		text:  "The keys of relationships are properties of the relationships and of the nodes at their other ends.",
		types: []string{"InvestmentFirmGroupBy"},
		cases: []string{"groups_of_investments", "groups_by_other_keys"},
	},
	{
		title: "Time",
		text: "The argument `time` shows a field as it was at the end of a date (`asOf`), or what began in a period (`from` and `to`). It applies " +
			`to the field that has it, and the fields of its nodes inherit nothing. [time.md](../time.md) has the rules for dates that are not known
to the day, or not at all, and lists the facts with a history.`,
		types: []string{"TimeFilter", "Certainty"},
		cases: []string{"as_of_a_date", "as_of_everywhere", "between_dates"},
	},
	{
		title: "What investors and firms share",
		text: "`commonInvestors` lists the investors that invested in all of some firms, or in at least `atLeast` of them.\n" +
			"`commonPortfolio` lists the firms in which all of some investors invested, or at least `atLeast` of them.",
		cases: []string{"shared_investors"},
	},
}

// sections returns the examples of the chapter, followed by its types.
func (c chapter) sections(folder string, schema *ast.Schema) ([]section, error) {
	var all []section
	for _, name := range c.cases {
		text, err := example(filepath.Join(folder, name+".txtar"))
		if err != nil {
			return nil, fmt.Errorf("example %s: %w", name, err)
		}
		all = append(all, section{heading: "Example: " + strings.ReplaceAll(name, "_", " "), text: text})
	}
	for _, name := range c.types {
		definition := schema.Types[name]
		if definition == nil {
			return nil, fmt.Errorf("the schema has no type %s", name)
		}
		all = append(all, section{heading: name, text: typeText(definition), typeName: name})
	}
	return all, nil
}

// example returns the comment, the query and the answer of a case.
func example(file string) (string, error) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		return "", fmt.Errorf("read it: %w", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", bytes.TrimSpace(archive.Comment))
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
					return "", err
				}
			}
			fmt.Fprintf(&b, "```%s\n%s\n```\n\n", part.language, text)
		}
	}
	return b.String(), nil
}

// inChapter reports whether a chapter describes a type.
func inChapter(name string) bool {
	return slices.ContainsFunc(chapters, func(c chapter) bool { return slices.Contains(c.types, name) })
}
