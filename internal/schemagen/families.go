package schemagen

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/schema"
)

// step is a type of relationship that steps of paths follow.
type step struct {
	*ast.Definition
	Type, Follow string     // in the graph, and of PathRelationships
	Start, End   string     // what stands there
	Node         schema.End // which a condition is about
}

// steps returns a step for each type of relationship.
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

// groupKeys is the enum that describes the keys of groups. One of a family's own describes some of them otherwise.
const groupKeys = "GroupBy"

// families returns a family for each type of node, and one for each list of relationships.
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

// shared returns which types of a family are another's, by what they end in, as @shares says.
func shared(directives ast.DirectiveList) map[string]string {
	with := map[string]string{}
	for _, shares := range directives.ForNames("shares") {
		for _, child := range shares.Arguments.ForName("types").Value.Children {
			with[child.Value.Raw] = shares.Arguments.ForName("with").Value.Raw
		}
	}
	return with
}

// setMembers gives a family the fields that are not on every row.
func (g *generator) setMembers(f *family, fields ast.FieldList) {
	for _, field := range fields {
		switch {
		case field.Name == "id":
		case f.OfEdges() && (field.Name == "start" || field.Name == "end"): // of which one is the node of the edge
		default:
			f.Members = append(f.Members, g.newMember(field))
		}
	}
}

// lead notes in the families of the nodes that rows lead to how these are reached, and what they add to what rows come to.
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

// kinds returns the types of node that an interface stands for.
func (g *generator) kinds(of string) (kinds []*node) {
	for _, declared := range g.declared.Nodes {
		if !declared.IsAbstractType() && slices.Contains(declared.Interfaces, of) {
			kinds = append(kinds, newNode(declared))
		}
	}
	return kinds
}

// setKeys describes the keys of a family's groups.
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
