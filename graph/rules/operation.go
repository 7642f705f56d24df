package rules

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// NoOperation returns the message if a document does not have the operation that a request names, or if the request
// must name one of several. It returns "" if the operation exists.
func NoOperation(document *ast.QueryDocument, name string) string {
	if document.Operations.ForName(name) != nil {
		return ""
	}
	names := namesOf(document.Operations, func(o *ast.OperationDefinition) string { return o.Name })
	switch {
	case name == "":
		return "the document has several operations: set `operationName` to " + oneOf(quoted(names), "or")
	case len(names) == 1 && names[0] == "":
		return "unknown operation " + show(name) + ". The only operation of the document has no name: omit `operationName`."
	case len(names) == 1:
		return "unknown operation " + show(name) + ". The only operation of the document is " + show(names[0]) + "."
	}
	message := "unknown operation " + show(name) + "."
	if hints := nearest(name, names); 0 < len(hints) && len(hints) < len(names) {
		message += didYouMean(hints)
	}
	return message + " The operations of the document are " + oneOf(quoted(names), "and") + "."
}
