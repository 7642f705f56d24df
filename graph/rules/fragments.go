package rules

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// knownFragmentNames: the document defines each fragment that is spread.
func knownFragmentNames(observers *core.Events, add core.AddErrFunc) {
	observers.OnFragmentSpread(func(walker *core.Walker, spread *ast.FragmentSpread) {
		if spread.Definition != nil {
			return
		}
		names := namesOf(walker.Document.Fragments, func(f *ast.FragmentDefinition) string { return f.Name })
		hint := didYouMean(nearest(spread.Name, names))
		if hint == "" {
			hint = ` Define it: "fragment ` + spread.Name + ` on TYPE { … }".`
			if walker.Schema.Types[spread.Name] != nil {
				hint = ` To select fields of a type, write "... on ` + spread.Name + ` { … }".`
			}
		}
		add(core.Message(`Unknown fragment "%s".%s`, spread.Name, hint), core.At(spread.Position))
	})
}

// possibleFragmentSpreads: the type of a fragment overlaps with the type that it is spread in.
func possibleFragmentSpreads(observers *core.Events, add core.AddErrFunc) {
	check := func(schema *ast.Schema, in *ast.Definition, condition, fragment string, at *ast.Position) {
		on := schema.Types[condition]
		if in == nil || on == nil || !in.IsCompositeType() || !on.IsCompositeType() || overlap(schema, in, on) {
			return
		}
		add(core.Message(`Fragment%s cannot be spread here as objects of type "%s" can never be of type "%s".%s`,
			fragment, in.Name, on.Name, spreadHint(schema, in, on)), core.At(at))
	}
	observers.OnInlineFragment(func(walker *core.Walker, f *ast.InlineFragment) {
		check(walker.Schema, f.ObjectDefinition, f.TypeCondition, "", f.Position)
	})
	observers.OnFragmentSpread(func(walker *core.Walker, f *ast.FragmentSpread) {
		if f.Definition != nil {
			check(walker.Schema, f.ObjectDefinition, f.Definition.TypeCondition, ` "`+f.Name+`"`, f.Position)
		}
	})
}

func overlap(schema *ast.Schema, a, b *ast.Definition) bool {
	return slices.ContainsFunc(schema.GetPossibleTypes(a), func(t *ast.Definition) bool {
		return slices.Contains(schema.GetPossibleTypes(b), t)
	})
}

// spreadHint returns the fields of a type in which a fragment on another type can be spread.
func spreadHint(schema *ast.Schema, in, on *ast.Definition) string {
	var hints []string
	for _, via := range in.Fields {
		if inner, is := entered(schema, via); is && inner.IsCompositeType() && overlap(schema, inner, on) {
			hints = append(hints, enclosed(in, via.Name, "... on "+on.Name+" { … }"))
		}
	}
	return didYouMean(hints[:min(len(hints), mostHints)])
}
