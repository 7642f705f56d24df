package rules

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// given is a value from a client: a literal of a document, or JSON.
type given struct {
	literal *ast.Value
	json    any
}

// form is the syntactic form of a value, whatever its type.
type form uint8

const (
	aNull form = iota
	aVariable
	aTruth
	aNumber
	aText
	aName // of an enum value; JSON uses strings for these
	aList
	anObject
)

func (v given) form() form {
	if v.literal != nil {
		switch v.literal.Kind {
		case ast.Variable:
			return aVariable
		case ast.IntValue, ast.FloatValue:
			return aNumber
		case ast.StringValue, ast.BlockValue:
			return aText
		case ast.BooleanValue:
			return aTruth
		case ast.NullValue:
			return aNull
		case ast.EnumValue:
			return aName
		case ast.ListValue:
			return aList
		case ast.ObjectValue:
			return anObject
		default:
			panic("rules: a literal of an unknown kind")
		}
	}
	switch v.json.(type) {
	case nil:
		return aNull
	case bool:
		return aTruth
	case json.Number:
		return aNumber
	case map[string]any:
		return anObject
	}
	switch reflect.TypeOf(v.json).Kind() {
	case reflect.Slice:
		return aList
	case reflect.String:
		return aText
	}
	return aNumber
}

// text returns the text of a string or name, the digits of a number, and all else as JSON.
func (v given) text() string {
	if v.literal != nil {
		return v.literal.Raw
	}
	if text, is := v.json.(string); is {
		return text
	}
	text, err := json.Marshal(v.json)
	if err != nil {
		return ""
	}
	return string(text)
}

func (v given) position() *ast.Position {
	if v.literal == nil {
		return nil
	}
	return v.literal.Position
}

// elements returns the elements of a list.
func (v given) elements() []given {
	var all []given
	if v.literal != nil {
		for _, child := range v.literal.Children {
			all = append(all, given{literal: child.Value})
		}
		return all
	}
	list := reflect.ValueOf(v.json)
	for i := range list.Len() {
		all = append(all, given{json: list.Index(i).Interface()})
	}
	return all
}

// has reports whether an object has a field with this name.
func (v given) has(name string) bool {
	if v.literal != nil {
		return v.literal.Children.ForName(name) != nil
	}
	_, has := v.json.(map[string]any)[name]
	return has
}

// member is a field of an object with its value.
type member struct {
	name  string
	at    *ast.Position
	value given
}

// members returns the fields of an object. A literal can contain a field twice, which another rule reports; both are
// returned with their values.
func (v given) members() []member {
	var all []member
	if v.literal != nil {
		for _, child := range v.literal.Children {
			all = append(all, member{child.Name, child.Position, given{literal: child.Value}})
		}
		return all
	}
	object := v.json.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		all = append(all, member{name: name, value: given{json: object[name]}})
	}
	return all
}
