package differential_test

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The matrix has one query for each pair of a construct of a filter and a condition directly inside it: another construct,
// or an operator with a type of operand.

// wrap is a construct of an input type. It contains a filter of the same type or of another one.
type wrap struct {
	kind   string
	inside *ast.Definition
	write  func(d *draft, inner string) string
}

// leaf is a condition of an input type that compares a value. Its kind is the path of fields to the operator, with types of
// properties instead of their names. For an aggregate the kind omits the operator, since operators on it do not differ.
type leaf struct {
	kind  string
	write func(d *draft) string
}

// wraps returns every construct of a filter.
func wraps(schema *ast.Schema, on *ast.Definition) []wrap {
	owner := subject{owner: strings.TrimSuffix(on.Name, "Filter")}
	key := "id"
	if on.Fields.ForName(key) == nil { // conflicts have no id
		key = "value"
	}
	owner.property = key
	eq := operatorOf(schema, on.Fields.ForName(key).Type.Name(), "eq")
	one := func(d *draft) string { // true for few of many rows
		return "{" + key + ": {eq: " + d.variable(variable{typ: eq.Type, operator: eq.Name, subject: owner}) + "}}"
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
			if edge.Fields.ForName("node") == nil { // sources have no relationship
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

// isInterface reports whether a filter is for an interface. Such a filter has fields with the filter of one type of node.
func isInterface(on *ast.Definition) bool {
	return on.Name == "InvestorFilter" || on.Name == "OrganisationFilter" || on.Name == "FundFilter"
}

// quantified returns the constructs for relationships, or for the nodes at their far ends.
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

// leaves returns every condition of a filter on a value or on an aggregate.
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

// word returns a field's part of a kind: its name, or the name of its type if the field is a property.
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

// leavesOf returns the conditions of a field, one for each operator.
func (d *draft) leavesOf(f *ast.FieldDefinition, target *ast.Definition, s subject, kind string) []leaf {
	var all []leaf
	for _, inner := range target.Fields {
		if inner.Type.NonNull { // the currency, which is required with any operator
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

// beside writes the beginning of an input object with its required fields.
func (d *draft) beside(target *ast.Definition) string {
	text := "{"
	for _, f := range target.Fields {
		if f.Type.NonNull {
			text += f.Name + ": " + d.variable(variable{typ: f.Type, operator: f.Name, subject: subject{part: f.Name}}) + ", "
		}
	}
	return text
}
