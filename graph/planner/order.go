package planner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// order returns the sort keys of a list. The last is always an id: of the relationship if the list has relationships.
func (a *builder) order(arguments map[string]any, l listing) ([]plan.Sort, error) {
	of := a.bindings.entity(l.name)
	id := plan.Sort{Column: plan.Column{Of: of, Property: model.ID}}
	given, _ := arguments["orderBy"].([]any)
	keys := make([]plan.Sort, 0, 2*len(given)+1)
	for i, element := range given {
		more, err := a.sortKeys(fmt.Sprintf("orderBy[%d]", i), element, l.name, l.nodeType)
		if err != nil {
			return nil, err
		}
		for _, sort := range more {
			if sort.Over == nil && sorted(keys, sort.Column) {
				continue
			}
			keys = append(keys, sort)
			if sort.Over == nil && sort.Column == id.Column {
				return keys, nil // an id leaves no ties
			}
		}
	}
	return append(keys, id), nil
}

// only returns the field of an object that has exactly one.
func only(object any) input.Entry { return objectOf(object)[0] }

func sorted(keys []plan.Sort, column plan.Column) bool {
	return slices.ContainsFunc(keys, func(key plan.Sort) bool { return key.Over == nil && key.Column == column })
}

// sortKeys returns the keys of one element, which has exactly one field: a property, the node at the far end, a field
// of a single node that the row leads to, or an aggregate of relationships.
func (a *builder) sortKeys(name string, key any, typeName, nodeType string) ([]plan.Sort, error) {
	e := only(key)
	name += "." + e.Name
	if e.Name == "node" && nodeType != "" {
		return a.sortKeys(name, e.Value, nodeType, "")
	}
	switch b := a.seen(a.bindings.fields[typeName][e.Name]).(type) {
	case property:
		return propertyKeys(name, a.bindings.entity(typeName), b.Property, e.Value)
	case single:
		return a.singleKeys(name, b, e.Value)
	case connection:
		return a.relatedKeys(name, b, e.Value)
	case nil, plural, storedValue:
	default:
		panic("planner: a field that stands for something unknown")
	}
	return nil, notSortable(name)
}

func notSortable(name string) error {
	return input.Wrong(name, "sorting by this field is not supported")
}

// propertyKeys returns the keys of one property.
func propertyKeys(name string, of plan.Entity, property model.Property, value any) ([]plan.Sort, error) {
	column := plan.Column{Of: of, Property: property}
	switch property.Type() {
	case model.FoldedText:
		column.Part = plan.Key
	case model.DateType:
		column.Part = plan.Earliest
		latest := column
		latest.Part = plan.Latest
		return []plan.Sort{directed(plan.Sort{Column: column}, value), directed(plan.Sort{Column: latest}, value)}, nil
	case model.MoneyType:
		e := only(value)
		column.Part = map[string]plan.Part{"usd": plan.USD, "currency": plan.Currency, "value": plan.Units}[e.Name]
		value = e.Value
	case model.Text, model.Int, model.Bool, model.Enum, model.Amount, model.TextList, model.IDList, model.Reference:
	default:
		panic("planner: a property of an unknown type")
	}
	return []plan.Sort{directed(plan.Sort{Column: column}, value)}, nil
}

// directed sets the direction of a key from a value of Direction.
func directed(key plan.Sort, value any) plan.Sort {
	direction, _ := value.(string)
	key.Descending = strings.HasPrefix(direction, "DESC")
	key.NullsFirst = strings.HasSuffix(direction, "NULLS_FIRST")
	return key
}

// singleKeys returns the keys of one property of a single node that the row leads to.
func (a *builder) singleKeys(name string, b single, value any) ([]plan.Sort, error) {
	e := only(value)
	bound, isProperty := a.bindings.fields[b.typeName][e.Name].(property)
	if !isProperty {
		return nil, notSortable(name + "." + e.Name)
	}
	keys, err := propertyKeys(name+"."+e.Name, plan.OfNode, bound.Property, e.Value)
	if err != nil {
		return nil, err
	}
	key := keys[0]
	if key.Column.Part == plan.Earliest {
		key.Column.Part = plan.Moment // one value for both days
	}
	key.Over = &plan.Aggregate{Set: plan.Set{From: b.from, Where: b.where}, Value: plan.Value{Func: plan.ScalarSubquery, Column: key.Column}}
	key.Column = plan.Column{}
	return []plan.Sort{key}, a.Meter.Parts(plan.SingleSortParts, 1)
}

// relatedKeys returns the keys of an aggregate of a connection's relationships.
func (a *builder) relatedKeys(name string, b connection, value any) ([]plan.Sort, error) {
	set, rest, err := a.restricted(name, a.edgeScope(b.edge, 1), b, objectOf(value))
	if err != nil {
		return nil, err
	}
	by := only(rest)
	made, err := a.madeKeys(name+"."+by.Name, set, b.edge, objectOf(by.Value))
	if err != nil {
		return nil, err
	}
	keys := make([]plan.Sort, len(made.values))
	for i, v := range made.values {
		keys[i] = directed(plan.Sort{Over: &plan.Aggregate{Set: made.set, Value: v}}, made.direction)
	}
	weight := 1 // a number of relationships is fast to read
	if made.set.Where != nil || made.set.Then != nil || made.values[0].Func > plan.CountDistinctNodes {
		weight = plan.MadeSortParts
	}
	return keys, a.Meter.Parts(weight, 1)
}

// made is the aggregate that one element of an order sorts by.
type made struct {
	set       plan.Set
	values    []plan.Value // both halves of a sum
	direction any
}

// madeKeys returns the aggregate that an element sorts by.
func (a *builder) madeKeys(name string, set plan.Set, typeName string, key input.Object) (made, error) {
	e := only(key)
	name += "." + e.Name
	if fn, isCount := counts[e.Name]; isCount {
		return made{set, []plan.Value{{Func: fn}}, e.Value}, nil
	}
	inner := objectOf(e.Value)
	if over, isSum := a.bindings.totals[typeName][e.Name]; isSum {
		return a.madeKeys(name, a.over(over, set), over.typeName, inner)
	}
	b, bound := a.bindings.fields[typeName][e.Name].(property)
	if !bound {
		return made{}, notSortable(name)
	}
	value := plan.Value{Column: plan.Column{Of: a.bindings.entity(typeName), Property: b.Property}}
	switch b.Type() {
	case model.DateType:
		value.Column.Part = plan.Moment
	case model.MoneyType:
		of := only(inner)
		inner = objectOf(of.Value)
		value.Column.Part = plan.USD
		if of.Name == "inCurrency" {
			value.Column.Part = plan.Units
			rest, err := inCurrency(name+"."+of.Name, &value.Column, inner)
			if err != nil {
				return made{}, err
			}
			inner = objectOf(only(rest).Value)
		}
	case model.Text, model.FoldedText, model.Int, model.Bool, model.Enum, model.Amount, model.TextList, model.IDList, model.Reference:
	default:
		panic("planner: a property of an unknown type")
	}
	of := only(inner)
	funcs := map[string][]plan.Func{"min": {plan.Min}, "max": {plan.Max}, "sum": {plan.SumHigh, plan.SumLow}}[of.Name]
	values := make([]plan.Value, len(funcs))
	for i, fn := range funcs {
		values[i] = plan.Value{Func: fn, Column: value.Column}
	}
	return made{set, values, of.Value}, nil
}
