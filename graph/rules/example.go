package rules

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	sayHow  = " with an operator"
	sayWhat = " with a field and an operator"
)

// advise describes what to write instead of a value that is not an input object of a type.
func (c *check) advise(of *ast.Definition, v given) string {
	text, what := c.example(of, v)
	if text == "" {
		return "an object; its fields are " + oneOf(namesOf(of.Fields, fieldName), "and")
	}
	return "an object" + what + ", such as " + text
}

// example returns an input object that contains the given value, and words for its contents. It returns "" if no field
// of the object accepts the value.
func (c *check) example(of *ast.Definition, v given) (text, what string) {
	isName := v.form() == aText || v.form() == aName
	if isName {
		if path := c.ofEnum(of, v.text()); path != "" {
			return written(v, "{"+path+"}"), ""
		}
		if path := c.ordering(of, v.text()); path != "" {
			return written(v, "{"+path+"}"), ""
		}
	}
	if strings.HasSuffix(of.Name, "Order") || of.Directives.ForName("oneOf") != nil {
		return "", ""
	}
	operators := []string{"eq", "has"}
	if v.form() == aList {
		operators = []string{"in", "hasAny"}
	}
	for _, operator := range operators {
		if field := of.Fields.ForName(operator); field != nil {
			return filled(v, "{"+operator+": …}", c.toCompare(field.Type.Name(), v)), sayHow
		}
	}
	for _, field := range of.Fields {
		if isName && field.Type.NonNull && field.Type.Name() == "String" {
			return filled(v, "{"+field.Name+": …}", show(v.text())), ""
		}
	}
	if of.Fields.ForName("aggregate") != nil && v.form() == aNumber {
		return filled(v, "{aggregate: {count: {eq: …}}}", shown(v)), sayWhat
	}
	if path, value := c.reaching(of, operators[0], v); path != "" {
		return filled(v, "{"+path+"}", value), sayWhat
	}
	return "", ""
}

// ofEnum returns the enum field of an object that has a value of this name, or has this name itself.
func (c *check) ofEnum(of *ast.Definition, text string) string {
	if by := of.Fields.ForName("by"); by != nil {
		if path := c.ofEnum(c.schema.Types[by.Type.Name()], text); path != "" {
			return c.around(of, "by", path)
		}
	}
	for _, field := range of.Fields {
		values := c.schema.Types[field.Type.Name()].EnumValues
		switch {
		case len(values) == 0:
		case field.Name == text:
			return text + ": " + values[0].Name
		case values.ForName(text) != nil:
			return field.Name + ": " + text
		}
	}
	return ""
}

// around returns a field of an object with its content, with the other required fields.
func (c *check) around(of *ast.Definition, name, content string) string {
	var all []string
	for _, field := range of.Fields {
		switch {
		case field.Name == name:
			all = append(all, name+": {"+content+"}")
		case field.Type.NonNull:
			all = append(all, c.valueOf(field))
		}
	}
	return strings.Join(all, ", ")
}

// usualOrder matches an order as other APIs write it: NAME_ASC, or "name desc".
var usualOrder = regexp.MustCompile(`^([A-Za-z_]+)[_ :](ASC|DESC|asc|desc)$`)

// ordering returns the equivalent of such an order.
func (c *check) ordering(of *ast.Definition, text string) string {
	parts := usualOrder.FindStringSubmatch(text)
	if parts == nil {
		return ""
	}
	name, direction := strings.ReplaceAll(parts[1], "_", ""), strings.ToUpper(parts[2])
	for _, field := range of.Fields {
		if !strings.EqualFold(field.Name, name) {
			continue
		}
		inner := c.schema.Types[field.Type.Name()]
		if inner.EnumValues.ForName(direction) != nil {
			return field.Name + ": " + direction
		}
		if by := inner.Fields.ForName("by"); by != nil {
			inner = c.schema.Types[by.Type.Name()]
			if inner.Fields.ForName("count") != nil {
				return field.Name + ": {by: {count: " + direction + "}}"
			}
		}
	}
	return ""
}

// reaching returns a comparison of a filter with a value: by the id or by the name of the nodes that the filter leads
// to. The id of a relationship is skipped, since clients mean the id of a node. The value is "…" if it is neither an id
// nor a name.
func (c *check) reaching(of *ast.Definition, operator string, v given) (path, value string) {
	for _, via := range []string{"some", "node"} {
		if field := of.Fields.ForName(via); field != nil {
			path, value := c.reaching(c.schema.Types[field.Type.Name()], operator, v)
			if path == "" {
				return "", ""
			}
			return enclosed(of, via, path), value
		}
	}
	first := v
	if v.form() == aList {
		if elements := v.elements(); len(elements) > 0 {
			first = elements[0]
		}
	}
	by := "name"
	if isID(first) || first.form() != aText && first.form() != aName && first.form() != aVariable {
		by = "id"
	}
	for _, name := range []string{by, "name", "id"} {
		field := of.Fields.ForName(name)
		if field == nil {
			continue
		}
		if compared := c.schema.Types[field.Type.Name()].Fields.ForName(operator); compared != nil {
			if by == "id" && !isID(first) {
				return name + ": {" + operator + ": …}", "…"
			}
			return name + ": {" + operator + ": …}", c.toCompare(compared.Type.Name(), v)
		}
	}
	if paths := below(c.schema, of, operator); len(paths) > 0 {
		return paths[0], shown(v)
	}
	return "", ""
}

// isID reports whether a value looks like the id of a node, or is a variable for one.
func isID(v given) bool {
	if v.form() == aVariable {
		d := v.literal.VariableDefinition
		return d != nil && d.Type.Name() == "ID"
	}
	return v.form() == aText && strings.Contains(v.text(), ":")
}

// toCompare returns a value in the syntax of its type: it adds missing quotes and removes superfluous ones.
func (c *check) toCompare(typeName string, v given) string {
	form, text := v.form(), v.text()
	switch {
	case form == aList:
		return listed(v)
	case (typeName == "String" || typeName == "ID") && (form == aNumber || form == aTruth || form == aName):
		return show(text)
	case typeName == "Int" && form == aText && isInt(text), typeName == "Boolean" && form == aText && (text == "true" || text == "false"):
		return text
	case typeName == "PartialDate" && form == aNumber && len(text) == len("2021"):
		return show(text)
	}
	return shown(v)
}

// listed returns the first elements of a list.
func listed(v given) string {
	const most = 3
	elements := v.elements()
	var all []string
	for _, e := range elements[:min(len(elements), most)] {
		if e.form() == aName {
			all = append(all, show(e.text()))
			continue
		}
		all = append(all, shown(e))
	}
	if len(elements) > most {
		all = append(all, "…")
	}
	return "[" + strings.Join(all, ", ") + "]"
}

var (
	keyOfObject = regexp.MustCompile(`\w+:`)
	enumValue   = regexp.MustCompile(`: ([A-Z_]+)\b`)
)

// written returns an object in the syntax of the client: in JSON, names are quoted.
func written(v given, object string) string {
	if v.literal == nil {
		object = keyOfObject.ReplaceAllStringFunc(object, func(key string) string { return show(key[:len(key)-1]) + ":" })
		object = enumValue.ReplaceAllString(object, `: "$1"`)
	}
	return object
}

// filled does the same, with a value instead of the ellipsis.
func filled(v given, object, value string) string {
	return strings.Replace(written(v, object), "…", value, 1)
}
