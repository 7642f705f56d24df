package rules

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// given is a value as a client gave it: a literal of a document, or JSON.
type given struct {
	literal *ast.Value
	json    any
}

// form is what a value looks like, whatever its type.
type form uint8

const (
	aNull form = iota
	aVariable
	aTruth
	aNumber
	aText
	aName // of an enum; JSON has texts for these
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
		}
	}
	switch v.json.(type) {
	case nil:
		return aNull
	case bool:
		return aTruth
	case json.Number:
		return aNumber
	case string:
		return aText
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

// text returns the text of a text or of a name, and the digits of a number.
func (v given) text() string {
	switch {
	case v.literal != nil:
		return v.literal.Raw
	case v.form() == aNumber:
		if f, is := v.json.(float64); is {
			return strconv.FormatFloat(f, 'g', -1, 64)
		}
	}
	text, err := json.Marshal(v.json)
	if s, is := v.json.(string); is {
		return s
	}
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

// field returns a field of an object, and whether it has one.
func (v given) field(name string) (given, bool) {
	if v.literal != nil {
		child := v.literal.Children.ForName(name)
		return given{literal: child}, child != nil
	}
	value, has := v.json.(map[string]any)[name]
	return given{json: value}, has
}

// member is a field of an object, by its name.
type member struct {
	name string
	at   *ast.Position
}

// members returns the fields of an object.
func (v given) members() []member {
	var all []member
	if v.literal != nil {
		for _, child := range v.literal.Children {
			all = append(all, member{child.Name, child.Position})
		}
		return all
	}
	for _, name := range slices.Sorted(maps.Keys(v.json.(map[string]any))) {
		all = append(all, member{name: name})
	}
	return all
}
