package schemagen

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// refetching is the root field by which Relay fetches nodes again. Its compiler requires that it has no argument beside the id.
const refetching = "node"

// addTimes adds the argument `time` to the fields that have one: fields of nodes and of Query that list or look up facts with
// a date, and those with an argument whose conditions reach such facts. The members of a group have the time of their list.
func (g *generator) addTimes() error {
	reaches := g.reaching()
	for _, d := range g.document.Definitions {
		isNode := slices.ContainsFunc(g.declared.Nodes, func(node *ast.Definition) bool { return node.Name == d.Name })
		if d.Name != "Query" && !isNode {
			continue
		}
		for _, f := range d.Fields {
			if f.Name == refetching {
				continue
			}
			isLookup := f.Arguments.ForName("id") != nil || f.Arguments.ForName("ids") != nil
			isTimed := g.canBeDated(f.Type.Name()) && (isLookup || f.Type.Elem != nil)
			for _, a := range f.Arguments {
				isTimed = isTimed || reaches[a.Type.Name()]
			}
			if !isTimed {
				continue
			}
			arguments, err := argumentsOf("time argument", isLookup)
			if err != nil {
				return err
			}
			f.Arguments = append(f.Arguments, arguments...)
		}
	}
	return nil
}

// isDated reports whether the facts of a type have a date.
func (g *generator) isDated(typeName string) bool {
	for _, types := range []ast.DefinitionList{g.declared.Nodes, g.declared.Relationships, g.document.Definitions} {
		if d := types.ForName(typeName); d != nil && d.Directives.ForName("dated") != nil {
			return true
		}
	}
	return false
}

// canBeDated reports whether a type is one of facts with a date, or an interface of such a type.
func (g *generator) canBeDated(typeName string) bool {
	return g.isDated(typeName) || slices.ContainsFunc(g.document.Definitions, func(d *ast.Definition) bool {
		return slices.Contains(d.Interfaces, typeName) && g.isDated(d.Name)
	})
}

// reaching returns the input types with conditions on facts that have a date.
func (g *generator) reaching() map[string]bool {
	reaches := map[string]bool{}
	for _, f := range g.named {
		reaches[f.Type("Filter")] = f.IsDated()
	}
	for grows := true; grows; {
		grows = false
		for _, d := range g.document.Definitions {
			if d.Kind != ast.InputObject || reaches[d.Name] {
				continue
			}
			if slices.ContainsFunc(d.Fields, func(f *ast.FieldDefinition) bool { return reaches[f.Type.Name()] }) {
				reaches[d.Name], grows = true, true
			}
		}
	}
	return reaches
}

// IsDated reports whether rows have a date.
func (f *family) IsDated() bool {
	of := f.Node.Definition
	if f.OfEdges() {
		of = f.End.Of
	}
	return of.Directives.ForName("dated") != nil
}
