package schemagen

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// check compares the declaration with the model: each type of node has a label, and each type of relationship its type in
// the graph. Their fields must be properties of the model with the same types of values, lead to other nodes, or be lists
// that are not paged.
func (g *generator) check() error {
	for _, d := range g.declared.Nodes {
		label, known := model.ParseLabel(d.Name)
		switch {
		case d.IsAbstractType():
		case !known:
			return fmt.Errorf("%w: the model has no label %s", ErrSchema, d.Name)
		default:
			if err := g.checkFields(d, label.Properties()); err != nil {
				return err
			}
		}
	}
	for _, d := range g.declared.Relationships {
		name := schema.Argument(d.Directives, "relationship", "type")
		rel, known := model.ParseRelType(name)
		if !known {
			return fmt.Errorf("%w: the model has no type of relationship %s", ErrSchema, name)
		}
		for _, end := range []string{"start", "end"} {
			if d.Fields.ForName(end) == nil {
				return fmt.Errorf("%w: %s has no field %s", ErrSchema, d.Name, end)
			}
		}
		if err := g.checkFields(d, rel.Properties()); err != nil {
			return err
		}
	}
	return g.checkEnds()
}

// checkEnds checks that not both ends of a relationship between nodes of one type have a list. A list is named after the
// relationship and the type of the end, so the two lists would have the same name.
func (g *generator) checkEnds() error {
	listed := map[string]*ast.Definition{}
	for _, end := range g.declared.Ends {
		if listed[end.List()] == end.Of {
			return fmt.Errorf("%w: both ends of %s are %s, so only one of them may have @end: both lists would be named %s",
				ErrSchema, end.Of.Name, end.Type.Name(), end.List())
		}
		listed[end.List()] = end.Of
	}
	return nil
}

func (g *generator) checkFields(of *ast.Definition, states []model.Property) error {
	stored := map[string]model.Property{}
	for _, p := range states {
		stored[p.String()] = p
	}
	for _, f := range of.Fields {
		name := f.Name
		if named := schema.Argument(f.Directives, "property", "name"); named != "" {
			name = named
		}
		p, isProperty := stored[name]
		switch named := schema.Argument(f.Directives, "reference", "property"); {
		case f.Name == "label", p == model.Sources && isProperty:
		case isProperty:
			if want := typeOf(p, f.Type); f.Type.String() != want {
				return fmt.Errorf("%w: %s.%s is written as %s, and the model has %s", ErrSchema, of.Name, f.Name, f.Type, want)
			}
		case named != "":
			if p, known := model.ParseProperty(named); !known || p.Type() != model.Reference {
				return fmt.Errorf("%w: %s.%s: the model has no reference %s", ErrSchema, of.Name, f.Name, named)
			}
		case g.leads(f), f.Type.Elem != nil:
		default:
			return fmt.Errorf("%w: %s.%s is no property of the model and leads nowhere", ErrSchema, of.Name, f.Name)
		}
	}
	return nil
}

// leads reports whether a field follows relationships, or is an end of a relationship.
func (g *generator) leads(f *ast.FieldDefinition) bool {
	for _, end := range g.declared.Ends {
		if end.List()+"Connection" == f.Type.Name() {
			return true
		}
	}
	through := schema.Argument(f.Directives, "through", "relationship")
	return f.Name == "start" || f.Name == "end" || g.declared.Relationships.ForName(through) != nil
}

// typeOf returns the type of a property's values in the schema. If it is an enum, that is the type in the declaration.
func typeOf(p model.Property, written *ast.Type) string {
	var name string
	switch p.Type() {
	case model.Text, model.FoldedText, model.Reference:
		name = "String"
		if p == model.ID {
			name = "ID"
		}
	case model.Int:
		name = "Int"
	case model.Bool:
		name = "Boolean"
	case model.Enum:
		name = written.Name()
	case model.Amount:
		name = "Decimal"
	case model.MoneyType:
		name = "Money"
	case model.DateType:
		name = "PartialDate"
	case model.TextList, model.IDList:
		return "[String!]!"
	default:
		panic("schemagen: a property of an unknown type")
	}
	if p.Required() {
		name += "!"
	}
	return name
}
