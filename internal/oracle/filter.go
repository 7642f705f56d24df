package oracle

import (
	"reflect"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// kinds maps fields of a filter that restrict rows to one type of node to its label.
var kinds = map[string]model.Label{
	"firm": model.Firm, "vcFund": model.VCFund, "stateFund": model.StateFund, "otherInvestor": model.OtherInvestor,
}

// scope is the context of filters and orders: the schema, and the graph at a time.
type scope struct {
	schema *ast.Schema
	graph  *indexed
	lists  map[listCondition]listAnswer
}

// inputType returns the name of the type of an input type's field.
func (s scope) inputType(input, field string) string {
	return s.schema.Types[input].Fields.ForName(field).Type.Name()
}

// those returns the rows that satisfy a filter.
func (s scope) those(input string, filter object, rows []row) []row {
	var left []row
	for _, r := range rows {
		if s.holds(input, filter, r) {
			left = append(left, r)
		}
	}
	return left
}

// holds reports whether a row satisfies a filter of the given input type. Fields that are null have no effect.
func (s scope) holds(input string, filter object, r row) bool {
	return combined(filter, func(field string, value any) bool { return s.condition(input, field, value, r) },
		func(inner object) bool { return s.holds(input, inner, r) })
}

// combined reports whether all conditions of an object are true. The fields and, or and not combine objects of its type.
func combined(filter object, condition func(field string, value any) bool, again func(object) bool) bool {
	for field, value := range filter {
		holds := true
		switch {
		case value == nil:
		case field == "and":
			for _, element := range value.([]any) {
				holds = holds && again(element.(object))
			}
		case field == "or":
			holds = false
			for _, element := range value.([]any) {
				holds = holds || again(element.(object))
			}
		case field == "not":
			holds = !again(value.(object))
		default:
			holds = condition(field, value)
		}
		if !holds {
			return false
		}
	}
	return true
}

func (s scope) condition(input, field string, value any, r row) bool {
	kind := s.inputType(input, field)
	if field == "node" && r.relationship != nil {
		return s.holds(kind, value.(object), r.far())
	}
	if kind == "SourceListFilter" {
		return s.listHolds("Source", value.(object), s.graph.cited(r))
	}
	if kind == "ConflictListFilter" {
		return s.listHolds("Conflict", value.(object), s.graph.conflicting[r.id()])
	}
	if name, is := isListOf(kind, "ListFilter"); is {
		return s.relationshipsHold(name, field, value.(object), r.node)
	}
	if single, is := s.graph.single(r, field); is {
		return single.node != nil && s.holds(kind, value.(object), single)
	}
	if label, is := kinds[field]; is && strings.TrimSuffix(kind, "Filter") == label.String() {
		return r.is(label) && s.holds(kind, value.(object), r)
	}
	property, of := r.value(field)
	return operatorsHold(kind, property, value.(object), of)
}

// listCondition identifies a condition on the relationships of a node at a time. A filter is identified by its address.
type listCondition struct {
	graph  *indexed
	node   *model.Node
	field  string
	filter uintptr
}

// listAnswer is the result of a condition. It references the filter, so that its address is not reused.
type listAnswer struct {
	holds  bool
	filter object
}

// relationshipsHold reports whether a condition on a node's relationships is true. Results are cached for each node, since
// nested conditions reach the same nodes along very many paths.
func (s scope) relationshipsHold(name, field string, filter object, of *model.Node) bool {
	key := listCondition{s.graph, of, field, reflect.ValueOf(filter).Pointer()}
	answer, known := s.lists[key]
	if !known {
		answer = listAnswer{s.listHolds(name, filter, s.graph.related(of, field, name)), filter}
		s.lists[key] = answer
	}
	return answer.holds
}

// listHolds reports whether a condition on a list of rows is true.
func (s scope) listHolds(name string, filter object, rows []row) bool {
	return combined(filter, func(field string, value any) bool {
		given := value.(object)
		if field == "aggregate" {
			return s.aggregateHolds(name, given, rows)
		}
		so := len(s.those(name+"Filter", given, rows))
		switch field {
		case "some":
			return so > 0
		case "all":
			return so == len(rows)
		case "none":
			return so == 0
		}
		return so == 1
	}, nil)
}
