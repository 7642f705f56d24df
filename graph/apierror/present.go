package apierror

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// Presenter converts errors to those that clients see, and logs the details that they must not see.
type Presenter struct{ Logger *slog.Logger }

// Present returns the errors that a client sees. A gqlerror.List is returned unchanged.
func (p Presenter) Present(ctx context.Context, err error) gqlerror.List {
	if list, is := errors.AsType[gqlerror.List](err); is {
		return list
	}
	fields, are := errors.AsType[input.Errors](err)
	if !are {
		return gqlerror.List{p.One(ctx, err)}
	}
	fields = fields[:min(len(fields), MaxErrors)]
	list := make(gqlerror.List, 0, len(fields))
	for _, field := range fields {
		presented := p.One(ctx, field)
		presented.Path = field.Path
		if field.Position != nil {
			presented.Locations = []gqlerror.Location{{Line: field.Position.Line, Column: field.Position.Column}}
		}
		list = append(list, presented)
	}
	return list
}

// One returns the error that a client sees, without a location in the query.
func (p Presenter) One(ctx context.Context, err error) *gqlerror.Error {
	code, message := codedAs(err)
	if message == forClients {
		if code == CodeLimitExceeded {
			return Limit(err)
		}
		return New(code, err.Error())
	}
	level := slog.LevelWarn
	if code == CodeInternal {
		level = slog.LevelError
	}
	p.Logger.LogAttrs(ctx, level, "query failed",
		slog.String("code", code), slog.String("requestId", RequestID(ctx)), slog.Any("error", err))
	if code == CodeInternal {
		return Internal(ctx)
	}
	return New(code, message)
}

// Public removes the wrapping steps from an error whose text is for clients. It returns other errors unchanged.
func (p Presenter) Public(ctx context.Context, err error) error {
	if _, message := codedAs(err); message != forClients {
		return err
	}
	return p.Present(ctx, err)
}

// Limit reports a limit with its value and the query's count, for people and for programs.
func Limit(err error) *gqlerror.Error {
	presented := New(CodeLimitExceeded, err.Error())
	if beyond, is := errors.AsType[*plan.LimitError](err); is {
		presented.Message = beyond.Error() // without the wrapping operation, which means nothing to clients
		if flag := raisedBy[beyond.Limit]; flag != "" {
			presented.Message += "; the operator can raise the limit with " + flag
		}
		presented.Extensions["limit"], presented.Extensions["most"] = beyond.Limit, beyond.Most
		presented.Extensions["figure"] = beyond.Figure
	}
	return presented
}

// raisedBy are the flags of the server that raise limits. The other limits are fixed.
var raisedBy = map[string]string{
	"tokens": "--max-tokens", "depth": "--max-depth", "fields": "--max-fields", "roots": "--max-root-fields", "aliases": "--max-aliases",
	"parts": "--max-parts", "objects": "--max-objects", "answer": "--max-answer",
}

// internalMessage is the only text that a client sees of an internal fault.
const internalMessage = "internal error: report the request id to the operator; the server log has the details"

// Internal returns the error for an internal fault, with the id of the request.
func Internal(ctx context.Context) *gqlerror.Error {
	extensions := map[string]any{"code": CodeInternal}
	if id := RequestID(ctx); id != "" {
		extensions["requestId"] = id
	}
	return &gqlerror.Error{Message: internalMessage, Extensions: extensions}
}

// New returns an error with a code, for a request that is not executed.
func New(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

// Refusal returns one error with a code, as clients see it.
func Refusal(code, message string) gqlerror.List { return gqlerror.List{New(code, message)} }

// Recovered returns an error for a recovered panic, with the stack.
func Recovered(panicked any) error {
	return fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
}
