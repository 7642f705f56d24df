package planner_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
)

// TestFieldsWithATime checks which fields have the argument `time`: lookups and lists of facts that a time can hide, lists
// from whose rows further fields lead to such facts, so that conditions on them are possible, and searches that follow
// them. Lists of such facts count those without a date. No other field has it, and neither have members of groups, which have the time of their list, or `node`.
func TestFieldsWithATime(t *testing.T) {
	schema := loadSchema(t)
	p := planner.New(schema, plan.DefaultLimits, planner.DefaultPages)
	searches := []string{"paths", "neighbourhood", "exposure", "network"}
	timed := 0
	for name, definition := range schema.Types {
		if definition.Kind != ast.Object && definition.Kind != ast.Interface {
			continue
		}
		for _, field := range definition.Fields {
			hides := p.IsDated(name, field.Name)
			want := hides
			switch {
			case name == "Query" && slices.Contains(searches, field.Name):
				want = true
			case name == "Query" && field.Name == "node":
				want = false
			case isRows(field) && !isPart(name):
				want = hides || leadsToDates(schema, p, field.Type.Name(), map[string]bool{})
			}
			if counts := schema.Types[field.Type.Name()].Fields.ForName("undatedCount") != nil; isRows(field) && !isPart(name) && counts != hides {
				t.Errorf("%s.%s: it counts undated rows: %t, want %t", name, field.Name, counts, hides)
			}
			have := field.Arguments.ForName("time")
			if (have != nil) != want {
				t.Errorf("%s.%s: it has a time: %t, want %t", name, field.Name, have != nil, want)
			}
			if have == nil {
				continue
			}
			timed++
			if have.Type.String() != "TimeFilter" || have.DefaultValue != nil {
				t.Errorf("%s.%s: the type of the time is %s = %v", name, field.Name, have.Type, have.DefaultValue)
			}
		}
	}
	if timed < 40 || schema.Query.Fields.ForName("sources").Arguments.ForName("time") != nil {
		t.Errorf("%d fields have a time, and sources must not be one of them", timed)
	}
}

// isPart reports whether a type is a part of a list, whose fields have the time of the list.
func isPart(typeName string) bool {
	return strings.HasSuffix(typeName, "Group") || strings.HasSuffix(typeName, "Connection")
}

func isRows(field *ast.FieldDefinition) bool {
	return strings.HasSuffix(field.Type.Name(), "Connection")
}

// leadsToDates reports whether a field of a type, or of a type that its fields lead to, has rows with a date.
func leadsToDates(schema *ast.Schema, p *planner.Planner, typeName string, visited map[string]bool) bool {
	if visited[typeName] {
		return false
	}
	visited[typeName] = true
	for _, possible := range schema.GetPossibleTypes(schema.Types[typeName]) {
		for _, field := range possible.Fields {
			if field.Name == "groups" {
				continue // the type of keys has those of all lists
			}
			if p.IsDated(possible.Name, field.Name) || leadsToDates(schema, p, field.Type.Name(), visited) {
				return true
			}
		}
	}
	return false
}
