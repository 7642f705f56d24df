package oracle

import (
	"reflect"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// kinds are the fields of a filter that ask for one kind of node.
var kinds = map[string]model.Label{
	"firm": model.Firm, "vcFund": model.VCFund, "stateFund": model.StateFund, "otherInvestor": model.OtherInvestor,
}

// those returns the rows that a filter holds for.
func (e *evaluation) those(input string, filter object, rows []row) []row {
	var left []row
	for _, r := range rows {
		if e.holds(input, filter, r) {
			left = append(left, r)
		}
	}
	return left
}

// holds reports whether a filter of an input type holds for a row. What is null is not given.
func (e *evaluation) holds(input string, filter object, r row) bool {
	return combined(filter, func(field string, value any) bool { return e.condition(input, field, value, r) },
		func(inner object) bool { return e.holds(input, inner, r) })
}

// combined reports whether all that an object gives holds, where and, or and not are of objects like it.
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

func (e *evaluation) condition(input, field string, value any, r row) bool {
	kind := e.inputType(input, field)
	if field == "node" && r.relationship != nil {
		return e.holds(kind, value.(object), r.far())
	}
	if kind == "SourceListFilter" {
		return e.listHolds("Source", value.(object), e.graph.cited(r))
	}
	if kind == "ConflictListFilter" {
		return e.listHolds("Conflict", value.(object), e.graph.conflicting[r.id()])
	}
	if name, is := isListOf(kind, "ListFilter"); is {
		return e.relationshipsHold(name, field, value.(object), r.node)
	}
	if single, is := e.graph.single(r, field); is {
		return single.node != nil && e.holds(kind, value.(object), single)
	}
	if label, is := kinds[field]; is && strings.TrimSuffix(kind, "Filter") == label.String() {
		return r.is(label) && e.holds(kind, value.(object), r)
	}
	property, of := r.value(field)
	return operatorsHold(kind, property, value.(object), of)
}

// listCondition is a condition on the relationships of a node, seen at a time. A filter is known by where it is kept.
type listCondition struct {
	graph  *indexed
	node   *model.Node
	field  string
	filter uintptr
}

// listAnswer is whether a condition holds, with its filter: while that is here, no other is kept in its place.
type listAnswer struct {
	holds  bool
	filter object
}

// relationshipsHold reports whether a condition on a node's relationships holds. It is found out once for each node, since
// conditions within each other come to the same nodes along very many ways.
func (e *evaluation) relationshipsHold(name, field string, filter object, of *model.Node) bool {
	key := listCondition{e.graph, of, field, reflect.ValueOf(filter).Pointer()}
	answer, known := e.lists[key]
	if !known {
		answer = listAnswer{e.listHolds(name, filter, e.graph.related(of, field, name)), filter}
		e.lists[key] = answer
	}
	return answer.holds
}

// listHolds reports whether a condition on a node's relationships, taken together, holds.
func (e *evaluation) listHolds(name string, filter object, rows []row) bool {
	return combined(filter, func(field string, value any) bool {
		given := value.(object)
		if field == "aggregate" {
			return e.aggregateHolds(name, given, rows)
		}
		so := len(e.those(name+"Filter", given, rows))
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
