package graph

import (
	"context"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
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

// forClients stands where the error's own text is for clients.
const forClients = ""

// coded holds the code of each sentinel, and what a client is told where the error's own text is not for clients.
var coded = []struct {
	sentinel error
	code     string
	message  string
}{
	{planner.ErrArgument, CodeInvalidArgument, forClients},
	{planner.ErrID, CodeInvalidID, forClients},
	{ErrExport, CodeInvalidArgument, forClients},
	{plan.ErrCursor, CodeInvalidCursor, forClients},
	{plan.ErrLimit, CodeLimitExceeded, forClients},
	{store.ErrTooLarge, CodeLimitExceeded, "the query or its answer is too large for the database: ask for less, or send several queries"},
	{store.ErrTimeout, CodeTimeout, "the query took too long: ask for less, filter by id, or send several queries"},
	{store.ErrCancelled, CodeCancelled, "the request was cancelled before it was answered"},
	{store.ErrInvalid, CodeInvalidData, "the data breaks a rule of the graph: nothing was written"},
	{store.ErrBusy, CodeOverloaded, "the server is busy with other queries: try again in a second"},
	{store.ErrDenied, CodeAccessDenied, "the database does not let this server in: contact the operator; your query is fine"},
	{store.ErrForeign, CodeUnavailable, "this server cannot use its database: contact the operator; your query is fine"},
	{store.ErrReplaced, CodeUnavailable, "the database's file was deleted or replaced while the server had it open: contact the operator, who has to restart the server"},
	{store.ErrDamaged, CodeUnavailable, "the database is damaged: contact the operator, who can restore it from a backup or load the data anew"},
	{store.ErrUnavailable, CodeUnavailable, "the database cannot be reached now: try again later; your query is fine"},
}

// isAway reports whether errors say that the database did not take the operation, which is the server's state and not
// the query's fault.
func isAway(errs gqlerror.List) bool {
	for _, err := range errs {
		switch err.Extensions["code"] {
		case CodeUnavailable, CodeOverloaded, CodeAccessDenied:
			return true
		}
	}
	return false
}

// present makes of an error what a client sees, and logs what it does not.
func (e *Executor) present(ctx context.Context, err error) gqlerror.List {
	var fields planner.Errors
	if !errors.As(err, &fields) {
		return gqlerror.List{e.presentOne(ctx, err)}
	}
	fields = fields[:min(len(fields), toldErrors)]
	list := make(gqlerror.List, 0, len(fields))
	for _, field := range fields {
		presented := e.presentOne(ctx, field)
		presented.Path = field.Path
		if field.Position != nil {
			presented.Locations = []gqlerror.Location{{Line: field.Position.Line, Column: field.Position.Column}}
		}
		list = append(list, presented)
	}
	return list
}

func (e *Executor) presentOne(ctx context.Context, err error) *gqlerror.Error {
	code, message := codedAs(err)
	if message == forClients {
		if code == CodeLimitExceeded {
			return presentLimit(err)
		}
		return refusal(code, err.Error())
	}
	level := slog.LevelWarn
	if code == CodeInternal {
		level = slog.LevelError
	}
	e.logger.LogAttrs(ctx, level, "query failed",
		slog.String("code", code), slog.String("requestId", RequestID(ctx)), slog.Any("error", err))
	if code == CodeInternal {
		return internalError(ctx)
	}
	return refusal(code, message)
}

// told returns an error whose text is for clients as they are told of it, without the steps on its way, and another as it is.
func (e *Executor) told(ctx context.Context, err error) error {
	if _, message := codedAs(err); message != forClients {
		return err
	}
	return e.present(ctx, err)
}

// codedAs returns the code of an error, and what a client is told in the place of its text.
func codedAs(err error) (code, message string) {
	for _, c := range coded {
		if errors.Is(err, c.sentinel) {
			return c.code, c.message
		}
	}
	return CodeInternal, internalMessage
}

// CodeOf returns the code that clients are given for an error of this package or of the store behind it.
func CodeOf(err error) string {
	code, _ := codedAs(err)
	return code
}

// presentLimit says which limit it is, its value and the query's own figure, for people and for programs.
func presentLimit(err error) *gqlerror.Error {
	presented := refusal(CodeLimitExceeded, err.Error())
	var beyond *plan.LimitError
	if errors.As(err, &beyond) {
		presented.Message = beyond.Error() // without the operation, which means nothing to a client
		if flag := raisedBy[beyond.Limit]; flag != "" {
			presented.Message += "; the operator of the server can allow more with " + flag
		}
		presented.Extensions["limit"], presented.Extensions["most"] = beyond.Limit, beyond.Most
		presented.Extensions["figure"] = beyond.Figure
	}
	return presented
}

// raisedBy are the flags of the server by which limits are raised. The others are fixed.
var raisedBy = map[string]string{
	"tokens": "--max-tokens", "depth": "--max-depth", "fields": "--max-fields", "roots": "--max-root-fields", "aliases": "--max-aliases",
	"parts": "--max-parts", "objects": "--max-objects", "answer": "--max-answer",
}

// internalMessage is all that a client is told of an internal fault.
const internalMessage = "internal error: contact the operator and give the request id, under which the server's log has more"

func internalError(ctx context.Context) *gqlerror.Error {
	extensions := map[string]any{"code": CodeInternal}
	if id := RequestID(ctx); id != "" {
		extensions["requestId"] = id
	}
	return &gqlerror.Error{Message: internalMessage, Extensions: extensions}
}

// presentFromGQLGen presents what gqlgen itself finds wrong; only its own errors are for clients.
func (e *Executor) presentFromGQLGen(ctx context.Context, err error) *gqlerror.Error {
	var own *gqlerror.Error
	if errors.As(err, &own) {
		if _, known := own.Extensions["code"]; known && own.Err == nil {
			return own
		}
	}
	presented := e.presentOne(ctx, err)
	presented.Path = graphql.GetPath(ctx)
	return presented
}
