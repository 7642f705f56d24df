package transport

import (
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// checkJSON returns an error for the first limit that the JSON text of a request exceeds.
func checkJSON(l document.Limits, text []byte) error {
	values, depth := extentOfJSON(text)
	switch {
	case values > l.Values:
		return &plan.LimitError{Limit: "values", What: "values in its variables", Most: l.Values, Figure: values}
	case depth > l.Nesting:
		return &plan.LimitError{Limit: "nesting", What: "levels of nested values", Most: l.Nesting, Figure: depth}
	}
	return nil
}

// extentOfJSON counts the values of a JSON text and their levels of nesting, without decoding it, since a decoder would
// allocate every value first. An object counts twice, since coercion looks up all fields of its type in it.
func extentOfJSON(text []byte) (values, depth int) {
	level, inText := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inText:
			switch c {
			case '\\':
				i++
			case '"':
				inText = false
			}
		case c == '"':
			inText = true
		case c == '{' || c == '[':
			values++
			if c == '{' {
				values++
			}
			level++
			depth = max(depth, level)
		case c == '}' || c == ']':
			level--
		case c == ',':
			values++
		}
	}
	return values, depth
}
