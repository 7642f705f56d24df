package oracle

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// object has the fields of an input object.
type object = map[string]any

// inputs are the variables of a query, with the schema for the types of arguments.
type inputs struct {
	schema    *ast.Schema
	variables map[string]any
}

// arguments returns a field's arguments, each nil, a string, an int64, a float64, a bool, a []any or an object. An absent
// argument has no key.
func (i inputs) arguments(f *ast.Field) object {
	given := object{}
	for _, d := range f.Definition.Arguments {
		value := d.DefaultValue
		if a := f.Arguments.ForName(d.Name); a != nil {
			value = a.Value
		}
		if value == nil {
			continue
		}
		raw, has := i.raw(value)
		switch {
		case has && d.Name == "at" && d.Type.NamedType == "Decimal" && raw != nil:
			given[d.Name] = written(raw) // a share, which has more decimal places than other numbers
		case has:
			given[d.Name] = i.typed(d.Type, raw)
		}
	}
	return given
}

// raw returns the value of a literal with its variables replaced, and whether there is a value: a variable can be absent.
func (i inputs) raw(value *ast.Value) (any, bool) {
	switch value.Kind {
	case ast.Variable:
		v, given := i.variables[value.Raw]
		return v, given
	case ast.NullValue:
		return nil, true
	case ast.IntValue, ast.FloatValue:
		return json.Number(value.Raw), true
	case ast.BooleanValue:
		return value.Raw == "true", true
	case ast.ListValue:
		list := []any{}
		for _, child := range value.Children {
			element, _ := i.raw(child.Value)
			list = append(list, element)
		}
		return list, true
	case ast.ObjectValue:
		fields := object{}
		for _, child := range value.Children {
			if field, given := i.raw(child.Value); given {
				fields[child.Name] = field
			}
		}
		return fields, true
	}
	return value.Raw, true
}

// stands reports whether @skip and @include keep a selection.
func (i inputs) stands(directives ast.DirectiveList) bool {
	for _, d := range directives {
		given := d.Arguments.ForName("if")
		if given == nil {
			continue
		}
		condition, _ := i.raw(given.Value)
		if d.Name == "skip" && condition == true || d.Name == "include" && condition == false {
			return false
		}
	}
	return true
}

// typed coerces a value to its type: a single value for a list becomes a list, an Int an int64, and an ID a string.
func (i inputs) typed(t *ast.Type, value any) any {
	switch {
	case value == nil && t.NonNull:
		refuse("null for a %s", t)
	case value == nil:
		return nil
	case t.Elem != nil:
		list := []any{}
		if given := reflect.ValueOf(value); given.Kind() == reflect.Slice {
			for at := range given.Len() {
				list = append(list, i.typed(t.Elem, given.Index(at).Interface()))
			}
			return list
		}
		return append(list, i.typed(t.Elem, value))
	}
	switch definition := i.schema.Types[t.NamedType]; {
	case definition.Kind == ast.InputObject:
		given, is := value.(object)
		if !is {
			refuse("%v is not a %s", value, t)
		}
		fields := object{}
		for name, field := range given {
			d := definition.Fields.ForName(name)
			if d == nil {
				refuse("%s has no field %s", t, name)
			}
			fields[name] = i.typed(d.Type, field)
			if d.Type.NamedType == "String" && name == "currency" {
				code := strings.ToUpper(model.Fold(fields[name].(string)))
				if !model.ValidCurrency(code) {
					refuse("%q is not a currency", code)
				}
				fields[name] = code
			}
		}
		return fields
	case t.NamedType == "Int":
		n, err := strconv.ParseInt(written(value), 10, 32)
		if err != nil {
			refuse("%v", err)
		}
		return n
	case t.NamedType == "Float":
		n, err := strconv.ParseFloat(fmt.Sprint(value), 64)
		if err != nil {
			refuse("%v", err)
		}
		return n
	case t.NamedType == "ID":
		return fmt.Sprint(value)
	case t.NamedType == "Boolean":
		return value
	}
	if cursor, is := value.(Cursor); is {
		return string(cursor)
	}
	text, is := value.(string)
	if !is && (t.NamedType == "Decimal" || t.NamedType == "PartialDate") {
		text, is = written(value), true
	}
	if !is {
		refuse("%v is not a %s", value, t)
	}
	switch t.NamedType {
	case "Decimal":
		number(text)
	case "PartialDate":
		if _, err := model.ParsePartialDate(text); err != nil {
			refuse("%v", err)
		}
	}
	return text
}

// written returns a number without zeros at the end of its fraction, and any other value unchanged.
func written(value any) string {
	text := fmt.Sprint(value)
	if _, is := value.(json.Number); is && strings.Contains(text, ".") && !strings.ContainsAny(text, "eE") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// number returns an Int or a Decimal as a rational number.
func number(value any) *big.Rat {
	if n, is := value.(int64); is {
		return big.NewRat(n, 1)
	}
	text, _ := value.(string)
	hundredths, err := model.ParseHundredths(text)
	if err != nil {
		refuse("%v", err)
	}
	return big.NewRat(hundredths, 100)
}

// theOne returns the only field of an object of which exactly one field is required.
func theOne(given object) (string, any) {
	if len(given) != 1 {
		refuse("%d fields are given in the place of one", len(given))
	}
	for name, value := range given {
		if value != nil {
			return name, value
		}
	}
	refuse("a null is given in the place of a field")
	return "", nil
}
