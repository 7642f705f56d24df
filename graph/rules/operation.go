package rules

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// NoOperation says that a document has not the one operation that a request names, or which operations it has where the request
// names none. It is empty where there is nothing wrong.
func NoOperation(document *ast.QueryDocument, name string) string {
	if document.Operations.ForName(name) != nil {
		return ""
	}
	names := namesOf(document.Operations, func(o *ast.OperationDefinition) string { return o.Name })
	switch {
	case name == "":
		return "the document has several operations: name one of them in operationName, " + oneOf(quoted(names), "or")
	case len(names) == 1 && names[0] == "":
		return "the document has no operation " + show(name) + ": its only operation has no name, so leave operationName out"
	case len(names) == 1:
		return "the document has no operation " + show(name) + ": its only operation is " + show(names[0])
	}
	message := "the document has no operation " + show(name) + ": its operations are " + oneOf(quoted(names), "and")
	if hints := nearest(name, names); 0 < len(hints) && len(hints) < len(names) {
		message += ";" + strings.Replace(didYouMean(hints), "Did", "did", 1)
	}
	return message
}
