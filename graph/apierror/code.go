package apierror

import (
	"errors"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/store"
)

// The values of extensions.code, in addition to gqlgen's GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED. Codes are
// stable. Messages are for people and may change.
const (
	CodeInvalidRequest         = "INVALID_REQUEST"           // the HTTP request does not contain a GraphQL request
	CodeInvalidArgument        = "INVALID_ARGUMENT"          // the value of an argument or variable is not allowed
	CodeInvalidCursor          = "INVALID_CURSOR"            // `after` or `before` is not a cursor of this list
	CodeInvalidID              = "INVALID_ID"                // an id is malformed
	CodeLimitExceeded          = "LIMIT_EXCEEDED"            // the query or its response is too large
	CodeUnavailable            = "UNAVAILABLE"               // the database is unreachable or unusable
	CodeOverloaded             = "OVERLOADED"                // the server is too busy: no place or memory, or waited too long
	CodeAccessDenied           = "ACCESS_DENIED"             // the database rejected the server's credentials
	CodeInvalidData            = "INVALID_DATA"              // the data violates a rule of the graph
	CodeTimeout                = "TIMEOUT"                   // the query took too long
	CodeCancelled              = "CANCELLED"                 // the client disconnected
	CodeDocumentNotTrusted     = "DOCUMENT_NOT_TRUSTED"      // the document is not in the server's list
	CodeIntrospectionOff       = "INTROSPECTION_DISABLED"    // introspection is disabled
	CodePersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND" // no cached document has this hash: send the text with its hash
	CodeInternal               = "INTERNAL"                  // a fault of the server, identified by extensions.requestId
)

// ErrExport is wrapped by errors in a request for a file. Its text is for clients.
var ErrExport = errors.New("invalid export")

// forClients marks errors whose own text is for clients.
const forClients = ""

// coded contains the code of each sentinel error, and a message for clients if the error's own text is not for them. The
// first match counts, so an error that wraps another comes before it. An error without a match is INTERNAL, and no test
// finds a sentinel that is missing here.
var coded = []struct {
	sentinel error
	code     string
	message  string
}{
	{input.ErrArgument, CodeInvalidArgument, forClients},
	{input.ErrID, CodeInvalidID, forClients},
	{ErrExport, CodeInvalidArgument, forClients},
	{plan.ErrNamed, CodeInvalidArgument, forClients},
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

// codedAs returns the code of an error, and the message that replaces its text for clients.
func codedAs(err error) (code, message string) {
	for _, c := range coded {
		if errors.Is(err, c.sentinel) {
			return c.code, c.message
		}
	}
	return CodeInternal, internalMessage
}

// CodeOf returns the code that clients see for an error of any step of a request.
func CodeOf(err error) string {
	code, _ := codedAs(err)
	return code
}

// IsAway reports whether the database did not accept the operation, because of the state of the server and not of the
// query. The HTTP status is then 503, with Retry-After.
func IsAway(errs gqlerror.List) bool {
	for _, err := range errs {
		switch err.Extensions["code"] {
		case CodeUnavailable, CodeOverloaded, CodeAccessDenied:
			return true
		}
	}
	return false
}

// WithCode sets the code of errors that have none.
func WithCode(code string, errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		if err.Extensions["code"] == nil {
			errcode.Set(err, code)
		}
	}
	return errs
}
