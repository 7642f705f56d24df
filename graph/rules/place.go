package rules

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// fieldsAround returns the parent of each field of a document. A field at the top of an operation or of a named
// fragment has none.
func fieldsAround(document *ast.QueryDocument) map[*ast.Field]*ast.Field {
	around := map[*ast.Field]*ast.Field{}
	var enter func(set ast.SelectionSet, outer *ast.Field)
	enter = func(set ast.SelectionSet, outer *ast.Field) {
		for _, selection := range set {
			switch selection := selection.(type) {
			case *ast.Field:
				around[selection] = outer
				enter(selection.SelectionSet, selection)
			case *ast.InlineFragment:
				enter(selection.SelectionSet, outer)
			}
		}
	}
	for _, operation := range document.Operations {
		enter(operation.SelectionSet, nil)
	}
	for _, fragment := range document.Fragments {
		enter(fragment.SelectionSet, nil)
	}
	return around
}

// fromPlace returns the correct path of a field that belongs to another level of its list: a property of the edge that
// is selected on the node, or the nodes of a single node. It returns "" if there is no such level.
func fromPlace(schema *ast.Schema, of *ast.Definition, field *ast.Field, around map[*ast.Field]*ast.Field) string {
	if node := of.Fields.ForName("node"); node != nil && strings.EqualFold(node.Type.Name(), field.Name) {
		return enclosed(of, "node", firstSelected(field))
	}
	parent := around[field]
	if parent == nil || parent.Definition == nil {
		return ""
	}
	if isLevel(field.Name) {
		if slices.ContainsFunc(of.Fields, func(f *ast.FieldDefinition) bool { return isLevel(f.Name) }) {
			return ""
		}
		return enclosed(of, parent.Name, firstSelected(field))
	}
	list := around[parent]
	edge := edgeAt(schema, parent)
	if parent.Name == "node" && list != nil {
		edge, list = parent.ObjectDefinition, around[list]
	}
	if edge == nil || list == nil || edge.Fields.ForName(field.Name) == nil {
		return ""
	}
	return enclosed(of, list.Name, enclosed(of, "edges", selected(schema, edge.Fields.ForName(field.Name))))
}

// isLevel reports whether a name is one of the levels of a list.
func isLevel(name string) bool { return name == "nodes" || name == "edges" || name == "node" }

// edgeAt returns the type of the edges if the field is the nodes of a page, otherwise nil.
func edgeAt(schema *ast.Schema, nodes *ast.Field) *ast.Definition {
	if nodes.Name != "nodes" || nodes.ObjectDefinition == nil {
		return nil
	}
	edges := nodes.ObjectDefinition.Fields.ForName("edges")
	if edges == nil {
		return nil
	}
	return schema.Types[edges.Type.Name()]
}

// firstSelected returns the first field below a field, skipping the levels of a list.
func firstSelected(field *ast.Field) string {
	for _, selection := range field.SelectionSet {
		inner, isField := selection.(*ast.Field)
		switch {
		case !isField:
		case isLevel(inner.Name):
			return firstSelected(inner)
		case len(inner.SelectionSet) > 0:
			return inner.Name + " { … }"
		default:
			return inner.Name
		}
	}
	return "…"
}

// asType returns an inline fragment if a field has the name of a possible type, such as stateFund on an investor.
func asType(schema *ast.Schema, of *ast.Definition, field *ast.Field) string {
	if !of.IsAbstractType() {
		return ""
	}
	for _, t := range schema.GetPossibleTypes(of) {
		if strings.EqualFold(t.Name, field.Name) {
			return "... on " + t.Name + " { " + firstSelected(field) + " }"
		}
	}
	return ""
}

// kin returns a message that names the types of an interface that have a property which another of its types lacks.
// Top-level interfaces, such as Node, are skipped: their types have too little in common.
func kin(schema *ast.Schema, of *ast.Definition, name string) string {
	if of.Kind != ast.Object {
		return ""
	}
	for _, above := range of.Interfaces {
		i := schema.Types[above]
		if i == nil || len(i.Interfaces) == 0 {
			continue
		}
		var have []string
		for _, t := range schema.GetPossibleTypes(i) {
			field := t.Fields.ForName(name)
			if t.Kind == ast.Object && field != nil && schema.Types[field.Type.Name()].IsLeafType() && !slices.Contains(have, t.Name) {
				have = append(have, t.Name)
			}
		}
		if len(have) == 1 {
			return " Of the types of " + above + ", only " + have[0] + " has it."
		}
		if len(have) > 1 {
			return " Of the types of " + above + ", only " + oneOf(have, "and") + " have it."
		}
	}
	return ""
}

// related returns the fields of a type that lead to the nodes of the root field with this name: the programmes of a
// firm are its designations.
func related(schema *ast.Schema, of *ast.Definition, name string) []string {
	root := schema.Query.Fields.ForName(name)
	if root == nil || of == schema.Query {
		return nil
	}
	expected := nodesOf(schema, root)
	if expected == nil || !expected.IsCompositeType() || expected.Fields.ForName("id") == nil {
		return nil
	}
	var exact, narrowed []string
	for _, via := range of.Fields {
		found := nodesOf(schema, via)
		switch {
		case found == nil || found.Fields.ForName("id") == nil || !overlap(schema, found, expected):
		case found == expected:
			exact = append(exact, enclosed(of, via.Name, "nodes { … }"))
		default:
			narrowed = append(narrowed, via.Name+narrowing(schema, via, expected))
		}
	}
	found := append(exact, narrowed...)
	return found[:min(len(found), mostHints)]
}

// narrowing selects the nodes of one type from a list of several types.
func narrowing(schema *ast.Schema, list *ast.FieldDefinition, to *ast.Definition) string {
	key := strings.ToLower(to.Name[:1]) + to.Name[1:]
	if filter := list.Arguments.ForName("filter"); filter != nil {
		if node := schema.Types[filter.Type.Name()].Fields.ForName("node"); node != nil {
			for _, f := range schema.Types[node.Type.Name()].Fields {
				if strings.EqualFold(f.Name, key) {
					return "(filter: {node: {" + f.Name + ": {}}}) { nodes { … } }"
				}
			}
		}
	}
	return " { nodes { ... on " + to.Name + " { … } } }"
}

// nodesOf returns the type of the nodes of a list, or nil if a field is not a list.
func nodesOf(schema *ast.Schema, list *ast.FieldDefinition) *ast.Definition {
	page := schema.Types[list.Type.Name()]
	if page == nil || page.Fields.ForName("edges") == nil {
		return nil
	}
	if nodes := page.Fields.ForName("nodes"); nodes != nil {
		return schema.Types[nodes.Type.Name()]
	}
	return nil
}
