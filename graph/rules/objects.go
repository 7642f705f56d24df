package rules

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// unknownField says that an input object has no field of a name, and what may be meant.
func (c *check) unknownField(of *ast.Definition, v given, name string) string {
	message := of.Name + " has no field " + show(name) + "."
	names := namesOf(of.Fields, fieldName)
	if hints := nearest(name, names); len(hints) > 0 {
		return message + didYouMean(hints) + " Its fields are " + oneOf(names, "and") + "."
	}
	if ways := below(c.schema, of, name); len(ways) > 0 {
		for i, way := range ways {
			ways[i] = written(v, "{"+way+"}")
		}
		return message + " Did you mean " + oneOf(ways, "or") + "?"
	}
	return message + " Its fields are " + oneOf(names, "and") + "."
}

// example writes an input object with what was given in its place.
func (c *check) example(of *ast.Definition, v given) string {
	text, value := v.text(), shown(v)
	if form := v.form(); form == aText || form == aName {
		for _, field := range of.Fields {
			values := c.schema.Types[field.Type.Name()].EnumValues
			switch {
			case len(values) == 0:
			case field.Name == text:
				return "an object, such as " + written(v, "{"+text+": "+values[0].Name+"}")
			case values.ForName(text) != nil:
				return "an object, such as " + written(v, "{"+field.Name+": "+text+"}")
			}
		}
	}
	if eq := of.Fields.ForName("eq"); eq != nil {
		return "an object that says how to compare, such as " + filled(v, "{eq: …}", toCompare(eq.Type.Name(), v))
	}
	if ways := below(c.schema, of, "eq"); len(ways) > 0 && !strings.HasSuffix(of.Name, "Order") {
		way := ways[0]
		if by := of.Fields.ForName("name"); by != nil && v.form() == aText && !strings.Contains(v.text(), ":") { // which an id has
			way = enclosed(of, by.Name, "eq: …")
		}
		return "an object that says what to compare and how, such as " + filled(v, "{"+way+"}", value)
	}
	return "an object with some of its fields, which are " + oneOf(namesOf(of.Fields, fieldName), "and")
}

// toCompare writes a value as a type has it, where it needs quotes that it has not, or has some that it does not need.
func toCompare(typeName string, v given) string {
	form, text := v.form(), v.text()
	switch {
	case (typeName == "String" || typeName == "ID") && (form == aNumber || form == aTruth || form == aName):
		return show(text)
	case typeName == "Int" && form == aText && isInt(text), typeName == "Boolean" && form == aText && (text == "true" || text == "false"):
		return text
	case typeName == "PartialDate" && form == aNumber && len(text) == len("2021"):
		return show(text)
	}
	return shown(v)
}

var (
	keyOfObject = regexp.MustCompile(`\w+:`)
	enumValue   = regexp.MustCompile(`: ([A-Z_]+)\b`)
)

// written writes an object as the client would: in JSON its names stand in quotes.
func written(v given, object string) string {
	if v.literal == nil {
		object = keyOfObject.ReplaceAllStringFunc(object, func(key string) string { return show(key[:len(key)-1]) + ":" })
		object = enumValue.ReplaceAllString(object, `: "$1"`)
	}
	return object
}

// filled does the same with a value in the place of the ellipsis.
func filled(v given, object, value string) string {
	return strings.Replace(written(v, object), "…", value, 1)
}
