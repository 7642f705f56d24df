package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// knownTypeNames: the type of a variable or a fragment is in the schema.
func knownTypeNames(observers *core.Events, add core.AddErrFunc) {
	check := func(schema *ast.Schema, name string, fits func(*ast.Definition) bool, at *ast.Position) {
		if name == "" || schema.Types[name] != nil {
			return
		}
		var names []string
		for _, known := range slices.Sorted(maps.Keys(schema.Types)) {
			if fits(schema.Types[known]) && !strings.HasPrefix(known, "__") {
				names = append(names, known)
			}
		}
		add(core.Message(`Unknown type "%s".%s`, name, didYouMean(nearest(name, names))), core.At(at))
	}
	observers.OnVariable(func(walker *core.Walker, variable *ast.VariableDefinition) {
		check(walker.Schema, variable.Type.Name(), (*ast.Definition).IsInputType, variable.Position)
	})
	observers.OnInlineFragment(func(walker *core.Walker, f *ast.InlineFragment) {
		check(walker.Schema, f.TypeCondition, (*ast.Definition).IsCompositeType, f.Position)
	})
	observers.OnFragment(func(walker *core.Walker, f *ast.FragmentDefinition) {
		check(walker.Schema, f.TypeCondition, (*ast.Definition).IsCompositeType, f.Position)
	})
}

// knownDirectives: a directive is in the schema, and its location is allowed.
func knownDirectives(observers *core.Events, add core.AddErrFunc) {
	observers.OnDirective(func(walker *core.Walker, d *ast.Directive) {
		if d.Definition == nil {
			var names []string
			for _, name := range slices.Sorted(maps.Keys(walker.Schema.Directives)) {
				if slices.Contains(walker.Schema.Directives[name].Locations, ast.LocationField) {
					names = append(names, "@"+name)
				}
			}
			hint := didYouMean(nearest("@"+d.Name, names))
			if isTime(d.Name) {
				hint = placeOfTime
			}
			add(core.Message(`Unknown directive "@%s".%s The directives are %s.`, d.Name, hint, oneOf(names, "and")), core.At(d.Position))
			return
		}
		if slices.Contains(d.Definition.Locations, d.Location) {
			return
		}
		var allowed []string
		for _, location := range d.Definition.Locations {
			allowed = append(allowed, string(location))
		}
		add(core.Message(`Directive "@%s" may not be used on %s. It may be used on %s.`, d.Name, d.Location, oneOf(allowed, "and")),
			core.At(d.Position))
	})
}

// knownRootType: the schema has a root type for the operation.
func knownRootType(observers *core.Events, add core.AddErrFunc) {
	observers.OnOperation(func(walker *core.Walker, operation *ast.OperationDefinition) {
		root := walker.Schema.Query
		switch operation.Operation {
		case ast.Mutation:
			root = walker.Schema.Mutation
		case ast.Subscription:
			root = walker.Schema.Subscription
		}
		if root == nil {
			add(core.Message(`Schema does not support operation type "%s". Use a query: the data is read-only.`, operation.Operation),
				core.At(operation.Position))
		}
	})
}
