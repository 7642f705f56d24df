package graph_test

import "strings"

func largeAttacks() []attack {
	const validation, class = "GRAPHQL_VALIDATION_FAILED", "tokens"
	key := strings.Repeat("x", 200)
	return []attack{
		{class: class, name: "names", limit: "tokens", body: query("{" + strings.Repeat(" a", whole/2) + "}")},
		{class: class, name: "braces", limit: "tokens", body: query(strings.Repeat("{a", whole/2))},
		{class: class, name: "a list", limit: "tokens", body: query("{ nodes(ids: [" + strings.Repeat("1,", whole/2-20) + "]) { id } }")},
		{class: class, name: "comments", limit: "tokens", body: query(strings.Repeat("#\n", whole/2) + "{ __typename }")},
		{class: class, name: "commas", limit: validation, body: query(strings.Repeat(",", whole) + "{ a }")},
		{class: class, name: "white space", limit: "document", body: query(strings.Repeat(" ", full))},
		{class: class, name: "a comment", limit: "document", body: query("#" + strings.Repeat("x", full))},
		{class: class, name: "one text", limit: "document", body: query(`{ firm(id: "` + strings.Repeat("x", full) + `") { id } }`)},
		{class: class, name: "escaped characters", limit: "document", body: `{"query":"` + strings.Repeat(`\u0001`, full/6) + `"}`},
		{class: class, name: "a block of lines", limit: "INVALID_ID", body: query(`{ firm(id: """` + strings.Repeat("\n", whole) + `""") { id } }`)},
		{class: class, name: "an operation's name", limit: validation, body: `{"query":"{ __typename }","operationName":"` + strings.Repeat("<", full) + `"}`},
		{class: class, name: "extensions", limit: validation, body: `{"query":"{ a }","extensions":{` + listed(4900, `"#":"`+key[:190]+`"`) + `}}`},
		{class: class, name: "a hash beside another text", limit: "INVALID_REQUEST", body: `{"query":"` + strings.Repeat("x", full) +
			`","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("0", 64) + `"}}}`},
		{class: class, name: "a long Accept", limit: "INVALID_REQUEST", body: query("{ __typename }"), accept: strings.Repeat("a/b;q=1,", 64<<10/8)},
	}
}

func deepAttacks() []attack {
	const class = "depth"
	return []attack{
		{class: class, name: "fields", limit: "depth", body: query("{ firm(id: \"firm:a\") { " + nested(490, "investors { nodes { ") + " } }")},
		{class: class, name: "a literal", limit: "nesting", body: query("{ firms(filter: " + strings.Repeat("{and: [", 480) + strings.Repeat("]}", 480) + ") { totalCount } }")},
		{class: class, name: "a literal, and wide", limit: "steps", body: query("{ firms(filter: " + strings.Repeat("{and: [", 49) + listed(1200, "{}") +
			strings.Repeat("]}", 49) + ") { totalCount } }")},
		{class: class, name: "a type", limit: "nesting", body: query("query ($a: " + strings.Repeat("[", 900) + "Int" + strings.Repeat("]", 900) + ") { " +
			repeated(50, "a#: firms(first: $a) { totalCount } ") + "}")},
		{class: class, name: "JSON", limit: "nesting", body: filtered(strings.Repeat(`{"not":`, 2400) + "{}" + strings.Repeat("}", 2400))},
		{class: class, name: "relationships in filters", limit: "relationships", body: filtered(
			strings.Repeat(`{"investors":{"some":{"node":{"investments":{"some":{"node":`, 16) + "{}" + strings.Repeat("}}}}}}", 16))},
	}
}

func wideAttacks() []attack {
	return []attack{
		{class: "aliases", name: "a field", limit: "aliases", body: query("{ " + repeated(1300, "a#: __typename ") + "}")},
		{class: "aliases", name: "lists", limit: "aliases", body: query("{ " + repeated(500, "a#: firms { totalCount } ") + "}")},
		{class: "aliases", name: "fragments of aliases", limit: "parts", body: query("{ " + repeated(40, "r#: firm(id: \"firm:a\") { ...f } ") + "} fragment f on Firm { " +
			repeated(20, "a#: investments(first: #) { totalCount } ") + "}")},
		{class: "aliases", name: "root fields", limit: "roots", body: query("{ " + strings.Repeat("firms { totalCount } ", 900) + "}")},
		{class: "aliases", name: "operations", limit: "operations", body: query(repeated(790, "query q# { __typename } "))},
		{class: "directives", name: "skip", limit: "directives", body: query("{ __typename " + strings.Repeat("@skip(if: false) ", 560) + "}")},
		{class: "directives", name: "unknown", limit: "directives", body: query("{ __typename " + strings.Repeat("@a ", 1900) + "}")},
		{class: "directives", name: "unknown, in a fragment", limit: "GRAPHQL_VALIDATION_FAILED", body: query(repeated(49, "query q# { ...f0 } ") +
			chained(1, "Query", "__typename "+repeated(190, "@a# ")))},
		{class: "wide introspection", name: "deep", limit: "introspection", body: query("{ __schema { types { " + nested(20, "fields { type { ") + " } } }")},
		{class: "wide introspection", name: "wide", limit: "introspection", body: query("{ __schema { " +
			repeated(200, "t#: types { fields { args { type { fields { name } } } } } ") + "} }")},
		{class: "wide introspection", name: "again and again", limit: "introspection", body: query("{ " +
			repeated(40, "s#: __schema { types { fields { type { fields { name } } } } } ") + "}")},
	}
}

func fragmentAttacks() []attack {
	const validation, class = "GRAPHQL_VALIDATION_FAILED", "nested fragments"
	return []attack{
		{class: class, name: "many", limit: "fragments", body: query("{ " + repeated(400, "...f# ") + "} " + repeated(400, "fragment f# on Query { __typename } "))},
		{class: class, name: "doubling", limit: "roots", body: query("{ ...f0 }" + doubling(90, "Query", "", "", "__typename"))},
		{class: class, name: "doubling within fields", limit: "fields", body: query("{ firm(id: \"firm:a\") { ...f0 } }" +
			doubling(30, "Firm", "a: investments(first: 1) { nodes {", "b: investments(first: 1) { nodes {", "__typename"))},
		{class: class, name: "doubling to nothing", limit: "steps", body: query("{ ...f0 }" + doubling(90, "Query", "", "", "...unknown"))},
		{class: class, name: "within itself", limit: validation, body: query("{ ...f } fragment f on Query { ...f __typename }")},
		{class: class, name: "within itself, below a field", limit: validation, body: query("{ firm(id: \"firm:a\") { ...f } } fragment f on Firm { investments { nodes { ...f } } }")},
		{class: class, name: "each within all others", limit: validation, body: query("{ ...f0 }" + repeated(40, " fragment f# on Query { "+
			repeated(40, "...f# ")+"}"))},
		{class: class, name: "a chain in each field", limit: "steps", body: query("{ firm(id: \"firm:a\") { " + repeated(190, "a#: investments { nodes { ...f0 } } ") + "} }" +
			chained(95, "Firm", "id"))},
		{class: class, name: "a chain from each operation", limit: "steps", body: query(repeated(50, "query q# { ...f0 } ") +
			chained(90, "Query", "firms { nodes { "+repeated(280, "a#: name ")+"} }"))},
		{class: class, name: "a wrong chain", limit: validation, body: query(repeated(9, "query q# { ...f0 } ") +
			chained(3, "Query", "firms { nodes { "+repeated(700, "naem# ")+"} }"))},
	}
}
