package planner

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
)

// Input values, once coerced by their schema types (GraphQL, October 2021, sections 3 and 6.4.1), are nil, a string
// (String, ID, enums and custom scalars), an int64, a float64, a bool, a []any, or an object. A literal and a variable of one
// value become the same.

// object is an input object's given fields in the order of the schema, so that no order of writing matters.
type object []entry

type entry struct {
	name  string
	value any
}

// arguments coerces a field's arguments: those that are given, and defaults for those that are not.
func (p *planner) arguments(field *ast.Field) (map[string]any, error) {
	return p.given(field.Definition.Arguments, field.Arguments)
}

// given does the same for the arguments of a field or of a directive.
func (p *planner) given(definitions ast.ArgumentDefinitionList, arguments ast.ArgumentList) (map[string]any, error) {
	values := make(map[string]any, len(definitions))
	for _, definition := range definitions {
		var raw any
		given := false
		if argument := arguments.ForName(definition.Name); argument != nil {
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
		value, err := p.coerce(definition.Type, raw)
		if wrong, isMisfit := errors.AsType[*misfit](err); isMisfit {
			return nil, argumentError(definition.Name+wrong.way, "%s", wrong.what)
		}
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

// misfit is a value that its type does not allow. The way down to it from the argument is put together only once there is
// one, since a filter has thousands of values.
type misfit struct{ way, what string }

func (m *misfit) Error() string { return m.way + ": " + m.what }

func misfits(format string, args ...any) error { return &misfit{what: fmt.Sprintf(format, args...)} }

// under puts a step before the way to a misfit.
func under(step string, err error) error {
	if wrong, isMisfit := errors.AsType[*misfit](err); isMisfit {
		wrong.way = step + wrong.way
	}
	return err
}

// coerce checks a raw value against its type. Its errors are a misfit, or that there are too many values.
func (p *planner) coerce(typ *ast.Type, raw any) (any, error) {
	text := 0
	switch value := raw.(type) {
	case string:
		text = len(value)
	case json.Number:
		text = len(value)
	}
	if err := p.meter.Value(text); err != nil {
		return nil, err
	}
	if raw == nil {
		if typ.NonNull {
			return nil, misfits("null is not a %s", typ)
		}
		return nil, nil
	}
	if typ.Elem != nil {
		return p.coerceList(typ, raw)
	}
	definition := p.op.Schema.Types[typ.NamedType]
	switch {
	case definition == nil:
		return nil, misfits("there is no type %s", typ.NamedType)
	case definition.Kind == ast.InputObject:
		return p.coerceObject(definition, raw)
	case definition.Kind == ast.Enum:
		if text, ok := raw.(string); ok && definition.EnumValues.ForName(text) != nil {
			return text, nil
		}
	case typ.NamedType == "Int":
		if n, ok := wholeNumber(raw); ok {
			if n < math.MinInt32 || n > math.MaxInt32 {
				return nil, misfits("%d is beyond a 32-bit Int", n)
			}
			return n, nil
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
		if n, ok := wholeNumber(raw); ok {
			return strconv.FormatInt(n, 10), nil
		}
		fallthrough
	default:
		if text, ok := raw.(string); ok {
			return text, checkText(text)
		}
	}
	return nil, misfits("%s is not a %s", describe(raw), typ.NamedType)
}

func (p *planner) coerceList(typ *ast.Type, raw any) (any, error) {
	elements := reflect.ValueOf(raw)
	if elements.Kind() != reflect.Slice {
		element, err := p.coerce(typ.Elem, raw)
		return []any{element}, err
	}
	list := make([]any, elements.Len())
	for i := range list {
		element, err := p.coerce(typ.Elem, elements.Index(i).Interface())
		if err != nil {
			return nil, under(fmt.Sprintf("[%d]", i), err)
		}
		list[i] = element
	}
	return list, nil
}

func (p *planner) coerceObject(definition *ast.Definition, raw any) (any, error) {
	fields, ok := raw.(map[string]any)
	if !ok {
		return nil, misfits("%s is not a %s", describe(raw), definition.Name)
	}
	given := object{}
	for _, field := range definition.Fields {
		value, has := fields[field.Name]
		if !has {
			if field.Type.NonNull {
				return nil, under("."+field.Name, misfits("a value is required"))
			}
			continue
		}
		coerced, err := p.coerce(field.Type, value)
		if err != nil {
			return nil, under("."+field.Name, err)
		}
		given = append(given, entry{field.Name, coerced})
	}
	for key := range fields {
		if definition.Fields.ForName(key) == nil {
			return nil, misfits("%s has no field %q", definition.Name, key)
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

// number returns the value of a number, however it was decoded.
func number(raw any) (float64, bool) {
	switch n := raw.(type) {
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	n, whole := wholeNumber(raw)
	return float64(n), whole
}

func checkText(text string) error {
	if strings.ContainsRune(text, 0) {
		return misfits("the character U+0000 is not allowed")
	}
	if !utf8.ValidString(text) {
		return misfits("it is not valid UTF-8")
	}
	return nil
}

// describe shows a wrong value, cut to a length that fits a message.
func describe(raw any) string {
	const most = 60
	switch value := raw.(type) {
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		if len(value) > most {
			raw = strings.ToValidUTF8(value[:most+1], "")
		}
	case json.Number:
		if len(value) > most {
			raw = value[:most+1]
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
