package differential_test

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// subject is the operand that a filter compares with values. It determines which values are likely to match.
type subject struct {
	owner    string // the type with the property
	property string
	part     string // of money: value, usd, currency, inCurrency
	made     string // of an aggregate: count, nodeCount, min, max, sum
}

// in returns the subject of a field of a filter whose subject is s.
func (s subject) in(on *ast.Definition, field string) subject {
	switch {
	case on.Name == "MoneyFilter" || on.Name == "MoneyAggregateFilter" || field == "currency":
		s.part = field
	case field == "min" || field == "max" || field == "sum" || field == "count" || field == "nodeCount":
		s.made = field
	case isCondition(on):
		s = subject{owner: strings.TrimSuffix(on.Name, "Filter"), property: field}
	case strings.HasSuffix(on.Name, "AggregateFilter") || strings.HasSuffix(on.Name, "GroupFilter"):
		s = subject{property: field}
	}
	return s
}

// isCondition reports whether an input type is a filter of nodes or of relationships.
func isCondition(definition *ast.Definition) bool {
	return definition.Fields.ForName("not") != nil && definition.Fields.ForName("count") == nil
}

// filter writes a value of a filter's input type.
func (d *draft) filter(definition *ast.Definition, s subject, depth int) string {
	d.arrive(definition)
	var fields, drawn ast.FieldList
	for _, f := range definition.Fields {
		switch {
		case f.Type.NonNull:
			drawn = append(drawn, f)
		case depth > 0 && d.parts > 0 || d.isLeaf(f) || d.isValue(d.schema.Types[f.Type.Name()]):
			fields = append(fields, f)
		}
	}
	least, most := 1, 2
	if d.isOperators(definition) {
		most = 1
	}
	if chance(d.t, 1) {
		most++
	}
	if pick(d.t, 16) == 0 {
		least = 0
	}
	var parts []string
	for _, f := range append(drawn, d.some(fields, least, most)...) {
		parts = append(parts, f.Name+": "+d.condition(f, definition, s, depth))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (d *draft) condition(f *ast.FieldDefinition, on *ast.Definition, s subject, depth int) string {
	target := d.schema.Types[f.Type.Name()]
	if d.isPartOfFilter(on, f) {
		d.parts--
	}
	switch {
	case target.Kind == ast.InputObject && f.Type.Elem != nil:
		var parts []string
		for range pick(d.t, 4) {
			parts = append(parts, d.filter(target, s, depth-1))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case target.Kind == ast.InputObject:
		return d.filter(target, s.in(on, f.Name), depth-1)
	case f.Name == "isNull" || f.Name == "isEmpty": // true and false are different conditions, so this is no variable
		return strconv.FormatBool(chance(d.t, 4))
	case f.Name == "currency":
		s = s.in(on, f.Name)
	}
	v := variable{typ: f.Type, operator: f.Name, subject: s}
	if f.Type.Elem != nil && (s.made != "" || target.Name == "PartialDate" || on.Name == "TextListFilter") {
		v.length = 1 + pick(d.t, 3) // each value becomes a condition of the statement
	}
	return d.variable(v)
}

// isPartOfFilter reports whether a field of a filter counts as a part: it follows relationships, or aggregates rows.
func (d *draft) isPartOfFilter(on *ast.Definition, f *ast.FieldDefinition) bool {
	switch f.Name {
	case "some", "all", "none", "single":
		return true
	case "count", "nodeCount", "min", "max", "sum":
		return strings.HasSuffix(on.Name, "AggregateFilter")
	}
	target := d.schema.Types[f.Type.Name()]
	// Neither the node of a relationship's row nor the filter of one type of node counts.
	return isCondition(on) && isCondition(target) && target != on && f.Name != "node" && !isInterface(on)
}

// isValue reports whether an input type has only values, directly or in nested input types.
func (d *draft) isValue(definition *ast.Definition) bool {
	if definition.Kind != ast.InputObject || definition.Fields.ForName("not") != nil {
		return false
	}
	for _, f := range definition.Fields {
		if !d.isLeaf(f) && !d.isValue(d.schema.Types[f.Type.Name()]) {
			return false
		}
	}
	return true
}

// isOperators reports whether an input type has only values, without nested input types.
func (d *draft) isOperators(definition *ast.Definition) bool {
	if definition.Kind != ast.InputObject {
		return false
	}
	for _, f := range definition.Fields {
		if !d.isLeaf(f) {
			return false
		}
	}
	return true
}
