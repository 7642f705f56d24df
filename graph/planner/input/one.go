package input

import "strings"

// One returns the one field that an element of an order has, or an object within it.
func One(name string, key Object) (Entry, error) {
	switch {
	case len(key) == 0:
		return Entry{}, Wrong(name, "the object is empty: write one field with a direction, such as {id: ASC}")
	case len(key) > 1:
		return Entry{}, Wrong(name, "the object has %d fields, %s; exactly one is allowed: write %s", len(key), fieldNames(key), apart(name, key))
	case key[0].Value == nil:
		return Entry{}, Wrong(name+"."+key[0].Name, "null is not a direction: write one, such as ASC, or "+
			"omit the field")
	}
	return key[0], nil
}

// shownFields is how many fields a message about an order names.
const shownFields = 4

func fieldNames(key Object) string {
	var names []string
	for _, e := range key[:min(len(key), shownFields)] {
		names = append(names, e.Name)
	}
	if len(key) > shownFields {
		return strings.Join(names, ", ") + " and others"
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// apart writes the fields of an element as elements of their own. The name says where in an order they stand:
// orderBy[0].investors makes [{investors: {count: ASC}}, {investors: {nodeCount: DESC}}].
func apart(name string, key Object) string {
	_, within, _ := strings.Cut(name, "]")
	before, after := "{", "}"
	for step := range strings.SplitSeq(strings.TrimPrefix(within, "."), ".") {
		if step != "" {
			before, after = before+step+": {", "}"+after
		}
	}
	var elements []string
	for _, e := range key[:min(len(key), shownFields)] {
		elements = append(elements, before+e.Name+": "+literal(e.Value)+after)
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
	case Object:
		if len(value) == 1 {
			return "{" + value[0].Name + ": " + literal(value[0].Value) + "}"
		}
	case string:
		if len(value) <= len("DESC_NULLS_FIRST") {
			return value
		}
	}
	return "{…}"
}
