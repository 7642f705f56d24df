package planner_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// TestNullConditions checks that a null condition of @skip or @include is an error everywhere, and that the default of
// its variable applies only if the variable is absent.
func TestNullConditions(t *testing.T) {
	schema := loadSchema(t)
	for name, selection := range map[string]string{
		"@include on a field":            `firms { totalCount @include(if: $v) }`,
		"@skip on a field":               `firms { totalCount @skip(if: $v) }`,
		"on a root field":                `firms @include(if: $v) { totalCount }`,
		"beneath what is left out":       `firms @skip(if: true) { totalCount @skip(if: $v) }`,
		"on an inline fragment":          `firms { ... @include(if: $v) { totalCount } }`,
		"in an inline fragment":          `firms { ... on FirmConnection { totalCount @skip(if: $v) } }`,
		"on the spread of a fragment":    `...root @include(if: $v)`,
		"in a fragment":                  `...condition`,
		"on the schema":                  `__schema @include(if: $v) { queryType { name } }`,
		"within the schema":              `__schema { queryType { name @skip(if: $v) } }`,
		"on a field that is named twice": `firms { totalCount } firms { totalCount @include(if: $v) }`,
	} {
		query := "query($v: Boolean = true) { __typename " + selection + " }"
		if strings.Contains(selection, "...root") {
			query += " fragment root on Query { firms { totalCount } }"
		}
		if strings.Contains(selection, "...condition") {
			query += " fragment condition on Query { firms { totalCount @include(if: $v) } }"
		}
		_, err := planQuery(t, schema, query, map[string]any{"v": nil})
		var errs input.Errors
		if !errors.As(err, &errs) || len(errs) != 1 || !errors.Is(err, input.ErrArgument) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text := errs[0].Error(); !strings.Contains(text, ".if`: variable `$v` is null, but a value of type Boolean! is required") || errs[0].Position == nil {
			t.Errorf("%s: %s at %v", name, text, errs[0].Position)
		}
		for _, variables := range []map[string]any{nil, {"v": true}, {"v": false}} {
			if _, err := planQuery(t, schema, query, variables); err != nil {
				t.Errorf("%s with %v: %v", name, variables, err)
			}
		}
	}
	elsewhere := `query($v: Boolean) { firms(filter: {name: {isNull: $v}}) { totalCount @include(if: true) } }`
	if _, err := planQuery(t, schema, elsewhere, map[string]any{"v": nil}); err != nil && strings.Contains(err.Error(), "@include") {
		t.Errorf("a null that is no condition: %v", err)
	}
}
