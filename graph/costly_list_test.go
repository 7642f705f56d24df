package graph_test

import (
	"fmt"
	"strings"
)

// costly is a request within all limits that is designed to be as expensive as possible.
type costly struct{ name, body string }

// costlyQueries returns the costliest known requests, each of a different kind.
func costlyQueries() []costly {
	long := strings.Repeat("深圳市创新投资集团 Shenzhen Capital ", 11)
	ids := func(n int, id string) string { return listed(n, `"`+id+`"`) }
	ordered := func(keys string) string {
		return with(`{"o": [`+keys+`]}`, "query ($o: [FirmOrder!]) { firms(first: 1000, orderBy: $o) { nodes { id } } }")
	}
	return []costly{
		{"some within some, ten levels", query("{ firms(filter: " + someOfSome(10, "foundedYear: { gt: 2100 }") + ") { totalCount } }")},
		{"some within some, common", query("{ firms(filter: " + someOfSome(10, "foundedYear: { lt: 2100 }") + ") { totalCount } }")},
		{"none within none", query("{ firms(filter: " + strings.ReplaceAll(someOfSome(10, "foundedYear: { gt: 2015 }"), "some", "none") + ") { totalCount } }")},
		{"many of two levels", query("{" + repeated(40, "a#: firms(filter: "+someOfSome(2, "foundedYear: { gt: 20# }")+") { totalCount }") + "}")},
		{"many conditions of one level", filtered(`{"or": [` + listed(240, `{"investors": {"some": {"node": {"foundedYear": {"gt": 21#}}}}}`) + `]}`)},
		{"many counts", filtered(`{"or": [` + listed(120, `{"investors": {"aggregate": {"filter": {"node": {"foundedYear": {"gt": #}}}, "count": {"gt": 100}}}}`) + `]}`)},
		{"many sums", filtered(`{"or": [` + listed(80, `{"rounds": {"aggregate": {"filter": {"node": {"name": {"contains": "x#"}}}, "nodes": {"amount": {"usd": {"sum": {"gt": "1#"}}}}}}}`) + `]}`)},
		{"many comparisons", filtered(`{"or": [` + listed(900, `{"name": {"contains": "zz#"}}`) + `]}`)},
		{"many comparisons of many rows", with(`{"f": {"node": {"or": [`+listed(900, `{"name": {"contains": "zz#"}}`)+`]}}}`, "query ($f: InvestmentInvestorFilter) { firms(first: 1000) { nodes { investors(first: 1, filter: $f) { totalCount } } } }")},
		{"many comparisons with lists", filtered(`{"or": [` + listed(900, `{"aliases": {"has": "zz#"}}`) + `]}`)},
		{"many comparisons with sources", filtered(`{"or": [` + listed(49, `{"sources": {"some": {"title": {"contains": "zz#"}}}}`) + `]}`)},
		{"many comparisons with conflicts", filtered(`{"or": [` + listed(240, `{"conflicts": {"some": {"value": {"contains": "zz#"}}}}`) + `]}`)},
		{"sources in sources", filtered(`{"investors": {"some": {"sources": {"some": {"or": [` + listed(900, `{"title": {"contains": "zz#"}}`) + `]}}}}}`)},
		{"order by many counts", ordered(listed(24, `{"investors": {"filter": {"node": {"name": {"contains": "z#"}}}, "by": {"count": "DESC"}}}`))},
		{"order by plain counts", query("{" + repeated(31, "a#: firms(first: 1000, filter: { foundedYear: { gt: # } }, orderBy: [{ investors: { by: { count: DESC } } }, { rounds: { by: { count: DESC } } }, { people: { by: { count: DESC } } }, { sectors: { by: { count: DESC } } }, { designations: { by: { count: DESC } } }, { investments: { by: { nodeCount: DESC } } }]) { nodes { id } } ") + "}")},
		{"order by many sums", ordered(listed(24, `{"rounds": {"filter": {"node": {"name": {"contains": "z#"}}}, "by": {"nodes": {"amount": {"usd": {"sum": "DESC"}}}}}}`))},
		{"aggregates of lists", query("{ firms(first: 1000) { nodes { " + repeated(20, "a#: investors(filter: { node: { foundedYear: { gt: # } } }) { aggregate { count nodes { foundedYear { median percentile(at: \"90\") } } } }") + "} } }")},
		{"aggregates of many lists", with("{"+listed(65, `"a#": {"node": {"foundedYear": {"gt": #}}}`)+"}", "query ("+repeated(65, "$a#: InvestmentInvestorFilter ")+") { firms(first: 1000) { nodes { "+
			repeated(65, "a#: investors(filter: $a#) { aggregate { nodes { foundedYear { median } } } } ")+"} } }")},
		{"totals of many lists", with("{"+listed(65, `"a#": {"node": {"foundedYear": {"gt": #}}}`)+"}", "query ("+repeated(65, "$a#: InvestmentInvestorFilter ")+") { firms(first: 1000) { nodes { "+
			repeated(65, "a#: investors(filter: $a#) { totalCount } ")+"} } }")},
		{"many lists of one", with("{"+listed(77, `"a#": {"node": {"foundedYear": {"gt": #}}}`)+"}", "query ("+repeated(77, "$a#: InvestmentInvestorFilter ")+") { firms(first: 1000) { nodes { "+
			repeated(77, "a#: investors(first: 1, filter: $a#) { nodes { id } } ")+"} } }")},
		{"lists in lists, with many comparisons", with(`{"f": {"node": {"or": [`+listed(900, `{"name": {"contains": "zz#"}}`)+`]}}}`, "query ($f: InvestmentFirmFilter) { firms(first: 1000) { nodes { investors(first: 20) { nodes { investments(first: 1, filter: $f) { totalCount } } } } } }")},
		{"lists in lists, with many sources", with(`{"f": {"or": [`+listed(49, `{"sources": {"some": {"title": {"contains": "zz#"}}}}`)+`]}}`, "query ($f: InvestmentFirmFilter) { firms(first: 1000) { nodes { investors(first: 20) { nodes { investments(first: 1, filter: $f) { totalCount } } } } } }")},
		{"groups of lists", query("{ firms(first: 1000) { nodes { " + repeated(10, "a#: investors(filter: { node: { foundedYear: { gt: # } } }) { groups(by: [CITY], first: 5) { nodes { key { city } count members(first: 2) { nodes { name } } } } }") + "} } }")},
		{"groups of groups", query("{ investors { groups(by: [CITY], first: 1000) { nodes { count members(first: 100) { groups(by: [FOUNDED_YEAR], first: 9) { nodes { count members(first: 1) { nodes { name } } } } } } } } }")},
		{"pages of groups", query("{" + repeated(10, "a#: firms(filter: { foundedYear: { gt: # } }) { groups(by: [SECTOR_WITH_PARENTS, CITY, FOUNDED_YEAR], orderBy: [{ valuationUsd: { sum: DESC } }], last: 1000) { totalCount nodes { count } pageInfo { hasPreviousPage startCursor } } }") + "}")},
		{"groups by sectors with parents", query("{" + repeated(10, "a#: firms(filter: { foundedYear: { gt: # } }) { groups(by: [SECTOR_WITH_PARENTS, CITY, FOUNDED_YEAR], first: 1000) { nodes { count members(first: 20) { nodes { name } } } } }") + "}")},
		{"lists in lists", query("{ firms(first: 1000) { nodes { investors(first: 5) { nodes { investments(first: 20) { nodes { ... on Firm { investors(first: 5) { nodes { id } } } } } } } } } }")},
		{"lists in lists, filtered", query("{ firms(first: 1000) { nodes { investors(first: 5) { nodes { investments(first: 20, filter: { node: { investors: { some: { node: { investments: { none: { node: { foundedYear: { gt: 2010 } } } } } } } } }) { totalCount nodes { id } } } } } } }")},
		{"lists in lists, ordered", query("{ investors(first: 1000) { nodes { investments(first: 20, orderBy: [{ node: { investors: { by: { count: DESC } } } }, { node: { rounds: { by: { nodes: { amount: { usd: { sum: DESC } } } } } } }]) { nodes { id } } } } }")},
		{"shared investors", query("{ commonInvestors(firms: [" + ids(1000, "firm:n#") + `], atLeast: 1) { totalCount } commonPortfolio(investors: [` + ids(1000, "investor:n#") + `], atLeast: 1) { totalCount } }`)},
		{"searches", query("{" + repeated(10, `a#: search(text: "`+long+`", first: 50) { score }`) + "}")},
		{"searches of letters", query("{" + repeated(10, `a#: search(text: "a", prefix: true, first: 50) { score }`) + "}")},
		{"searches for many words", query("{" + repeated(10, `a#: search(text: "`+strings.TrimSpace(repeated(90, "a# "))+`", first: 50) { score }`) + "}")},
		{"matches", with(`{"r": [`+listed(200, `{"name": "# `+long[:480]+`"}`)+`]}`, "query ($r: [MatchRow!]!) { match(rows: $r) { row } }")},
		{"matches of usual names", with(`{"r": [`+listed(200, `{"name": "Shenzhen # Capital Technology Investment Co., Ltd."}`)+`]}`, "query ($r: [MatchRow!]!) { match(rows: $r) { row candidates { score } } }")},
		{"paths", query("{" + repeated(10, `a#: paths(from: ["firm:uisee"], to: ["firm:unitree"], first: 50, weight: HUB_AVERSE) { length }`) + "}")},
		{"paths of anything", query("{" + repeated(10, `a#: paths(from: ["firm:uisee"], to: ["firm:unitree"], first: 50, relationships: { investments: {}, roles: {}, designations: {}, activities: {}, commitments: {}, rounds: {}, parts: {} }) { length }`) + "}")},
		{"neighbourhoods", query("{" + repeated(10, `a#: neighbourhood(of: ["investor:hongshan"], steps: 3, first: 1000, relationships: { investments: {}, roles: {}, designations: {}, activities: {}, commitments: {}, rounds: {} }) { nodes { distance } }`) + "}")},
		{"exposures", query("{" + repeated(10, `a#: exposure(of: ["firm:uisee", "firm:unitree", "firm:landspace"], maxDistance: 4) { nodes { distance } }`) + "}")},
		{"networks", query("{" + repeated(10, `a#: network(view: INVESTORS_BY_FIRM, rankBy: BETWEENNESS, first: 1, investments: { node: { foundedYear: { gt: # } } }) { nodes { betweenness closeness eigenvector } }`) + "}")},
	}
}

// someOfSome returns a filter of firms with the given number of nested conditions.
func someOfSome(levels int, last string) string {
	filter := "{ " + last + " }"
	for i := range levels {
		side := "investors"
		if (levels-i)%2 == 0 {
			side = "investments"
		}
		filter = fmt.Sprintf("{ %s: { some: { node: %s } } }", side, filter)
	}
	return filter
}
