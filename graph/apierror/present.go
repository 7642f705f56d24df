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

// Presenter makes of errors what clients may see, and logs what they may not.
type Presenter struct{ Logger *slog.Logger }

// Present makes of an error what a client sees. A gqlerror.List is for clients as it is.
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

// One presents an error that has no place in the query.
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

// Public returns an error without the steps that wrap it, if its text is for clients, and any other error as it is.
func (p Presenter) Public(ctx context.Context, err error) error {
	if _, message := codedAs(err); message != forClients {
		return err
	}
	return p.Present(ctx, err)
}

// Limit says which limit it is, its value and the query's own figure, for people and for programs.
func Limit(err error) *gqlerror.Error {
	presented := New(CodeLimitExceeded, err.Error())
	if beyond, is := errors.AsType[*plan.LimitError](err); is {
		presented.Message = beyond.Error() // without the operation, which means nothing to a client
		if flag := raisedBy[beyond.Limit]; flag != "" {
			presented.Message += "; the operator can raise the limit with " + flag
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

// internalMessage is all that a client sees of an internal fault.
const internalMessage = "internal error: report the request id to the operator; the server log has the details"

// Internal is an internal fault, named by the id of the request.
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

// Refusal returns an error with a code, as clients see it.
func Refusal(code, message string) gqlerror.List { return gqlerror.List{New(code, message)} }

// Recovered returns an error for what a panic left.
func Recovered(panicked any) error {
	return fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
}
