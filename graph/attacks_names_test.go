package graph_test

import "strings"

// nameAttacks are attacks with searches and matches.
func nameAttacks() []attack {
	const search = "query ($t: String!) { search(text: $t) { score } }"
	const match = "query ($r: [MatchRow!]!) { match(rows: $r) { row } }"
	return []attack{
		{class: "names", name: "a long text", limit: "text", body: with(`{"t":"`+strings.Repeat("小巨人", full/9)+`"}`, search)},
		{
			class: "names", name: "texts that folding makes long", limit: "searches",
			body: query("{ " + repeated(11, `s#: search(text: "`+strings.Repeat("ﷺ", 166)+`") { score } `) + "}"),
		},
		{
			class: "names", name: "rows", limit: "INVALID_ARGUMENT",
			body: with(`{"r":[`+listed(1600, `{"name":"Co., Ltd. #"}`)+`]}`, match),
		},
		{
			class: "names", name: "long rows", limit: "INVALID_ARGUMENT",
			body: with(`{"r":[`+listed(190, `{"name":"x","city":"`+strings.Repeat("y", 500)+`"}`)+`,{"name":"`+strings.Repeat("z", 501)+`"}]}`, match),
		},
	}
}
