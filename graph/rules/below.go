package rules

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// below returns paths from a type to a field that it does not have: through one of its fields, or otherwise through
// two. From a page of investors, `name` is reached by nodes { name } and by edges { node { name } }.
func below(schema *ast.Schema, of *ast.Definition, name string) []string {
	var found []string
	direct := map[string]bool{}
	for _, via := range nodesFirst(of.Fields) {
		if inner, is := entered(schema, via); is {
			if path := within(schema, inner, name); path != "" {
				found = append(found, enclosed(of, via.Name, path))
				direct[via.Name] = true
			}
		}
	}
	for _, via := range nodesFirst(of.Fields) {
		inner, is := entered(schema, via)
		if !is || direct[via.Name] || len(found) > 0 && via.Name != "edges" {
			continue
		}
		for _, next := range nodesFirst(inner.Fields) {
			if far, is := entered(schema, next); is && far != of {
				if path := within(schema, far, name); path != "" {
					found = append(found, enclosed(of, via.Name, enclosed(of, next.Name, path)))
					break
				}
			}
		}
	}
	return found[:min(len(found), mostHints)]
}

// nodesFirst sorts fields so that those for the nodes of a list come first.
func nodesFirst(fields ast.FieldList) ast.FieldList {
	leads := func(f *ast.FieldDefinition) int {
		if slices.Contains([]string{"node", "nodes", "some"}, f.Name) {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(fields), func(a, b *ast.FieldDefinition) int { return leads(a) - leads(b) })
}

// entered returns the type of a field, unless the field is a leaf or has required arguments.
func entered(schema *ast.Schema, via *ast.FieldDefinition) (*ast.Definition, bool) {
	if strings.HasPrefix(via.Name, "__") {
		return nil, false
	}
	for _, a := range via.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil {
			return nil, false
		}
	}
	inner := schema.Types[via.Type.Name()]
	return inner, inner != nil && len(inner.Fields) > 0
}

// within returns a field of a type as it is selected, or a field of an input object with its value. It returns "" if
// the type has no such field.
func within(schema *ast.Schema, of *ast.Definition, name string) string {
	field := of.Fields.ForName(name)
	switch {
	case of.Kind == ast.InputObject:
		if field == nil {
			return ""
		}
		return name + ": …"
	case field == nil:
		on := having(schema, of, name)
		if len(on) == 0 {
			return ""
		}
		return "... on " + on[0] + " { " + selected(schema, schema.Types[on[0]].Fields.ForName(name)) + " }"
	}
	return selected(schema, field)
}

// selected returns a field, with a selection if it needs one.
func selected(schema *ast.Schema, field *ast.FieldDefinition) string {
	if definition := schema.Types[field.Type.Name()]; definition != nil && !definition.IsLeafType() {
		return field.Name + " { … }"
	}
	return field.Name
}

// enclosed puts a field around its selection, or around the value of an input field.
func enclosed(of *ast.Definition, via, path string) string {
	if of.Kind == ast.InputObject {
		return via + ": {" + path + "}"
	}
	return via + " { " + path + " }"
}

// having returns the possible types of an interface that have a field which the interface lacks, each once. Interfaces
// come first, and cover the types that implement them.
func having(schema *ast.Schema, of *ast.Definition, name string) []string {
	if !of.IsAbstractType() {
		return nil
	}
	var found []string
	named := map[string]bool{}
	for _, kind := range []ast.DefinitionKind{ast.Interface, ast.Object} {
		for _, t := range schema.GetPossibleTypes(of) {
			if t.Kind != kind || named[t.Name] || t.Fields.ForName(name) == nil {
				continue
			}
			named[t.Name] = true
			covered := false
			for _, above := range t.Interfaces {
				if i := schema.Types[above]; i == of || i == nil || i.Fields.ForName(name) == nil {
					continue
				}
				if covered = true; !named[above] { // it may be outside the possible types, as Node is for types with sources
					named[above] = true
					found = append(found, above)
				}
			}
			if !covered {
				found = append(found, t.Name)
			}
		}
	}
	return found
}
