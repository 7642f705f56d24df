package planner

import (
	"fmt"
	"strings"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// order makes a list's sort keys. The last is always an id: that of the relationship where the list is of those.
func (p *planner) order(arguments map[string]any, l listing) ([]plan.Sort, error) {
	of := plan.OfNode
	if l.from.HasRelationship() {
		of = plan.OfRelationship
	}
	id := plan.Sort{Column: plan.Column{Of: of, Property: model.ID}}
	given, _ := arguments["orderBy"].([]any)
	keys := make([]plan.Sort, 0, 2*len(given)+1)
	for i, element := range given {
		key, _ := element.(object)
		more, err := p.sortKeys(fmt.Sprintf("orderBy[%d]", i), key, of, p.bindings.fields[l.name], l.nodeType)
		if err != nil {
			return nil, err
		}
		for _, sort := range more {
			if !sorted(keys, sort.Column) {
				keys = append(keys, sort)
			}
			if sort.Column == id.Column {
				return keys, nil // no two rows are left equal
			}
		}
	}
	return append(keys, id), nil
}

func sorted(keys []plan.Sort, column plan.Column) bool {
	for _, key := range keys {
		if key.Column == column {
			return true
		}
	}
	return false
}

// sortKeys makes the keys of one element, which has exactly one field: a property, or the node at the far end.
func (p *planner) sortKeys(
	name string, key object, of plan.Entity, fields map[string]binding, nodeType string,
) ([]plan.Sort, error) {
	if len(key) != 1 || key[0].value == nil {
		return nil, argumentError(name, "exactly one field is to be given, not null; further keys are further elements")
	}
	field, value := key[0].name, key[0].value
	if inner, isObject := value.(object); isObject {
		return p.sortKeys(name+"."+field, inner, plan.OfNode, p.bindings.fields[nodeType], "")
	}
	b, bound := fields[field].(property)
	direction, _ := value.(string)
	if !bound {
		return nil, argumentError(name, "nothing can be sorted by %s", field)
	}
	sort := plan.Sort{
		Column:     plan.Column{Of: of, Property: b.Property},
		Descending: strings.HasPrefix(direction, "DESC"),
		NullsFirst: strings.HasSuffix(direction, "NULLS_FIRST"),
	}
	switch b.Type() {
	case model.FoldedText:
		sort.Column.Part = plan.Key
	case model.DateType:
		sort.Column.Part = plan.Earliest
		latest := sort
		latest.Column.Part = plan.Latest
		return []plan.Sort{sort, latest}, nil
	}
	return []plan.Sort{sort}, nil
}
