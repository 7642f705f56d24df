package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/document"
)

// operation returns the operation that a request asks for of the context's document, with its variables, or what is wrong
// with them. gqlgen finds nothing wrong with values that fit their types.
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

// Validate returns what is wrong with a document as a gqlerror.List, if anything is.
func (e *Executor) Validate(text string) error {
	if _, errs := e.documents.Read(text); len(errs) > 0 {
		return errs
	}
	return nil
}

// documentKey is where a context carries the document of a request.
type documentKey struct{}

func withDocument(ctx context.Context, d *document.Document) context.Context {
	return context.WithValue(ctx, documentKey{}, d)
}

// documentOf returns the document of a context's request, which is never nil within an operation.
func documentOf(ctx context.Context) *document.Document {
	d, _ := ctx.Value(documentKey{}).(*document.Document)
	return d
}

// carried is gqlgen's cache of documents: the one of the context.
type carried struct{}

func (carried) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	if d := documentOf(ctx); d != nil {
		return d.QueryDocument, true
	}
	return nil, false
}

func (carried) Add(context.Context, string, *ast.QueryDocument) {}
