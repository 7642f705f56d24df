package schemagen

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/schema"
)

// step is a type of relationship that paths can follow.
type step struct {
	*ast.Definition
	Type, Follow string     // in the graph, and in PathRelationships
	Start, End   string     // descriptions of the types of its ends
	Node         schema.End // the end that a condition applies to
}

// steps returns the steps, one for each type of relationship.
func (g *generator) steps() (steps []step) {
	for _, r := range g.declared.Relationships {
		said := func(argument string) string { return schema.Argument(r.Directives, "relationship", argument) }
		next := step{Definition: r, Type: said("type"), Follow: said("follow")}
		next.Start, next.End = r.Fields.ForName("start").Description, r.Fields.ForName("end").Description
		for _, end := range g.declared.Ends {
			if end.Of == r {
				next.Node = end
			}
		}
		steps = append(steps, next)
	}
	return steps
}

// groupKeys is the enum with the descriptions of keys of groups. A family's own enum can override some of them.
const groupKeys = "GroupBy"

// families returns the families: one for each type of node, and one for each list of relationships.
func (g *generator) families() ([]*family, error) {
	var all []*family
	for _, declared := range g.declared.Nodes {
		f := &family{Name: declared.Name, Node: newNode(declared)}
		f.Plural, f.shared = f.Node.Plural, shared(declared.Directives)
		if declared.IsAbstractType() {
			f.Kinds = g.kinds(declared.Name)
		}
		g.setMembers(f, declared.Fields)
		g.named[f.Name] = f
		all = append(all, f)
	}
	for _, end := range g.declared.Ends {
		far := g.named[end.Type.Name()]
		if far == nil {
			return nil, fmt.Errorf("%w: %s.%s is a %s, which is not declared", ErrSchema, end.Of.Name, end.Name, end.Type.Name())
		}
		f := &family{Name: end.List(), Node: far.Node, Far: far, End: &end}
		f.Plural, f.shared = schema.Argument(end.Directives, "end", "plural"), shared(end.Directives)
		g.setMembers(f, end.Of.Fields)
		g.named[f.Name] = f
		all = append(all, f)
	}
	for _, f := range all {
		f.lead(g.named)
		if err := g.setKeys(f); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// shared returns the families that share types with this one, as declared by @shares, by the suffixes of these types.
func shared(directives ast.DirectiveList) map[string]string {
	with := map[string]string{}
	for _, shares := range directives.ForNames("shares") {
		for _, child := range shares.Arguments.ForName("types").Value.Children {
			with[child.Value.Raw] = shares.Arguments.ForName("with").Value.Raw
		}
	}
	return with
}

// setMembers sets the members of a family: the fields of its rows.
func (g *generator) setMembers(f *family, fields ast.FieldList) {
	for _, field := range fields {
		switch {
		case field.Name == "id", field.Name == "label":
		case f.OfEdges() && (field.Name == "start" || field.Name == "end"): // one of them is the node of the edge
		default:
			f.Members = append(f.Members, g.newMember(field))
		}
	}
}

// lead marks the families of the nodes that rows lead to as reached, and adds aggregates of these nodes to the family.
func (f *family) lead(named map[string]*family) {
	if f.OfEdges() && f.Far.isTotalled() {
		f.total(f.Far, "nodes", "the nodes at the other ends", "node")
	}
	for _, m := range f.Members {
		if m.IsSingle() {
			named[m.Type.Name()].isSingle = true
		}
		if m.Directives.ForName("aggregated") != nil {
			of := m.Type.Name()
			if m.IsList() {
				of = named[m.list()].Node.Name
			}
			to := named[of]
			f.total(to, to.Node.List, "the "+to.Plural, to.Node.Called)
		}
	}
}

func (f *family) total(of *family, name, noun, one string) {
	of.isReached = true
	f.Totals = append(f.Totals, total{name, of, noun, one})
}

// kinds returns the types of node that implement an interface.
func (g *generator) kinds(of string) (kinds []*node) {
	for _, declared := range g.declared.Nodes {
		if !declared.IsAbstractType() && slices.Contains(declared.Interfaces, of) {
			kinds = append(kinds, newNode(declared))
		}
	}
	return kinds
}

// setKeys sets the keys of a family's groups, with their descriptions.
func (g *generator) setKeys(f *family) error {
	directive := f.Node.Directives.ForName("node")
	if f.OfEdges() {
		directive = f.End.Directives.ForName("end")
	}
	groups := directive.Arguments.ForName("groups")
	if groups == nil {
		return nil
	}
	for _, child := range groups.Value.Children {
		key := g.document.Definitions.ForName(groupKeys).EnumValues.ForName(child.Value.Raw)
		if key == nil {
			return fmt.Errorf("%w: %s is grouped by %s, which %s does not describe", ErrSchema, f.Name, child.Value.Raw, groupKeys)
		}
		f.Keys = append(f.Keys, key)
	}
	own := g.document.Definitions.ForName(f.Name + groupKeys)
	if own == nil {
		return nil
	}
	for _, key := range own.EnumValues {
		at := slices.IndexFunc(f.Keys, func(have *ast.EnumValueDefinition) bool { return have.Name == key.Name })
		if at < 0 {
			return fmt.Errorf("%w: %s describes %s, by which %s is not grouped", ErrSchema, own.Name, key.Name, f.Name)
		}
		f.Keys[at] = key
	}
	g.drop(own)
	return nil
}
