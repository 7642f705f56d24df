package planner

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// NewDeclared returns a planner for the schema of another declaration.
func NewDeclared(parsed *ast.Schema, declared *schema.Declaration) *Planner {
	return &Planner{schema: parsed, bindings: bind(parsed, declared), limits: plan.DefaultLimits, pages: DefaultPages}
}
