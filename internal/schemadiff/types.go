package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// roots compares the root types of operations.
func (c *comparison) roots() {
	for _, root := range []struct {
		operation ast.Operation
		was, is   *ast.Definition
	}{
		{ast.Query, c.old.Query, c.new.Query},
		{ast.Mutation, c.old.Mutation, c.new.Mutation},
		{ast.Subscription, c.old.Subscription, c.new.Subscription},
	} {
		switch {
		case root.was == nil:
		case root.is == nil:
			c.breaks("ROOT_TYPE_REMOVED", root.was.Name, "there is no "+string(root.operation)+" any more")
		case root.was.Name != root.is.Name:
			c.breaks("ROOT_TYPE_CHANGED", root.was.Name, "the type of a "+string(root.operation)+" is now "+root.is.Name)
		}
	}
}

// types compares the types of the old schema with the types of the same names. A new type breaks nothing.
func (c *comparison) types() {
	for _, name := range slices.Sorted(maps.Keys(c.old.Types)) {
		was, is := c.old.Types[name], c.new.Types[name]
		switch {
		case is == nil:
			c.breaks("TYPE_REMOVED", name, "it was removed")
		case was.Kind != is.Kind:
			c.breaks("TYPE_CHANGED_KIND", name, "it changed from "+kind(was)+" to "+kind(is))
		default:
			c.definition(was, is)
		}
	}
}

// kind returns the kind of a type in words, with its article.
func kind(d *ast.Definition) string {
	switch d.Kind {
	case ast.Scalar:
		return "a scalar"
	case ast.Object:
		return "an object type"
	case ast.Interface:
		return "an interface"
	case ast.Union:
		return "a union"
	case ast.Enum:
		return "an enum"
	case ast.InputObject:
		return "an input object"
	default:
		panic("schemadiff: a kind of type that is not known: " + string(d.Kind))
	}
}

func (c *comparison) definition(was, is *ast.Definition) {
	switch was.Kind {
	case ast.Enum:
		for _, value := range gone(valueNames(was), valueNames(is)) {
			c.breaks("VALUE_REMOVED_FROM_ENUM", was.Name+"."+value, "it was removed")
		}
		for _, value := range gone(valueNames(is), valueNames(was)) {
			c.endangers("VALUE_ADDED_TO_ENUM", was.Name+"."+value, "it was added")
		}
	case ast.Union:
		for _, member := range gone(was.Types, is.Types) {
			c.breaks("TYPE_REMOVED_FROM_UNION", was.Name, member+" was removed from it")
		}
		for _, member := range gone(is.Types, was.Types) {
			c.endangers("TYPE_ADDED_TO_UNION", was.Name, member+" was added to it")
		}
	case ast.InputObject:
		c.inputFields(was, is)
	case ast.Object, ast.Interface:
		for _, name := range gone(was.Interfaces, is.Interfaces) {
			c.breaks("IMPLEMENTED_INTERFACE_REMOVED", was.Name, "it implements "+name+" no more")
		}
		for _, name := range gone(is.Interfaces, was.Interfaces) {
			c.endangers("IMPLEMENTED_INTERFACE_ADDED", was.Name, "it implements "+name+" now")
		}
		c.outputFields(was, is)
	case ast.Scalar:
	default:
		panic("schemadiff: a kind of type that is not known: " + string(was.Kind))
	}
}

// directives compares the definitions of directives.
func (c *comparison) directives() {
	for _, name := range slices.Sorted(maps.Keys(c.old.Directives)) {
		was, is, at := c.old.Directives[name], c.new.Directives[name], "@"+name
		if is == nil {
			c.breaks("DIRECTIVE_REMOVED", at, "it was removed")
			continue
		}
		c.arguments(at, "DIRECTIVE_", was.Arguments, is.Arguments)
		if was.IsRepeatable && !is.IsRepeatable {
			c.breaks("DIRECTIVE_REPEATABLE_REMOVED", at, "it can be repeated no more")
		}
		for _, location := range gone(was.Locations, is.Locations) {
			c.breaks("DIRECTIVE_LOCATION_REMOVED", at, "it is not allowed at "+strings.ToLower(string(location))+" any more")
		}
	}
}

func valueNames(d *ast.Definition) []string {
	names := make([]string, len(d.EnumValues))
	for i, value := range d.EnumValues {
		names[i] = value.Name
	}
	return names
}

// gone returns the elements of the first list that are not in the second.
func gone[T comparable](was, is []T) []T {
	return slices.DeleteFunc(slices.Clone(was), func(name T) bool { return slices.Contains(is, name) })
}
