package rules

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// unknownField returns the message for an unknown field of an input object, with a suggestion. at is the position of
// the object.
func (c *check) unknownField(of *ast.Definition, object given, m member, at *step) string {
	message := "unknown field " + show(m.name) + " of " + of.Name + "."
	names := namesOf(of.Fields, fieldName)
	all := " Its fields are " + oneOf(names, "and") + "."
	if path := c.denial(of, object, m, at); path != "" {
		return message + " Negate the condition with `not`: " + path
	}
	if m.name == "between" && of.Fields.ForName("gte") != nil {
		return message + " Did you mean " + written(object, "{gte: …, lte: …}") + "?" + all
	}
	if hints := otherwise(otherOperators[m.name], names); len(hints) > 0 {
		return message + didYouMean(hints[:1]) + all
	}
	paths := c.toNode(of, m)
	if len(paths) == 0 {
		paths = below(c.schema, of, m.name)
		for i, path := range paths {
			paths[i] = written(object, "{"+path+"}")
		}
	}
	if len(paths) > 0 {
		return message + " Did you mean " + oneOf(paths, "or") + "?"
	}
	if hints := nearest(m.name, names); len(hints) > 0 {
		return message + didYouMean(hints) + all
	}
	return message + all
}

// denial returns a negated condition for operators such as ne of other APIs.
func (c *check) denial(of *ast.Definition, object given, m member, at *step) string {
	operator := denials[m.name]
	if operator == "" || of.Fields.ForName(operator) == nil || at == nil || at.name == "" || at.before == nil {
		return ""
	}
	if m.value.form() == anObject {
		return written(object, "{not: {"+at.name+": {…}}}")
	}
	return filled(object, "{not: {"+at.name+": {"+operator+": …}}}", c.toCompare(of.Fields.ForName(operator).Type.Name(), m.value))
}

// toNode returns corrections for a filter that skips a level on the path to the nodes: a comparison with an id or a
// name, the type of the nodes, or the node itself.
func (c *check) toNode(of *ast.Definition, m member) []string {
	some, node := of.Fields.ForName("some"), of.Fields.ForName("node")
	inner := of
	if some != nil {
		inner = c.schema.Types[some.Type.Name()]
		node = inner.Fields.ForName("node")
	}
	if node != nil {
		target := strings.TrimSuffix(node.Type.Name(), "Filter")
		if m.name == "node" || strings.EqualFold(m.name, target) {
			path := enclosed(inner, "node", "…")
			if some != nil {
				path = enclosed(of, "some", path)
			}
			return []string{written(m.value, "{"+path+"}")}
		}
	}
	switch form := m.value.form(); {
	case form != aText && form != aName && form != aList && form != aVariable, of.Fields.ForName("eq") != nil:
		return nil
	case c.schema.Types["TextFilter"].Fields.ForName(m.name) == nil: // it is not a comparison
		return nil
	}
	if path, value := c.reaching(of, m.name, m.value); path != "" {
		return []string{filled(m.value, "{"+path+"}", value)}
	}
	return nil
}
