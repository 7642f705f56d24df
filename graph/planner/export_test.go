package planner

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// NewDeclared returns a planner for the schema of another declaration.
func NewDeclared(parsed *ast.Schema, declared *schema.Declaration) *Planner {
	return &Planner{schema: parsed, bindings: bind(parsed, declared), limits: plan.DefaultLimits, pages: DefaultPages}
}

// IsDated reports whether the rows of a field of a type have a date, so that a time can hide them.
func (pl *Planner) IsDated(typeName, field string) bool {
	when, err := history.WhenOf("time", input.Object{{Name: "asOf", Value: "2020"}})
	if err != nil {
		panic(err)
	}
	if typeName == "Query" {
		if field == "nodes" {
			field = "node"
		}
		return when.Of(plan.From{Kind: plan.Lookup, Labels: pl.bindings.roots[field].labels}) != nil
	}
	switch b := pl.bindings.fields[typeName][field].(type) {
	case connection:
		return when.Of(b.from) != nil
	case plural:
		return when.Of(b.from) != nil
	}
	return false
}
