package planner_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	declared "github.com/stakegraph/stakegraph/graph/schema"
)

// TestSchemaIsComplete: every property of a node or a relationship has a filter and an order, and an aggregate if it is
// a number; everything related to it has a filter and an order; and every list has aggregates.
func TestSchemaIsComplete(t *testing.T) {
	schema := loadSchema(t)
	lists := 0
	for name, connection := range schema.Types {
		row, isConnection := declared.List(name)
		if !isConnection {
			continue
		}
		lists++
		states := schema.Types[row] // type of a row: a node, or an edge with the node at its far end
		if states == nil {
			states = schema.Types[row+"Edge"]
			node := states.Fields.ForName("node").Type.Name()
			checkStated(t, schema, schema.Types[node], fieldType(schema, row+"Filter", "node"), fieldType(schema, row+"Order", "node"))
		}
		filter, order := inputsOf(schema, name)
		checkStated(t, schema, states, filter, order)
		if connection.Fields.ForName("aggregate") == nil {
			t.Errorf("%s has no aggregate", name)
		}
		for _, field := range states.Fields {
			switch field.Type.Name() {
			case "Int", "Decimal", "Money", "PartialDate":
				checkHas(t, schema, fieldType(schema, name, "aggregate"), field.Name)
				if groups := connection.Fields.ForName("groups"); groups != nil {
					checkHas(t, schema, groups.Arguments.ForName("orderBy").Type.Name(), field.Name)
				}
			}
		}
	}
	if lists < 20 {
		t.Errorf("there are %d kinds of lists: the test does not find them", lists)
	}
}

// inputsOf returns the types of the filter and of the order of a list.
func inputsOf(schema *ast.Schema, list string) (filter, order string) {
	for _, definition := range schema.Types {
		for _, field := range definition.Fields {
			if field.Type.Name() == list {
				return field.Arguments.ForName("filter").Type.Name(), field.Arguments.ForName("orderBy").Type.Name()
			}
		}
	}
	return "", ""
}

func fieldType(schema *ast.Schema, typeName, field string) string {
	return schema.Types[typeName].Fields.ForName(field).Type.Name()
}

// checkStated compares a type's filter and order with its fields.
func checkStated(t *testing.T, schema *ast.Schema, states *ast.Definition, filter, order string) {
	t.Helper()
	for _, field := range states.Fields {
		switch field.Name {
		case "sources", "conflicts":
			checkHas(t, schema, filter, field.Name)
			continue
		case "label", "cursor", "node", "relationship", "founders", "batches", "subsidies":
			continue // a label is made of other values; an edge has the fields of its relationship; founders are people; batches and subsidies have no lists of their own
		}
		if strings.HasPrefix(field.Name, "__") {
			continue
		}
		checkHas(t, schema, filter, field.Name)
		if field.Type.Elem == nil {
			checkHas(t, schema, order, field.Name)
		}
		if edge, isList := declared.List(field.Type.Name()); isList {
			for _, quantifier := range []string{"some", "all", "none", "single", "aggregate"} {
				checkHas(t, schema, edge+"ListFilter", quantifier)
			}
			checkHas(t, schema, fieldType(schema, edge+"AggregateOrder", "by"), "count")
		}
	}
}

func checkHas(t *testing.T, schema *ast.Schema, typeName, field string) {
	t.Helper()
	if definition := schema.Types[typeName]; definition == nil || definition.Fields.ForName(field) == nil {
		t.Errorf("%s has no field %s", typeName, field)
	}
}

// TestNodesAgreeOnTypes checks that a field has one type, including nulls and lists, in all types of nodes that have it, so
// that any two fragments on Node can select it (GraphQL, September 2025, section 5.3.2). Fields with selection sets may
// lead to different types.
func TestNodesAgreeOnTypes(t *testing.T) {
	schema := loadSchema(t)
	types := map[string]map[string]bool{}
	for _, node := range schema.GetPossibleTypes(schema.Types["Node"]) { // interfaces too
		for _, f := range node.Fields {
			of := f.Type.String()
			if schema.Types[f.Type.Name()].IsCompositeType() {
				of = strings.Replace(of, f.Type.Name(), "{}", 1)
			}
			if types[f.Name] == nil {
				types[f.Name] = map[string]bool{}
			}
			types[f.Name][of] = true
		}
	}
	for name, of := range types {
		if len(of) > 1 {
			t.Errorf("nodes have %s with the types %v", name, slices.Sorted(maps.Keys(of)))
		}
	}
}
