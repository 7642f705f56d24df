package input

import "strings"

// One returns the only field of an element of an order, or of an object in it.
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

// shownFields is the maximum number of fields that a message about an order names.
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

// apart writes each field of an element as an element of its own. The name is the position in the order:
// orderBy[0].investors gives [{investors: {count: ASC}}, {investors: {nodeCount: DESC}}].
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

// literal writes a value of an order in GraphQL syntax: a direction, or an object with one field. Larger objects are
// abbreviated.
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
