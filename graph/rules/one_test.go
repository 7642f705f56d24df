package rules_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/stakegraph/stakegraph/graph/rules"
)

// decision is whether a document that uses an input type with @oneOf is accepted. The file is shared with
// .ci/clients/oneof.mjs, which compares the decisions with those of graphql-js and explains the letters.
type decision struct {
	Name, Document string
	Variables      json.RawMessage
	Accepted       bool
}

// TestOneOf checks for each input type with @oneOf that exactly one field is accepted, in literals, in variables and in
// parts of variables, as in graphql-js.
func TestOneOf(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile("../../.ci/clients/oneof.json")
	if err != nil {
		t.Fatal(err)
	}
	var decisions []decision
	if err := json.Unmarshal(written, &decisions); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for name, of := range gqlparser.MustLoadSchema(&ast.Source{Input: string(text)}).Types {
		if of.Directives.ForName("oneOf") == nil {
			continue
		}
		schema := gqlparser.MustLoadSchema(&ast.Source{Input: string(text) + fmt.Sprintf(`
			input Outer%s { inner: %[1]s }
			extend type Query { probe(v: %[1]s): Int outer(v: Outer%[1]s): Int list(v: [%[1]s!]): Int }`, name)})
		letters := letters{schema, of}
		for _, d := range decisions {
			if len(of.Fields) < 2 && strings.Contains(d.Document+string(d.Variables), "B") {
				continue
			}
			compared++
			if accepted, message := letters.accepts(t, d); accepted != d.Accepted {
				t.Errorf("%s of %s: accepted is %t: %s", d.Name, name, accepted, message)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d decisions were compared", compared)
	}
}

// letters replaces the letters in decisions for one type.
type letters struct {
	schema *ast.Schema
	of     *ast.Definition
}

func (l letters) accepts(t *testing.T, d decision) (accepted bool, message string) {
	t.Helper()
	text := l.filled(d.Document, l.literal)
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var found []string
	observers := &core.Events{}
	for _, rule := range rules.All() {
		rule.RuleFunc(observers, func(options ...core.ErrorOption) {
			var err gqlerror.Error
			for _, option := range options {
				option(&err)
			}
			found = append(found, err.Message)
		})
	}
	core.Walk(l.schema, doc, observers)
	if found != nil {
		return false, strings.Join(found, "\n")
	}
	variables := map[string]any{}
	if d.Variables != nil {
		given := l.filled(regexp.MustCompile(`"(1[AB])"`).ReplaceAllString(string(d.Variables), "$1"), l.json)
		if err := json.Unmarshal([]byte(given), &variables); err != nil {
			t.Fatalf("%s: %v", given, err)
		}
	}
	_, errs := rules.Variables(l.schema, doc.Operations[0], variables)
	return errs == nil, fmt.Sprint(errs)
}

var letter = regexp.MustCompile(`\b(1[AB]|T[AB]|(?:Outer)?T|[AB])\b`)

func (l letters) filled(text string, value func(*ast.Type) string) string {
	return letter.ReplaceAllStringFunc(text, func(found string) string {
		field := l.of.Fields[0]
		if strings.HasSuffix(found, "B") {
			field = l.of.Fields[1]
		}
		switch found {
		case "1A", "1B":
			return value(field.Type)
		case "TA", "TB":
			return field.Type.String()
		case "A", "B":
			return field.Name
		}
		return strings.Replace(found, "T", l.of.Name, 1)
	})
}

// needed returns the fields that a value of an input type needs.
func needed(of *ast.Definition) (fields ast.FieldList) {
	if of.Directives.ForName("oneOf") != nil {
		return of.Fields[:1]
	}
	for _, field := range of.Fields {
		if field.Type.NonNull {
			fields = append(fields, field)
		}
	}
	return fields
}

func (l letters) literal(of *ast.Type) string {
	return l.value(of, func(name string) string { return name }, func(enum string) string { return enum })
}

func (l letters) json(of *ast.Type) string {
	quoted := func(text string) string { return `"` + text + `"` }
	return l.value(of, quoted, quoted)
}

func (l letters) value(of *ast.Type, name, enum func(string) string) string {
	definition := l.schema.Types[of.Name()]
	switch definition.Kind {
	case ast.Enum:
		return enum(definition.EnumValues[0].Name)
	case ast.InputObject:
		var members []string
		for _, field := range needed(definition) {
			members = append(members, name(field.Name)+": "+l.value(field.Type, name, enum))
		}
		return "{" + strings.Join(members, ", ") + "}"
	}
	return `"CNY"`
}

// TestOneOfFields checks that the fields of an input type with @oneOf are nullable and have no default, which gqlparser does
// not check.
func TestOneOfFields(t *testing.T) {
	for name, of := range loadSchema(t).Types {
		exactlyOne := strings.Contains(of.Description, "Set exactly one field.")
		if isOneOf := of.Directives.ForName("oneOf") != nil; isOneOf != exactlyOne {
			t.Errorf("%s: its description says exactly one: %t, and it has @oneOf: %t", name, exactlyOne, isOneOf)
		} else if !isOneOf {
			continue
		}
		for _, field := range of.Fields {
			if field.Type.NonNull || field.DefaultValue != nil {
				t.Errorf("%s.%s cannot be omitted, or has a default", name, field.Name)
			}
		}
	}
}
