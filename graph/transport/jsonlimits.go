package transport

import (
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// checkJSON returns the first limit that the JSON text of a request is beyond.
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

// extentOfJSON counts the values of a JSON text and how deep they are nested, up to what is needed to say that they are
// too many: a decoder would make each of them first. An object counts twice, since all fields that its type has are
// looked for in it.
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
