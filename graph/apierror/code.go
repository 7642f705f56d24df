package apierror

import (
	"errors"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/store"
)

// The values of extensions.code, beside gqlgen's GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED. They are stable;
// messages are for people and may change.
const (
	CodeInvalidRequest         = "INVALID_REQUEST"           // the HTTP request does not hold a GraphQL request
	CodeInvalidArgument        = "INVALID_ARGUMENT"          // an argument or variable has a value that is not allowed
	CodeInvalidCursor          = "INVALID_CURSOR"            // `after` is not a cursor of this list
	CodeInvalidID              = "INVALID_ID"                // an id does not look like one
	CodeLimitExceeded          = "LIMIT_EXCEEDED"            // the query, or its answer, is too large
	CodeUnavailable            = "UNAVAILABLE"               // the database cannot be reached now, or is not one to be used
	CodeOverloaded             = "OVERLOADED"                // the server is too busy: this query found no room or memory, or waited too long
	CodeAccessDenied           = "ACCESS_DENIED"             // the database does not let the server in; the query is fine
	CodeInvalidData            = "INVALID_DATA"              // the data breaks a rule of the graph
	CodeTimeout                = "TIMEOUT"                   // the query took too long
	CodeCancelled              = "CANCELLED"                 // the client went away
	CodeDocumentNotTrusted     = "DOCUMENT_NOT_TRUSTED"      // the server answers only the documents in its list
	CodeIntrospectionOff       = "INTROSPECTION_DISABLED"    // the server does not show its schema
	CodePersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND" // no document with this hash is kept: send the text with its hash
	CodeInternal               = "INTERNAL"                  // a fault of the server, named by extensions.requestId
)

// ErrExport is wrapped by what is wrong with a request for a file. Its text is for who asked.
var ErrExport = errors.New("invalid export")

// forClients stands where the error's own text is for clients.
const forClients = ""

// coded holds the code of each sentinel, and the message for clients where the error's own text is not for them.
var coded = []struct {
	sentinel error
	code     string
	message  string
}{
	{input.ErrArgument, CodeInvalidArgument, forClients},
	{input.ErrID, CodeInvalidID, forClients},
	{ErrExport, CodeInvalidArgument, forClients},
	{plan.ErrCursor, CodeInvalidCursor, forClients},
	{plan.ErrLimit, CodeLimitExceeded, forClients},
	{store.ErrTooLarge, CodeLimitExceeded, "the query or its answer is too large for the database: request less, or split the query"},
	{store.ErrTimeout, CodeTimeout, "the query timed out: request less, filter by id, or split the query"},
	{store.ErrCancelled, CodeCancelled, "the request was cancelled"},
	{store.ErrInvalid, CodeInvalidData, "the data is invalid: nothing was written"},
	{store.ErrBusy, CodeOverloaded, "the server is overloaded: retry in a second"},
	{store.ErrDenied, CodeAccessDenied, "the database rejected the server's credentials: contact the operator; the query is valid"},
	{store.ErrForeign, CodeUnavailable, "the server cannot use its database: contact the operator; the query is valid"},
	{store.ErrReplaced, CodeUnavailable, "the database file was deleted or replaced while it was open: contact the operator, who must restart the server"},
	{store.ErrDamaged, CodeUnavailable, "the database is corrupt: contact the operator, who can restore a backup or reload the data"},
	{store.ErrUnavailable, CodeUnavailable, "the database is unavailable: retry later; the query is valid"},
}

// codedAs returns the code of an error, and the message for clients that replaces its text.
func codedAs(err error) (code, message string) {
	for _, c := range coded {
		if errors.Is(err, c.sentinel) {
			return c.code, c.message
		}
	}
	return CodeInternal, internalMessage
}

// CodeOf returns the code that clients are given for an error of any step of a request.
func CodeOf(err error) string {
	code, _ := codedAs(err)
	return code
}

// IsAway reports whether errors say that the database did not take the operation, which is the server's state and not
// the query's fault.
func IsAway(errs gqlerror.List) bool {
	for _, err := range errs {
		switch err.Extensions["code"] {
		case CodeUnavailable, CodeOverloaded, CodeAccessDenied:
			return true
		}
	}
	return false
}

// WithCode gives errors that have no code this one.
func WithCode(code string, errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		if err.Extensions["code"] == nil {
			errcode.Set(err, code)
		}
	}
	return errs
}
