package planner

import "strings"

// theOne returns the one field that an element of an order has, or an object within it.
func theOne(name string, key object) (entry, error) {
	switch {
	case len(key) == 0:
		return entry{}, argumentError(name, "no field is given: write one of its fields, with a direction such as ASC")
	case len(key) > 1:
		return entry{}, argumentError(name, "%d fields are given, %s, but each object takes one: write %s", len(key), fieldNames(key), apart(name, key))
	case key[0].value == nil:
		return entry{}, argumentError(name+"."+key[0].name, "null is not something to sort by: write a direction, such as ASC, or "+
			"leave the field out")
	}
	return key[0], nil
}

func notSortable(name string) error { return argumentError(name, "a list cannot be sorted by it") }

// shownFields is how many fields a message about an order names.
const shownFields = 4

func fieldNames(key object) string {
	var names []string
	for _, e := range key[:min(len(key), shownFields)] {
		names = append(names, e.name)
	}
	if len(key) > shownFields {
		return strings.Join(names, ", ") + " and others"
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// apart writes the fields of an element as elements of their own. The name says where in an order they stand:
// orderBy[0].investors makes [{investors: {count: ASC}}, {investors: {nodeCount: DESC}}].
func apart(name string, key object) string {
	_, within, _ := strings.Cut(name, "]")
	before, after := "{", "}"
	for step := range strings.SplitSeq(strings.TrimPrefix(within, "."), ".") {
		if step != "" {
			before, after = before+step+": {", "}"+after
		}
	}
	var elements []string
	for _, e := range key[:min(len(key), shownFields)] {
		elements = append(elements, before+e.name+": "+literal(e.value)+after)
	}
	if len(key) > shownFields {
		elements = append(elements, "…")
	}
	return "[" + strings.Join(elements, ", ") + "]"
}

// literal writes what an order holds as GraphQL has it: a direction, or an object, which is written out where it has one
// field.
func literal(value any) string {
	switch value := value.(type) {
	case nil:
		return "ASC"
	case object:
		if len(value) == 1 {
			return "{" + value[0].name + ": " + literal(value[0].value) + "}"
		}
	case string:
		if len(value) <= len("DESC_NULLS_FIRST") {
			return value
		}
	}
	return "{…}"
}
