package planner

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
)

// Input values, once coerced by their schema types (GraphQL, October 2021, sections 3 and 6.4.1), are nil, a string
// (String, ID, enums and custom scalars), an int64, a bool, a []any, or an object. A literal and a variable of one
// value become the same.

// object is an input object's given fields in the order of the schema, so that no order of writing matters.
type object []entry

type entry struct {
	name  string
	value any
}

// arguments coerces a field's arguments: those that are given, and defaults for those that are not.
func (p *planner) arguments(field *ast.Field) (map[string]any, error) {
	values := make(map[string]any, len(field.Definition.Arguments))
	for _, definition := range field.Definition.Arguments {
		var raw any
		given := false
		if argument := field.Arguments.ForName(definition.Name); argument != nil {
			raw, given = p.raw(argument.Value)
		}
		if !given && definition.DefaultValue != nil {
			raw, given = p.raw(definition.DefaultValue)
		}
		if !given {
			if definition.Type.NonNull {
				return nil, argumentError(definition.Name, "a value is required")
			}
			continue
		}
		value, err := p.coerce(definition.Name, definition.Type, raw)
		if err != nil {
			return nil, err
		}
		values[definition.Name] = value
	}
	return values, nil
}

// raw returns a literal's value with variables in their places, and whether there is one: a variable can be absent.
func (p *planner) raw(value *ast.Value) (any, bool) {
	switch value.Kind {
	case ast.Variable:
		v, given := p.op.Variables[value.Raw]
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
			v, _ := p.raw(child.Value) // an absent variable in a list is null
			list = append(list, v)
		}
		return list, true
	case ast.ObjectValue:
		fields := make(map[string]any, len(value.Children))
		for _, child := range value.Children {
			if v, given := p.raw(child.Value); given {
				fields[child.Name] = v
			}
		}
		return fields, true
	}
	return nil, true
}

// coerce checks a raw value against its type. The name is that of the argument with the way down to the value.
func (p *planner) coerce(name string, typ *ast.Type, raw any) (any, error) {
	if raw == nil {
		if typ.NonNull {
			return nil, argumentError(name, "null is not a %s", typ)
		}
		return nil, nil
	}
	if typ.Elem != nil {
		return p.coerceList(name, typ, raw)
	}
	definition := p.op.Schema.Types[typ.NamedType]
	switch {
	case definition == nil:
		return nil, argumentError(name, "there is no type %s", typ.NamedType)
	case definition.Kind == ast.InputObject:
		return p.coerceObject(name, definition, raw)
	case definition.Kind == ast.Enum:
		if text, ok := raw.(string); ok && definition.EnumValues.ForName(text) != nil {
			return text, nil
		}
	case typ.NamedType == "Int":
		if n, ok := wholeNumber(raw); ok {
			if n < math.MinInt32 || n > math.MaxInt32 {
				return nil, argumentError(name, "%d is beyond a 32-bit Int", n)
			}
			return n, nil
		}
	case typ.NamedType == "Boolean":
		if v, ok := raw.(bool); ok {
			return v, nil
		}
	case typ.NamedType == "ID":
		if n, ok := wholeNumber(raw); ok {
			return strconv.FormatInt(n, 10), nil
		}
		fallthrough
	default:
		if text, ok := raw.(string); ok {
			return text, checkText(name, text)
		}
	}
	return nil, argumentError(name, "%s is not a %s", describe(raw), typ.NamedType)
}

func (p *planner) coerceList(name string, typ *ast.Type, raw any) (any, error) {
	elements := reflect.ValueOf(raw)
	if elements.Kind() != reflect.Slice {
		element, err := p.coerce(name, typ.Elem, raw)
		return []any{element}, err
	}
	list := make([]any, elements.Len())
	for i := range list {
		element, err := p.coerce(fmt.Sprintf("%s[%d]", name, i), typ.Elem, elements.Index(i).Interface())
		if err != nil {
			return nil, err
		}
		list[i] = element
	}
	return list, nil
}

func (p *planner) coerceObject(name string, definition *ast.Definition, raw any) (any, error) {
	fields, ok := raw.(map[string]any)
	if !ok {
		return nil, argumentError(name, "%s is not a %s", describe(raw), definition.Name)
	}
	given := object{}
	for _, field := range definition.Fields {
		value, has := fields[field.Name]
		if !has {
			if field.Type.NonNull {
				return nil, argumentError(name+"."+field.Name, "a value is required")
			}
			continue
		}
		coerced, err := p.coerce(name+"."+field.Name, field.Type, value)
		if err != nil {
			return nil, err
		}
		given = append(given, entry{field.Name, coerced})
	}
	for key := range fields {
		if definition.Fields.ForName(key) == nil {
			return nil, argumentError(name, "%s has no field %q", definition.Name, key)
		}
	}
	return given, nil
}

// wholeNumber returns the value of a number without a fraction, however it was decoded.
func wholeNumber(raw any) (int64, bool) {
	switch n := raw.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	case int32:
		return int64(n), true
	case float64:
		return int64(n), n == math.Trunc(n) && math.Abs(n) < 1<<53
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return i, true
		}
	}
	return 0, false
}

func checkText(name, text string) error {
	if strings.ContainsRune(text, 0) {
		return argumentError(name, "the character U+0000 is not allowed")
	}
	if !utf8.ValidString(text) {
		return argumentError(name, "it is not valid UTF-8")
	}
	return nil
}

// describe shows a wrong value, cut to a length that fits a message.
func describe(raw any) string {
	text, err := json.Marshal(raw)
	if err != nil {
		return "the value"
	}
	const most = 60
	if len(text) > most {
		return strings.ToValidUTF8(string(text[:most]), "") + "…"
	}
	return string(text)
}
