package main

import "github.com/vektah/gqlparser/v2/ast"

// change is a difference between two schemas that clients can notice.
type change struct {
	rule      string // the name of this kind of change in GraphQL.js
	dangerous bool   // it leaves every query valid, but can change its result
	at        string // the schema coordinate of the change: Type, Type.field, Type.field(argument:), @directive
	was       string // the name of the former type of a field or an argument
	text      string // a description of the change
}

// comparison collects the differences between two schemas.
type comparison struct {
	old, new *ast.Schema
	changes  []change
}

// compare returns the changes from one schema to another: types in the order of their names, then directives.
func compare(before, after *ast.Schema) []change {
	c := &comparison{old: before, new: after}
	c.roots()
	c.types()
	c.directives()
	return c.changes
}

// breaks adds a change that can make a valid query invalid, or its result one that clients do not expect.
func (c *comparison) breaks(rule, at, text string) {
	c.changes = append(c.changes, change{rule: rule, at: at, text: text})
}

// retyped adds a breaking change of the type of a field or an argument.
func (c *comparison) retyped(rule, at string, was, is *ast.Type) {
	c.changes = append(c.changes, change{
		rule: rule, at: at, was: was.Name(), text: "its type changed from " + was.String() + " to " + is.String(),
	})
}

// endangers adds a change that leaves every query valid.
func (c *comparison) endangers(rule, at, text string) {
	c.changes = append(c.changes, change{rule: rule, at: at, text: text, dangerous: true})
}
