package input

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Coerced input values (GraphQL, October 2021, sections 3 and 6.4.1) are nil, a string (String, ID, enums and custom
// scalars), an int64, a float64, a bool, a []any, or an Object. A literal and a variable with the same value give the
// same result.

// Object contains the given fields of an input object in the order of the schema, so the order in the document does not
// matter.
type Object []Entry

// Entry is one field of an input object.
type Entry struct {
	Name  string
	Value any
}

// Reader coerces the arguments of one operation.
type Reader struct {
	Schema    *ast.Schema
	Variables map[string]any // the given values and the defaults; an absent variable has no key
	Meter     plan.Meter
}

// Arguments coerces a field's arguments, with defaults for those that are not given.
func (r *Reader) Arguments(field *ast.Field) (map[string]any, error) {
	return r.Given(field.Definition.Arguments, field.Arguments)
}

// Given does the same for some of the arguments of a field.
func (r *Reader) Given(definitions ast.ArgumentDefinitionList, arguments ast.ArgumentList) (map[string]any, error) {
	values := make(map[string]any, len(definitions))
	for _, definition := range definitions {
		var raw any
		given := false
		if argument := arguments.ForName(definition.Name); argument != nil {
			raw, given = r.Raw(argument.Value)
		}
		if !given && definition.DefaultValue != nil {
			raw, given = r.Raw(definition.DefaultValue)
		}
		if !given {
			if definition.Type.NonNull {
				return nil, Wrong(definition.Name, "a value of type %s is required", definition.Type)
			}
			continue
		}
		value, err := r.coerce(definition.Type, raw)
		if wrong, isMisfit := errors.AsType[*misfit](err); isMisfit {
			return nil, Wrong(definition.Name+wrong.path, "%s", wrong.what)
		}
		if err != nil {
			return nil, err
		}
		values[definition.Name] = value
	}
	return values, nil
}

// Raw returns the value of a literal with its variables replaced. It returns false for an absent variable.
func (r *Reader) Raw(value *ast.Value) (any, bool) {
	switch value.Kind {
	case ast.Variable:
		v, given := r.Variables[value.Raw]
		return v, given
	case ast.IntValue, ast.FloatValue:
		return json.Number(value.Raw), true
	case ast.StringValue, ast.BlockValue, ast.EnumValue:
		return value.Raw, true
	case ast.BooleanValue:
		return value.Raw == "true", true
	case ast.ListValue:
		list := make([]any, 0, len(value.Children))
		for _, child := range value.Children {
			v, _ := r.Raw(child.Value) // an absent variable in a list is null
			list = append(list, v)
		}
		return list, true
	case ast.ObjectValue:
		fields := make(map[string]any, len(value.Children))
		for _, child := range value.Children {
			if v, given := r.Raw(child.Value); given {
				fields[child.Name] = v
			}
		}
		return fields, true
	}
	return nil, true
}

// misfit reports a value that its type does not allow. Its path from the argument is only built after an error, since a
// filter can have thousands of values.
type misfit struct{ path, what string }

func (m *misfit) Error() string { return m.path + ": " + m.what }

func misfits(format string, args ...any) error { return &misfit{what: fmt.Sprintf(format, args...)} }

// under adds a step at the start of the path of a misfit.
func under(step string, err error) error {
	if wrong, isMisfit := errors.AsType[*misfit](err); isMisfit {
		wrong.path = step + wrong.path
	}
	return err
}

// coerce checks a raw value against its type. Its errors are a misfit, or a plan.LimitError for too many values.
func (r *Reader) coerce(typ *ast.Type, raw any) (any, error) {
	text := 0
	switch value := raw.(type) {
	case string:
		text = len(value)
	case json.Number:
		text = len(value)
	default:
		if named := reflect.ValueOf(raw); named.Kind() == reflect.String { // a string type of the calling program
			raw, text = named.String(), named.Len()
		}
	}
	if err := r.Meter.Value(text); err != nil {
		return nil, err
	}
	if raw == nil {
		if typ.NonNull {
			return nil, misfits("null is not allowed: a value of type %s is required", typ)
		}
		return nil, nil
	}
	if typ.Elem != nil {
		return r.coerceList(typ, raw)
	}
	definition := r.Schema.Types[typ.NamedType]
	switch {
	case definition.Kind == ast.InputObject:
		return r.coerceObject(definition, raw)
	case definition.Kind == ast.Enum:
		if text, ok := raw.(string); ok && definition.EnumValues.ForName(text) != nil {
			return text, nil
		}
	case typ.NamedType == "Int":
		if n, ok := wholeNumber(raw); ok && math.MinInt32 <= n && n <= math.MaxInt32 {
			return n, nil
		}
		if digits, ok := plain(raw); ok && !strings.Contains(digits, ".") {
			return nil, misfits("%s is out of range for Int: write a number from %d to %d", Describe(raw), math.MinInt32, math.MaxInt32)
		}
	case typ.NamedType == "Float":
		if n, ok := number(raw); ok {
			return n, nil
		}
	case typ.NamedType == "Boolean":
		if v, ok := raw.(bool); ok {
			return v, nil
		}
	case typ.NamedType == "ID":
		if digits, ok := plain(raw); ok && !strings.Contains(digits, ".") {
			return digits, nil
		}
		return coerceText(typ.NamedType, raw)
	case typ.NamedType == "Decimal":
		if digits, ok := plain(raw); ok {
			return digits, nil // how many decimal places are allowed depends on the field
		}
		if _, isText := raw.(string); !isText {
			return nil, misfits("%s", NotDecimal(raw))
		}
		return coerceText(typ.NamedType, raw)
	case typ.NamedType == "PartialDate":
		if digits, ok := plain(raw); ok {
			if _, err := model.ParsePartialDate(digits); err == nil {
				return digits, nil
			}
			return nil, misfits("%s", NotDate(raw, digits))
		}
		return coerceText(typ.NamedType, raw)
	default:
		return coerceText(typ.NamedType, raw)
	}
	return nil, wrongKind(typ.NamedType, raw)
}

func coerceText(typeName string, raw any) (any, error) {
	text, isText := raw.(string)
	switch {
	case !isText:
		return nil, wrongKind(typeName, raw)
	case strings.ContainsRune(text, 0):
		return nil, misfits("the text contains the character U+0000, which is not allowed: remove it")
	case !utf8.ValidString(text):
		return nil, misfits("the text is not valid UTF-8")
	}
	return text, nil
}

// examples are values of the scalar types, for messages.
var examples = map[string]string{
	"Int": "a whole number, such as 10", "Float": "a number, such as 0.5", "Boolean": "true or false",
	"String": "text in double quotes", "ID": `text in double quotes, such as "firm:uisee"`, "Decimal": aDecimal, "PartialDate": aDate,
}

const (
	aDecimal = `a number with at most two decimal places, such as 1000000000 or "12.50"`
	aDate    = `YYYY, YYYY-MM or YYYY-MM-DD, such as "2021-01-25"`
)

// wrongKind reports that a value does not have a type, with an example of that type.
func wrongKind(typeName string, raw any) error {
	article := "a"
	if strings.ContainsAny(typeName[:1], "AEIOU") {
		article = "an"
	}
	if example, known := examples[typeName]; known {
		return misfits("%s is not %s %s: write %s", Describe(raw), article, typeName, example)
	}
	return misfits("%s is not %s %s", Describe(raw), article, typeName)
}

func (r *Reader) coerceList(typ *ast.Type, raw any) (any, error) {
	elements := reflect.ValueOf(raw)
	if elements.Kind() != reflect.Slice {
		element, err := r.coerce(typ.Elem, raw)
		return []any{element}, err
	}
	list := make([]any, elements.Len())
	for i := range list {
		element, err := r.coerce(typ.Elem, elements.Index(i).Interface())
		if err != nil {
			return nil, under(fmt.Sprintf("[%d]", i), err)
		}
		list[i] = element
	}
	return list, nil
}

func (r *Reader) coerceObject(definition *ast.Definition, raw any) (any, error) {
	fields, ok := raw.(map[string]any)
	if !ok {
		return nil, wrongKind(definition.Name, raw)
	}
	given := Object{}
	for _, field := range definition.Fields {
		value, has := fields[field.Name]
		if !has {
			if field.Type.NonNull {
				return nil, under("."+field.Name, misfits("a value of type %s is required", field.Type))
			}
			continue
		}
		coerced, err := r.coerce(field.Type, value)
		if err != nil {
			return nil, under("."+field.Name, err)
		}
		given = append(given, Entry{field.Name, coerced})
	}
	for key := range fields {
		if definition.Fields.ForName(key) == nil {
			return nil, misfits("unknown field %q of %s", key, definition.Name)
		}
	}
	if definition.Directives.ForName("oneOf") != nil && (len(given) != 1 || given[0].Value == nil) {
		return nil, misfits("exactly one field of %s is required, with a value", definition.Name)
	}
	return given, nil
}

// Describe returns an invalid value as text, shortened to fit a message.
func Describe(raw any) string {
	const most = 60
	switch value := raw.(type) {
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		if len(value) > most {
			// Up to three bytes are lost with a character that is cut; more than most must remain.
			raw = strings.ToValidUTF8(value[:min(len(value), most+utf8.UTFMax-1)], "")
		}
	}
	text, err := json.Marshal(raw)
	if err != nil {
		return "the value"
	}
	if len(text) > most {
		return strings.ToValidUTF8(string(text[:most]), "") + "…"
	}
	return string(text)
}
