package differential_test

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The matrix has one query for each pair of a construct of a filter and what can stand directly inside it: another
// construct, or an operator on a kind of value.

// wrap is a construct as it can be written on an input type: it has a filter of another type, or of the same, inside.
type wrap struct {
	kind   string
	inside *ast.Definition
	write  func(d *draft, inner string) string
}

// leaf is a condition that compares a value, as it can be written on an input type. Its kind is the way to the operator,
// with the types of properties in the place of their names; for what relationships come to it is the way without the
// operator, since those of one way differ in nothing else.
type leaf struct {
	kind  string
	write func(d *draft) string
}

// wraps returns every construct that a filter can have.
func wraps(schema *ast.Schema, on *ast.Definition) []wrap {
	owner := subject{owner: strings.TrimSuffix(on.Name, "Filter")}
	id := operatorOf(schema, "IDFilter", "eq")
	one := func(d *draft) string { // of many rows
		return "{id: {eq: " + d.variable(variable{typ: id.Type, operator: id.Name, subject: owner}) + "}}"
	}
	all := []wrap{
		{"and", on, func(d *draft, inner string) string { return "{and: [{not: " + one(d) + "}, " + inner + "]}" }},
		{"or", on, func(d *draft, inner string) string { return "{or: [" + inner + ", " + one(d) + "]}" }},
		{"not", on, func(_ *draft, inner string) string { return "{not: " + inner + "}" }},
	}
	for _, f := range on.Fields {
		target := schema.Types[f.Type.Name()]
		one := func(kind string) {
			all = append(all, wrap{kind, target, func(_ *draft, inner string) string {
				return "{" + f.Name + ": " + inner + "}"
			}})
		}
		switch some := target.Fields.ForName("some"); {
		case some != nil:
			edge := schema.Types[some.Type.Name()]
			if edge.Fields.ForName("node") == nil { // sources, which are nodes
				for _, quantifier := range []string{"some", "all", "none"} {
					all = append(all, wrap{quantifier + " of sources", edge, func(_ *draft, inner string) string {
						return "{" + f.Name + ": {" + quantifier + ": " + inner + "}}"
					}})
				}
				continue
			}
			node := schema.Types[edge.Fields.ForName("node").Type.Name()]
			all = append(all, quantified(schema, f.Name, edge, "", "")...)
			all = append(all, quantified(schema, f.Name, node, "{node: ", "}")...)
		case !isCondition(target) || f.Name == "not" || f.Type.Elem != nil:
		case f.Name == "node":
			one("node")
		case isInterface(on):
			one("kind")
		default:
			one("single node")
		}
	}
	return all
}

// isInterface reports whether a filter is of an interface, whose fields can be filters of one kind.
func isInterface(on *ast.Definition) bool {
	return on.Name == "InvestorFilter" || on.Name == "OrganisationFilter" || on.Name == "FundFilter"
}

// quantified returns the constructs that ask of relationships, or of the nodes at their far ends, taken together.
func quantified(schema *ast.Schema, field string, inside *ast.Definition, before, after string) []wrap {
	var all []wrap
	for _, quantifier := range []string{"some", "all", "none", "single"} {
		all = append(all, wrap{quantifier, inside, func(_ *draft, inner string) string {
			return "{" + field + ": {" + quantifier + ": " + before + inner + after + "}}"
		}})
	}
	count := operatorOf(schema, "IntFilter", "gt")
	return append(all, wrap{"aggregate.filter", inside, func(d *draft, inner string) string {
		least := d.variable(variable{typ: count.Type, operator: count.Name, subject: subject{made: "count"}})
		return "{" + field + ": {aggregate: {filter: " + before + inner + after + ", count: {gt: " + least + "}}}}"
	}})
}

func operatorOf(schema *ast.Schema, filter, name string) *ast.FieldDefinition {
	return schema.Types[filter].Fields.ForName(name)
}

// leaves returns every condition on a value that a filter can have, with those on what relationships come to.
func leaves(schema *ast.Schema, on *ast.Definition) []leaf {
	d := &draft{schema: schema}
	var all []leaf
	for _, f := range on.Fields {
		target := d.schema.Types[f.Type.Name()]
		switch {
		case d.isValue(target):
			all = append(all, d.leavesOf(f, target, subject{}.in(on, f.Name), target.Name)...)
		case target.Fields.ForName("aggregate") != nil:
			aggregate := target.Fields.ForName("aggregate")
			made := d.schema.Types[aggregate.Type.Name()]
			for _, m := range made.Fields {
				if m.Name == "filter" {
					continue
				}
				inner := d.schema.Types[m.Type.Name()]
				for _, l := range d.leavesOf(m, inner, subject{}.in(made, m.Name), "aggregate."+d.word(m, inner)) {
					query := l.kind[:strings.LastIndex(l.kind, ".")]
					all = append(all, leaf{query, func(d *draft) string {
						return "{" + f.Name + ": {aggregate: " + l.write(d) + "}}"
					}})
				}
			}
		}
	}
	return all
}

// word returns what a kind has of a field: its name, or that of its type where the name is a property's.
func (d *draft) word(f *ast.FieldDefinition, target *ast.Definition) string {
	switch f.Name {
	case "count", "nodeCount", "nodes", "rounds":
		return f.Name
	}
	if target.Kind == ast.InputObject && strings.HasSuffix(target.Name, "AggregateFilter") && target.Name != "CurrencyAggregateFilter" {
		return strings.TrimSuffix(target.Name, "AggregateFilter")
	}
	return f.Name
}

// leavesOf returns the conditions that a field's type of values gives.
func (d *draft) leavesOf(f *ast.FieldDefinition, target *ast.Definition, s subject, kind string) []leaf {
	var all []leaf
	for _, inner := range target.Fields {
		if inner.Type.NonNull { // the currency, which stands beside the others
			continue
		}
		if !d.isLeaf(inner) {
			query := kind + "." + d.word(inner, d.schema.Types[inner.Type.Name()])
			for _, l := range d.leavesOf(inner, d.schema.Types[inner.Type.Name()], s.in(target, inner.Name), query) {
				all = append(all, leaf{l.kind, func(d *draft) string {
					return "{" + f.Name + ": " + d.beside(target) + l.write(d)[1:] + "}"
				}})
			}
			continue
		}
		if inner.Name == "isNull" || inner.Name == "isEmpty" {
			for _, truth := range []string{"true", "false"} {
				all = append(all, leaf{kind + "." + inner.Name + " " + truth, func(*draft) string {
					return "{" + f.Name + ": {" + inner.Name + ": " + truth + "}}"
				}})
			}
			continue
		}
		v := variable{typ: inner.Type, operator: inner.Name, subject: s}
		if inner.Type.Elem != nil && (s.made != "" || inner.Type.Name() == "PartialDate" || target.Name == "TextListFilter") {
			v.length = 2
		}
		all = append(all, leaf{kind + "." + inner.Name, func(d *draft) string {
			return "{" + f.Name + ": {" + inner.Name + ": " + d.variable(v) + "}}"
		}})
	}
	return all
}

// beside opens a value of an input type with the fields that it must have.
func (d *draft) beside(target *ast.Definition) string {
	text := "{"
	for _, f := range target.Fields {
		if f.Type.NonNull {
			text += f.Name + ": " + d.variable(variable{typ: f.Type, operator: f.Name, subject: subject{part: f.Name}}) + ", "
		}
	}
	return text
}
