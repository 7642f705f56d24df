package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"golang.org/x/tools/txtar"
)

// features are the types whose fields and values must all be in an example. Types whose names end with a feature share its
// fields.
var features = []string{
	"IDFilter", "TextFilter", "TextListFilter", "BooleanFilter", "IntFilter", "DecimalFilter", "MoneyFilter", "CurrencyFilter",
	"PartialDateFilter", "StateFundLevelFilter", "ListFilter", "IntAggregateFilter", "DecimalAggregateFilter",
	"MoneyAggregateFilter", "CurrencyAggregateFilter", "Direction", "MoneyOrder", "NumberAggregateOrder", "DateAggregateOrder",
	"MoneyAggregateOrder", "CurrencyAggregateOrder", "PageInfo", "IntAggregate", "DecimalAggregate", "DateAggregate",
	"MoneyAggregate", "CurrencyAggregate", "GroupBy", "GroupKey", "Group", "GroupConnection", "GroupEdge", "TimeFilter", "Certainty",
}

// feature returns the feature that a type belongs to.
func feature(typeName string) (string, bool) {
	if slices.Contains(features, typeName) {
		return typeName, true
	}
	for _, ending := range []string{"ListFilter", "GroupBy", "Group", "GroupConnection", "GroupEdge"} {
		if strings.HasSuffix(typeName, ending) {
			return ending, true
		}
	}
	return "", false
}

// TestEachFeatureHasAnExample checks that every field and value of the features is used in an example.
func TestEachFeatureHasAnExample(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, schemaErr := gqlparser.LoadSchema(&ast.Source{Input: string(text)})
	if schemaErr != nil {
		t.Fatal(schemaErr)
	}
	shown := map[string]bool{}
	for _, c := range chapters {
		for _, name := range c.cases {
			archive, err := txtar.ParseFile(filepath.Join("../../graph/testdata/cases", name+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			doc, errs := gqlparser.LoadQueryWithRules(schema, string(archive.Files[0].Data), rules.NewDefaultRules())
			if errs != nil {
				t.Fatalf("%s: %v", name, errs)
			}
			for _, operation := range doc.Operations {
				showSelections(operation.SelectionSet, shown)
			}
		}
	}
	for name, definition := range schema.Types {
		of, isFeature := feature(name)
		if !isFeature {
			continue
		}
		for _, field := range definition.Fields {
			if !shown[of+"."+field.Name] {
				t.Errorf("no example has %s.%s", of, field.Name)
				shown[of+"."+field.Name] = true // one example is enough for all types of the feature
			}
		}
		for _, value := range definition.EnumValues {
			if !shown[of+"."+value.Name] {
				t.Errorf("no example has %s.%s", of, value.Name)
				shown[of+"."+value.Name] = true
			}
		}
	}
}

func showSelections(set ast.SelectionSet, shown map[string]bool) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if of, isFeature := feature(selection.ObjectDefinition.Name); isFeature {
				shown[of+"."+selection.Name] = true
			}
			for _, argument := range selection.Arguments {
				showValue(argument.Value, shown)
			}
			showSelections(selection.SelectionSet, shown)
		case *ast.InlineFragment:
			showSelections(selection.SelectionSet, shown)
		}
	}
}

func showValue(value *ast.Value, shown map[string]bool) {
	of, isFeature := "", false
	if value.Definition != nil {
		of, isFeature = feature(value.Definition.Name)
	}
	if isFeature && value.Kind == ast.EnumValue {
		shown[of+"."+value.Raw] = true
	}
	for _, child := range value.Children {
		if isFeature && value.Kind == ast.ObjectValue {
			shown[of+"."+child.Name] = true
		}
		showValue(child.Value, shown)
	}
}
