package engine

import (
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Operation is an operation that is ready for execution. It reserves memory for its response until End.
type Operation struct {
	executor  *Executor
	ctx       context.Context // of the request, with its document
	op        *graphql.OperationContext
	allowance *store.Allowance
}

// Prepare returns the operation of a request, or the errors of the request.
func (e *Executor) Prepare(ctx context.Context, request *document.Request) (Operation, gqlerror.List) {
	read, errs := e.documents.ReadRequest(request)
	if len(errs) > 0 {
		return Operation{}, errs
	}
	ctx = withDocument(graphql.StartOperationTrace(ctx), read)
	op, errs := e.operation(ctx, &graphql.RawParams{
		Query: request.Query, OperationName: request.OperationName, Variables: request.Variables, Extensions: request.Extensions,
	})
	if len(errs) > 0 {
		return Operation{}, errs
	}
	return Operation{e, ctx, op, e.answers.Begin(e.most)}, nil
}

// IsQuery reports whether the operation only reads.
func (o Operation) IsQuery() bool { return o.op.Operation.Operation == ast.Query }

// Execute executes the operation. Data is nil if execution did not begin.
func (o Operation) Execute() (data json.RawMessage, extensions map[string]any, errs gqlerror.List) {
	responses, ctx := o.executor.gqlgen.DispatchOperation(store.WithAllowance(o.ctx, o.allowance), o.op)
	answer := responses(ctx)
	if answer == nil {
		return nil, nil, o.executor.errors.Present(ctx, context.Cause(ctx))
	}
	return answer.Data, answer.Extensions, answer.Errors
}

// End releases the memory of the response.
func (o Operation) End() { o.allowance.End() }

// operation returns the named operation of the context's document with its variables, or their errors. gqlgen reports
// no error in values that have the right types.
func (e *Executor) operation(
	ctx context.Context, params *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	variables, errs := e.documents.Variables(documentOf(ctx), params.OperationName, params.Variables)
	if len(errs) > 0 {
		return nil, errs
	}
	params.Variables = variables
	op, errs := e.gqlgen.CreateOperationContext(ctx, params)
	for _, err := range errs {
		err.Message = apierror.Short(err.Message)
	}
	return op, apierror.WithCode(errcode.ValidationFailed, errs)
}

// documentKey is the context key of a request's document.
type documentKey struct{}

func withDocument(ctx context.Context, d *document.Document) context.Context {
	return context.WithValue(ctx, documentKey{}, d)
}

// documentOf returns the document of a context's request. It is never nil within an operation.
func documentOf(ctx context.Context) *document.Document {
	d, _ := ctx.Value(documentKey{}).(*document.Document)
	return d
}

// documentCache is gqlgen's cache of documents. It contains only the document of the context.
type documentCache struct{}

func (documentCache) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	if d := documentOf(ctx); d != nil {
		return d.QueryDocument, true
	}
	return nil, false
}

func (documentCache) Add(context.Context, string, *ast.QueryDocument) {}
