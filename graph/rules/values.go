package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/stakegraph/stakegraph/graph/model"
)

// valuesOfCorrectType: a literal has the type of its argument, field or variable. Custom scalars are parsed by the code
// that uses their values.
func valuesOfCorrectType(observers *core.Events, add core.AddErrFunc) {
	check := func(schema *ast.Schema, t *ast.Type, value *ast.Value, what string, at step) {
		c := check{schema: schema, left: mostErrors, tell: func(where *step, at *ast.Position, message string) {
			add(core.Message("%s `%s`: %s", what, where, message), core.At(at))
		}}
		c.value(t, given{literal: value}, &at)
	}
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		for _, a := range field.Arguments {
			if field.Definition != nil && field.Definition.Arguments.ForName(a.Name) != nil {
				check(walker.Schema, field.Definition.Arguments.ForName(a.Name).Type, a.Value, "argument", step{name: a.Name})
			}
		}
	})
	observers.OnDirective(func(walker *core.Walker, d *ast.Directive) {
		for _, a := range d.Arguments {
			if d.Definition != nil && d.Definition.Arguments.ForName(a.Name) != nil {
				at := step{before: &step{name: "@" + d.Name}, name: a.Name}
				check(walker.Schema, d.Definition.Arguments.ForName(a.Name).Type, a.Value, "argument", at)
			}
		}
	})
	observers.OnVariable(func(walker *core.Walker, v *ast.VariableDefinition) {
		if v.DefaultValue != nil {
			check(walker.Schema, v.Type, v.DefaultValue, "default of variable", step{name: "$" + v.Variable})
		}
	})
}

// mostErrors is the maximum number of errors in one value, or in the variables of a request.
const mostErrors = 50

// check checks a value against a type and reports each invalid part.
type check struct {
	schema *ast.Schema
	left   int // remaining errors, since each takes time to format
	tell   func(where *step, at *ast.Position, message string)
}

// value checks a value. It returns the JSON of a valid value, in which integers such as 2.0 for an Int are written
// without a decimal point, and whether that differs from the given value.
func (c *check) value(t *ast.Type, v given, at *step) (fitting any, changed bool) {
	form := v.form()
	switch {
	case form == aVariable, c.left == 0:
		return nil, false
	case form == aNull:
		if t.NonNull {
			c.wrong(at, v, "null is not allowed: a value of type "+t.String()+" is required")
		}
		return nil, false
	case t.Elem != nil && form == aList:
		return c.list(t, v, at)
	case t.Elem != nil:
		return c.value(t.Elem, v, at)
	}
	definition := c.schema.Types[t.NamedType]
	switch {
	case definition == nil: // another rule reports it
	case form == aList:
		c.wrong(at, v, isNot(v, definition)+": "+c.withoutList(definition, v))
	case definition.Kind == ast.InputObject && form == anObject:
		return c.object(definition, v, at)
	case definition.Kind == ast.InputObject:
		c.wrong(at, v, isNot(v, definition)+": write "+c.advise(definition, v))
	case definition.Kind == ast.Enum:
		c.enum(definition, v, at)
	case definition.BuiltIn:
		return c.scalar(definition, v, at)
	}
	return v.json, false
}

// withoutList returns what to write instead of a list.
func (c *check) withoutList(definition *ast.Definition, v given) string {
	if elements := v.elements(); definition.Kind == ast.InputObject && len(elements) > 0 && elements[0].form() != anObject {
		if len(elements) == 1 {
			v = elements[0]
		}
		return "write " + c.advise(definition, v)
	}
	if definition.Fields.ForName("or") != nil {
		return "write one value, without brackets; to combine conditions, write " + written(v, "{or: […]}")
	}
	return "write one value, without brackets"
}

func (c *check) wrong(at *step, v given, message string) { c.report(at, v.position(), message) }

func (c *check) report(where *step, at *ast.Position, message string) {
	if c.left > 0 {
		c.left--
		c.tell(where, at, message)
	}
}

func (c *check) list(t *ast.Type, v given, at *step) (any, bool) {
	elements := v.elements()
	var fitting []any
	for i, element := range elements {
		if value, changed := c.value(t.Elem, element, &step{before: at, index: i}); changed {
			if fitting == nil {
				for _, e := range elements {
					fitting = append(fitting, e.json)
				}
			}
			fitting[i] = value
		}
	}
	if fitting == nil {
		return v.json, false
	}
	return fitting, true
}

func (c *check) object(definition *ast.Definition, v given, at *step) (any, bool) {
	fields, _ := v.json.(map[string]any)
	isChanged := false
	members := v.members()
	if definition.Directives.ForName("oneOf") != nil {
		c.one(definition, v, members, at)
	}
	for _, m := range members {
		field := definition.Fields.ForName(m.name)
		if c.left == 0 {
			break
		}
		if field == nil {
			c.report(&step{before: at, name: cut(m.name)}, m.at, c.unknownField(definition, v, m, at))
			continue
		}
		if value, changed := c.value(field.Type, m.value, &step{before: at, name: m.name}); changed {
			if !isChanged {
				fields, isChanged = maps.Clone(fields), true
			}
			fields[m.name] = value
		}
	}
	for _, field := range definition.Fields {
		if !v.has(field.Name) && field.Type.NonNull && field.DefaultValue == nil {
			c.wrong(&step{before: at, name: field.Name}, v, "a value of type "+field.Type.String()+" is required")
		}
	}
	return fields, isChanged
}

func (c *check) enum(definition *ast.Definition, v given, at *step) {
	form, text := v.form(), v.text()
	isText := form == aText && v.literal != nil
	if definition.EnumValues.ForName(text) != nil && (form == aName || form == aText) {
		if isText {
			c.wrong(at, v, isNot(v, definition)+": write it without quotes, as "+text)
		}
		return
	}
	names := namesOf(definition.EnumValues, func(e *ast.EnumValueDefinition) string { return e.Name })
	allowed := "the values are " + oneOf(names, "and")
	if hints := nearest(text, names); len(hints) > 0 {
		allowed = "did you mean " + oneOf(hints, "or") + "? The values are " + oneOf(names, "and")
	}
	if text == "" && form == aText {
		allowed = "it is empty; to leave the value out, omit it or send null; " + allowed
	}
	c.wrong(at, v, isNot(v, definition)+": "+allowed)
}

func (c *check) scalar(definition *ast.Definition, v given, at *step) (any, bool) {
	form, text := v.form(), v.text()
	advice := ""
	switch definition.Name {
	case "Int":
		digits, isNumber := model.PlainNumber(text)
		_, err := strconv.ParseInt(digits, 10, 64)
		switch {
		case form == aNumber && isNumber && errors.Is(err, strconv.ErrRange):
			c.wrong(at, v, fmt.Sprintf("%s is out of range for Int: write a number from %d to %d", shown(v), math.MinInt32, math.MaxInt32))
			return v.json, false
		case form == aNumber && isNumber && err == nil: // the code that reads the value reports more than 32 bits
			if v.literal == nil && digits != text {
				return json.Number(digits), true
			}
			return v.json, false
		case form == aText && isInt(text):
			advice = "write it without quotes, as " + text
		default:
			advice = "write a whole number, such as 10"
		}
	case "Float":
		_, err := strconv.ParseFloat(text, 64)
		switch {
		case form == aNumber && err == nil:
			return v.json, false
		case form == aText && err == nil:
			advice = "write it without quotes, as " + text
		default:
			advice = "write a number, such as 0.5"
		}
	case "Boolean":
		switch {
		case form == aTruth:
			return v.json, false
		case form == aText && (text == "true" || text == "false"):
			advice = "write it without quotes, as " + text
		default:
			advice = "write true or false"
		}
	case "ID":
		if form == aText || form == aNumber && whole(text) {
			return v.json, false
		}
		advice = `write text in double quotes, such as "firm:uisee"`
	default:
		if form == aText {
			return v.json, false
		}
		advice = "write text in double quotes"
		if form == aNumber || form == aTruth || form == aName {
			advice = "write it in double quotes, as " + show(text)
		}
	}
	c.wrong(at, v, isNot(v, definition)+": "+advice)
	return v.json, false
}

// whole reports whether a number is written as an integer, of any length.
func whole(number string) bool { return !strings.ContainsAny(number, ".eE") }

func isInt(text string) bool {
	n, err := strconv.ParseInt(text, 10, 64)
	return err == nil && math.MinInt32 <= n && n <= math.MaxInt32
}
