package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rest is the part that all schemas of these tests have.
const rest = "\ntype Query { a: Int }\n"

// TestCompare checks that each rule reports its change, and that changes without effect on clients are not reported.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name, was, is string
		want          []string // the rule, a mark if it is only dangerous, and the coordinate
	}{
		{"nothing", "type T { f(a: Int = 1): Int }", "\"About it.\" type T { f(\"More.\" a: Int = 1): Int @deprecated }", nil},
		{"a type removed", "type T { f: Int } enum E { A }", "enum E { A }", []string{"TYPE_REMOVED T"}},
		{"a type added", "enum E { A }", "type T { f: Int } enum E { A }", nil},
		{"a scalar is an enum", "scalar T", "enum T { A }", []string{"TYPE_CHANGED_KIND T"}},
		{"an object type is an interface", "type T { f: Int }", "interface T { f: Int }", []string{"TYPE_CHANGED_KIND T"}},
		{"a member of a union removed", "type A { f: Int } type B { f: Int } union U = A | B", "type A { f: Int } type B { f: Int } union U = A", []string{"TYPE_REMOVED_FROM_UNION U"}},
		{"a member of a union added", "type A { f: Int } type B { f: Int } union U = A", "type A { f: Int } type B { f: Int } union U = B | A", []string{"TYPE_ADDED_TO_UNION? U"}},
		{"a value removed", "enum E { A B }", "enum E { A }", []string{"VALUE_REMOVED_FROM_ENUM E.B"}},
		{"a value added", "enum E { A }", "enum E { B A }", []string{"VALUE_ADDED_TO_ENUM? E.B"}},
		{
			"an interface removed", "interface I { f: Int } interface J { f: Int } type T implements I & J { f: Int }",
			"interface I { f: Int } interface J { f: Int } type T implements J { f: Int }",
			[]string{"IMPLEMENTED_INTERFACE_REMOVED T"},
		},
		{
			"an interface added", "interface I { f: Int } interface T { f: Int }", "interface I { f: Int } interface T implements I { f: Int }",
			[]string{"IMPLEMENTED_INTERFACE_ADDED? T"},
		},
		{"a field removed", "type T { f: Int g: Int }", "type T { g: Int }", []string{"FIELD_REMOVED T.f"}},
		{"a field of an interface removed", "interface T { f: Int g: Int }", "interface T { g: Int }", []string{"FIELD_REMOVED T.f"}},
		{"a field added", "type T { f: Int }", "type T { f: Int g(a: Int!): Int! }", nil},
		{"a field of another type", "type T { f: Int g: [Int!] }", "type T { f: Float g: [Float!] }", []string{"FIELD_CHANGED_KIND T.f", "FIELD_CHANGED_KIND T.g"}},
		{"a field nullable", "type T { f: Int! g: [Int!] }", "type T { f: Int g: [Int] }", []string{"FIELD_CHANGED_KIND T.f", "FIELD_CHANGED_KIND T.g"}},
		{"a field not nullable", "type T { f: Int g: [[Int]] }", "type T { f: Int! g: [[Int!]!]! }", nil},
		{"a field a list", "type T { f: Int g: [Int] }", "type T { f: [Int] g: Int }", []string{"FIELD_CHANGED_KIND T.f", "FIELD_CHANGED_KIND T.g"}},
		{"an argument removed", "type T { f(a: Int b: Int): Int }", "type T { f(b: Int): Int }", []string{"ARG_REMOVED T.f(a:)"}},
		{"an argument of another type", "type T { f(a: Int b: [Int]): Int }", "type T { f(a: Float b: Int): Int }", []string{"ARG_CHANGED_KIND T.f(a:)", "ARG_CHANGED_KIND T.f(b:)"}},
		{"an argument not nullable", "type T { f(a: Int b: [Int] c: Int): Int }", "type T { f(a: Int! b: [Int!] c: Int! = 1): Int }", []string{"ARG_CHANGED_KIND T.f(a:)", "ARG_CHANGED_KIND T.f(b:)", "ARG_CHANGED_KIND T.f(c:)"}},
		{"an argument nullable", "type T { f(a: Int! b: [Int!]! c: [Int!]!): Int }", "type T { f(a: Int b: [Int] c: [Int]!): Int }", nil},
		{"a required argument added", "type T { f: Int }", "type T { f(a: Int!): Int }", []string{"REQUIRED_ARG_ADDED T.f(a:)"}},
		{"optional arguments added", "type T { f: Int }", "type T { f(a: Int b: Int! = 1): Int }", []string{"OPTIONAL_ARG_ADDED? T.f(a:)", "OPTIONAL_ARG_ADDED? T.f(b:)"}},
		{"another default", "type T { f(a: [Int] = [1]): Int }", "type T { f(a: [Int] = [2]): Int }", []string{"ARG_DEFAULT_VALUE_CHANGE? T.f(a:)"}},
		{"no default", "type T { f(a: Int = 1): Int }", "type T { f(a: Int): Int }", []string{"ARG_DEFAULT_VALUE_CHANGE? T.f(a:)"}},
		{"no default, and required", "type T { f(a: Int! = 1): Int }", "type T { f(a: Int!): Int }", []string{"ARG_DEFAULT_VALUE_REMOVED T.f(a:)"}},
		{"a default", "type T { f(a: Int): Int }", "type T { f(a: Int = 1): Int }", nil},
		{"a field of an input removed", "input T { f: Int g: Int }", "input T { g: Int }", []string{"FIELD_REMOVED T.f"}},
		{"a field of an input of another type", "input T { f: Int }", "input T { f: Float }", []string{"FIELD_CHANGED_KIND T.f"}},
		{"a field of an input not nullable", "input T { f: Int g: [Int] }", "input T { f: Int! g: [Int!] }", []string{"FIELD_CHANGED_KIND T.f", "FIELD_CHANGED_KIND T.g"}},
		{"a field of an input nullable", "input T { f: Int! g: [Int!]! }", "input T { f: Int g: [Int] }", nil},
		{"a required field of an input added", "input T { f: Int }", "input T { f: Int g: Int! }", []string{"REQUIRED_INPUT_FIELD_ADDED T.g"}},
		{"optional fields of an input added", "input T { f: Int }", "input T { f: Int g: Int h: Int! = 1 }", []string{"OPTIONAL_INPUT_FIELD_ADDED? T.g", "OPTIONAL_INPUT_FIELD_ADDED? T.h"}},
		{"another default of an input", "input T { f: Int = 1 }", "input T { f: Int = 2 }", []string{"INPUT_FIELD_DEFAULT_VALUE_CHANGE? T.f"}},
		{"no default of an input, and required", "input T { f: Int! = 1 }", "input T { f: Int! }", []string{"INPUT_FIELD_DEFAULT_VALUE_REMOVED T.f"}},
		{"a directive removed", "directive @d on FIELD", "", []string{"DIRECTIVE_REMOVED @d"}},
		{"a directive added", "", "directive @d(a: Int!) on FIELD", nil},
		{"an argument of a directive removed", "directive @d(a: Int) on FIELD", "directive @d on FIELD", []string{"DIRECTIVE_ARG_REMOVED @d(a:)"}},
		{"an argument of a directive of another type", "directive @d(a: Int) on FIELD", "directive @d(a: Float) on FIELD", []string{"DIRECTIVE_ARG_CHANGED_KIND @d(a:)"}},
		{"a required argument of a directive added", "directive @d on FIELD", "directive @d(a: Int!) on FIELD", []string{"REQUIRED_DIRECTIVE_ARG_ADDED @d(a:)"}},
		{"an optional argument of a directive added", "directive @d on FIELD", "directive @d(a: Int) on FIELD", []string{"OPTIONAL_DIRECTIVE_ARG_ADDED? @d(a:)"}},
		{"another default of a directive", "directive @d(a: Int = 1) on FIELD", "directive @d(a: Int = 2) on FIELD", []string{"DIRECTIVE_ARG_DEFAULT_VALUE_CHANGE? @d(a:)"}},
		{"a directive not repeatable", "directive @d repeatable on FIELD", "directive @d on FIELD", []string{"DIRECTIVE_REPEATABLE_REMOVED @d"}},
		{"a directive repeatable", "directive @d on FIELD", "directive @d repeatable on FIELD", nil},
		{"a location removed", "directive @d on FIELD | QUERY", "directive @d on FIELD", []string{"DIRECTIVE_LOCATION_REMOVED @d"}},
		{"a location added", "directive @d on FIELD", "directive @d on QUERY | FIELD", nil},
		{"no mutations", "type M { f: Int } schema { query: Query mutation: M }", "type M { f: Int } schema { query: Query }", []string{"ROOT_TYPE_REMOVED M"}},
		{"other mutations", "type M { f: Int } schema { query: Query mutation: M }", "type M { f: Int } type N { f: Int } schema { query: Query mutation: N }", []string{"ROOT_TYPE_CHANGED M"}},
		{"mutations added", "", "type Mutation { f: Int }", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, err := parse("before", c.was+rest)
			if err != nil {
				t.Fatal(err)
			}
			after, err := parse("after", c.is+rest)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, change := range compare(before, after) {
				if change.dangerous {
					change.rule += "?"
				}
				got = append(got, change.rule+" "+change.at)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if again := compare(after, after); again != nil {
				t.Errorf("a schema differs from itself: %v", again)
			}
		})
	}
}
