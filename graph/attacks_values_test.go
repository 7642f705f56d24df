package graph_test

import (
	"fmt"
	"strings"
)

func overlappingAttacks() []attack {
	const validation, class = "GRAPHQL_VALIDATION_FAILED", "overlapping fields"
	firm := func(selected string) string { return query("{ firm(id: \"firm:a\") { " + selected + "} }") }
	return []attack{
		{class: class, name: "leaves", limit: "repeats", body: firm(strings.Repeat("name ", 1900))},
		{class: class, name: "fields with fields", limit: "repeats", body: firm(strings.Repeat("investors { nodes { name } } ", 480))},
		{class: class, name: "in fragments", limit: "repeats", body: query("{ firm(id: \"firm:a\") { " + repeated(90, "...f# ") + "} }" +
			repeated(90, " fragment f# on Firm { investors { nodes { name id city } } name city }"))},
		{class: class, name: "in a fragment that is not used", limit: "repeats", body: query("{ __typename } fragment f on Firm { " + strings.Repeat("name ", 1900) + "}")},
		{class: class, name: "as many as may be, with arguments", limit: validation, body: query("{ " +
			strings.Repeat("firms(filter: {or: ["+listed(36, "{}")+"]}) { totalCount } ", 44) + "a }")},
		{class: class, name: "as many as may be, in conflict", limit: validation, body: firm(repeated(63, "a: naem# "))},
		{class: class, name: "as many as may be, in conflict below", limit: validation, body: firm(
			repeated(20, "investments { nodes { investors { nodes { id a: naem# } } } } "))},
		{class: class, name: "none, in fragments side by side", limit: validation, body: query("{ firm(id: \"firm:a\") { " + repeated(99, "...f# ") + "} }" +
			repeated(99, " fragment f# on Firm { a#: id b#: id } ") + " fragment f on Firm { naem }")},
		{class: class, name: "none, in chains side by side", limit: "INVALID_ID", body: with(`{},"operationName":"q0"`,
			strings.ReplaceAll(repeated(8, "query q# { @firm(id: \"x\") { id } } "), "@", repeated(9, "...c# "))+
				repeated(9, "fragment c# on Query { ...f0 } ")+chained(71, "Query", "__typename"))},
	}
}

func mistakenAttacks() []attack {
	const validation, class = "GRAPHQL_VALIDATION_FAILED", "mistakes"
	long := strings.Repeat("n", 40)
	return []attack{
		{class: class, name: "unknown fields", limit: validation, body: query("{ firm(id: \"firm:a\") { " + repeated(1900, long+"# ") + "} }")},
		{class: class, name: "unknown arguments", limit: validation, body: query("{ firm(" + repeated(900, long+"#: 1 ") + ") { id } }")},
		{class: class, name: "unknown fields of a filter", limit: validation, body: query("{ firms(filter: {" + repeated(900, long+"#: 1 ") + "}) { totalCount } }")},
		{class: class, name: "unknown values of an enum", limit: validation, body: query("{ firms(orderBy: [" + repeated(600, "{name: "+long+"#} ") + "]) { totalCount } }")},
		{class: class, name: "unknown types", limit: validation, body: query("query (" + repeated(900, "$a#: "+long+"# ") + ") { __typename }")},
		{class: class, name: "unknown fragments", limit: validation, body: query("{ " + repeated(1900, "..."+long+"# ") + "}")},
		{class: class, name: "unknown variables", limit: validation, body: query("{ nodes(ids: [" + repeated(1900, "$"+long+"# ") + "]) { id } }")},
		{class: class, name: "unused variables", limit: validation, body: query("query (" + repeated(900, "$a#: Int ") + ") { __typename }")},
		{class: class, name: "variables in the wrong place", limit: validation, body: query("query (" + repeated(480, "$a#: Int ") + ") { nodes(ids: [" +
			repeated(480, "$a# ") + "]) { id } }")},
		{class: class, name: "a name of 99,000 letters", limit: validation, body: query("{ " + strings.Repeat("x", whole) + " }")},
		{class: class, name: "a text of 99,000 letters for an enum", limit: validation, body: query("{ firms(orderBy: {name: \"" + strings.Repeat("x", whole) + "\"}) { totalCount } }")},
		{class: class, name: "a text of 97,000 letters for a number, in a fragment", limit: validation, body: query(repeated(49, "query q# { ...f0 } ") +
			chained(9, "Query", "firms(first: \""+strings.Repeat("<", 97_000)+"\") { totalCount }"))},
	}
}

func variableAttacks() []attack {
	const validation, class = "GRAPHQL_VALIDATION_FAILED", "huge variables"
	byID, all := "query ($t: ID!) { firm(id: $t) { id } }", "query ($t: ID!) { "+repeated(50, "a#: firm(id: $t) { id } ")+"}"
	ids := "query ($i: [ID!]!) { nodes(ids: $i) { id } }"
	text := `{"t":"firm:` + strings.Repeat("x", full-2000) + `"}`
	return []attack{
		{class: class, name: "ids", limit: "INVALID_ARGUMENT", body: with(`{"i":[`+listed(4900, `"firm:aaaa"`)+`]}`, ids)},
		{class: class, name: "numbers", limit: "values", body: with(`{"i":[`+strings.Repeat("1,", full/2-100)+`1]}`, ids)},
		{class: class, name: "long numbers", limit: "INVALID_ARGUMENT", body: with(`{"i":[`+listed(4900, strings.Repeat("9", 200))+`]}`, ids)},
		{class: class, name: "brackets", limit: "values", body: strings.Repeat("[", full)},
		{class: class, name: "nothing known", limit: validation, body: with(`{"x":[`+listed(2400, "[]")+`]}`, "{ a }")},
		{class: class, name: "one text", limit: "text", body: with(text, byID)},
		{class: class, name: "one text, used fifty times", limit: "text", body: with(text, all)},
		{class: class, name: "one number, used fifty times", limit: "text", body: with(`{"t":`+strings.Repeat("9", full-2000)+`}`, all)},
		{class: class, name: "one escaped text", limit: "text", body: with(`{"t":"`+strings.Repeat(`\u0041`, full/6-100)+`"}`, byID)},
		{class: class, name: "one cursor", limit: "text", body: with(text, "query ($t: String) { firms(after: $t) { nodes { id } } }")},
		{class: class, name: "one value of an enum", limit: validation, body: with(`{"t":{"name":"`+strings.Repeat("<", full-2000)+`"}}`,
			"query ($t: FirmOrder!) { firms(orderBy: [$t]) { totalCount } }")},
		{class: class, name: "lists of ids, each used again", limit: "arguments", body: with("{"+listed(4, `"i#":[`+strings.Repeat(`"firm:aaaa",`, 999)+`"firm:a"]`)+"}",
			"query ("+repeated(4, "$i#: [ID!]! ")+") { "+repeated(12, "a#: nodes(ids: $i0) { id } b#: nodes(ids: $i1) { id } c#: nodes(ids: $i2) { id } d#: nodes(ids: $i3) { id } ")+"}")},
	}
}

func searchAttacks() []attack {
	const class = "filters"
	misplaced := "query ($f: FirmFilter) { firms(filter: $f, first: -1) { totalCount } }"
	again := "query ($f: FirmFilter) { " + repeated(50, "a#: firms(filter: $f) { totalCount } ") + "}"
	return []attack{
		{class: class, name: "conditions", limit: "conditions", body: filtered(`{"or":[` + listed(830, `{"name":{"eq":"a","contains":"b"}}`) + `]}`)},
		{class: class, name: "empty conditions", limit: "INVALID_ARGUMENT", body: with(`{"f":{"or":[`+listed(1650, "{}")+`]}}`, misplaced)},
		{class: class, name: "more empty conditions", limit: "values", body: filtered(`{"or":[` + listed(full/3-100, "{}") + `]}`)},
		{class: class, name: "empty conditions, used fifty times", limit: "arguments", body: with(`{"f":{"or":[`+listed(1000, "{}")+`]}}`, again)},
		{class: class, name: "negations of negations", limit: "INVALID_ARGUMENT", body: with(
			`{"f":{"or":[`+listed(25, strings.Repeat(`{"not":`, 95)+"{}"+strings.Repeat("}", 95))+`]}}`,
			misplaced)},
		{class: class, name: "texts to search for", limit: "text", body: filtered(`{"or":[` + listed(980, `{"name":{"contains":"`+strings.Repeat("ﷺ", 9)+`"}}`) + `]}`)},
		{class: class, name: "one text to search for", limit: "text", body: filtered(`{"name":{"contains":"` + strings.Repeat("ﷺ", 30_000) + `"}}`)},
		{class: class, name: "cursors of lists with filters", limit: "INVALID_CURSOR", body: with(
			`{"c":"AgAAAAAAAAAAAAAAAAA","f":{"or":[`+listed(330, `{"name":{"eq":"a"}}`)+`]}}`,
			"query ($c: String, $f: FirmFilter) { "+repeated(3, "a#: firms(after: $c, filter: $f) { nodes { id } } ")+"}")},
	}
}

// plannedAttacks are within the limits of documents, and refused by the planner.
func plannedAttacks() []attack {
	const class = "plans"
	var filters, declared, lists strings.Builder
	for i := range 25 {
		fmt.Fprintf(&filters, `"i%d":{"or":[%s{"node":{"name":{"eq":"x%d"}}}]},`, i, strings.Repeat(`{"node":{"name":{"eq":"x"},"nameZh":{},"city":{},"country":{},"province":{},"website":{}}},`, 2), i)
		fmt.Fprintf(&declared, "$i%d: InvestmentFirmFilter ", i)
	}
	for i := range 220 {
		fmt.Fprintf(&lists, "a%d: investments(filter: $i%d) { totalCount } ", i, i%25)
	}
	return []attack{
		{class: class, name: "objects", limit: "objects", body: query("{ firms(first: 1000) { nodes { investors(first: 1000) { nodes { investments(first: 1000) { nodes { id } } } } } } }")},
		{class: class, name: "lists that differ little", limit: "arguments", body: with("{"+strings.TrimSuffix(filters.String(), ",")+"}",
			"query ("+declared.String()+") { firm(id: \"firm:a\") { "+lists.String()+"} }")},
		{class: class, name: "lists of every kind of node", limit: "INVALID_ARGUMENT", body: query("{ nodes(ids: [\"firm:a\"]) { " +
			repeated(95, "...on VCFund { a#: investments(first: #) { nodes { id } } } ...on Firm { a#: investments(first: #) { nodes { id } } } ") + "...on Firm { b: rounds(first: -1) { totalCount } } } }")},
		{class: class, name: "fields of every kind of node", limit: "INVALID_ARGUMENT", body: query("{ nodes(ids: [\"firm:a\"]) { " +
			repeated(30, "...on Firm { a#: id } ...on VCFund { a#: id } ...on Person { a#: id } ...on StateFund { a#: id } ...on Round { a#: id } ...on Sector { a#: id } ") +
			"...on Firm { b: rounds(first: -1) { totalCount } } } }")},
		{class: class, name: "orders by what relationships come to", limit: "parts", body: with(`{"o":[`+
			listed(249, `{"rounds":{"filter":{"node":{"id":{}}},"by":{"nodes":{"amount":{"usd":{"sum":"ASC"}}}}}}`)+"]}",
			"query ($o: [FirmOrder!]) { firms(orderBy: $o) { totalCount } }")},
		{class: class, name: "conditions on sums", limit: "parts", body: filtered(`{"or":[` +
			listed(320, `{"rounds":{"aggregate":{"nodes":{"amount":{"usd":{"sum":{"gt":"1"}}}}}}}`) + `]}`)},
		{class: class, name: "lists of texts", limit: "conditions", body: filtered(`{"aliases":{"hasAny":[` + listed(2400, `"a"`) + `]}}`)},
		{class: class, name: "dates", limit: "conditions", body: filtered(`{"unicornSince":{"in":[` + listed(2400, `"2021"`) + `]}}`)},
		{class: class, name: "groups in groups", limit: "relationships", body: query("{ firms " +
			strings.Repeat("{ groups(by: [SECTOR_WITH_PARENTS, PROGRAMME]) { nodes { members ", 20) + "{ totalCount }" + strings.Repeat(" } } }", 20) + " }")},
		{class: class, name: "groups of groups that come to much", limit: "objects", body: query("{ firms { groups(by: [CITY], first: 1000) { nodes { members { groups(by: [SECTOR], first: 1000) { nodes { members(first: 1000) { nodes { id } } } } } } } } }")},
		{class: class, name: "searches for paths", limit: "searches", body: with(`{"f":[`+listed(100, `"firm:#"`)+`]}`,
			"query ($f: [ID!]!) { "+repeated(45, "a#: paths(from: $f, to: [\"firm:x#\"], mode: BEST, first: 100, maxLength: 10) "+
				"{ steps { links { relationship { id sources { id } } } } } ")+"}")},
		{class: class, name: "aggregates of lists", limit: "parts", body: query("{ firms { " + repeated(140, "a#: groups(by: [SECTOR_WITH_PARENTS]) { nodes { count } } ") + "} }")},
		{class: class, name: "wrong arguments far down", limit: "INVALID_ARGUMENT", body: query("{ firm(id: \"firm:a\") { " + strings.Repeat("investors(first: 1) { nodes { ... on Firm { ", 14) +
			repeated(290, "a#: investments(first: -1) { totalCount } ") + strings.Repeat("} } } ", 14) + "} }")},
	}
}
