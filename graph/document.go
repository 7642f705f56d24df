package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"stakegraph/graph/plan"
)

// documents parses and validates the documents of requests, and keeps those that are valid. gqlgen would do both too,
// with nothing between that could refuse a document before the rules have gone through it.
type documents struct {
	schema        *ast.Schema
	sizes         schemaSizes
	limits        DocumentLimits
	introspection bool
	kept          *cache[*ast.QueryDocument]
}

// read returns a document that can be executed, or what is wrong with it.
func (d *documents) read(text string) (*ast.QueryDocument, gqlerror.List) {
	if document, known := d.kept.get(text); known {
		return document, nil
	}
	if len(text) > d.limits.Bytes {
		return nil, gqlerror.List{presentLimit(&plan.LimitError{
			Limit: "document", What: "bytes in its document", Most: d.limits.Bytes, Figure: len(text),
		})}
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, d.limits.Tokens)
	if err != nil {
		if n := tokens(text); n > d.limits.Tokens {
			return nil, gqlerror.List{presentLimit(&plan.LimitError{
				Limit: "tokens", What: "tokens", Most: d.limits.Tokens, Figure: n, More: n == countedTokens,
			})}
		}
		return nil, withCode(errcode.ParseFailed, asList(err))
	}
	if len(document.Operations) == 0 {
		return nil, gqlerror.List{refusal(errcode.ValidationFailed, "the document has no operation")}
	}
	figures := measure(document, d.limits)
	if figures.cycle != nil {
		return nil, gqlerror.List{cyclic(figures.cycle)}
	}
	if err := d.limits.check(figures); err != nil {
		return nil, gqlerror.List{presentLimit(err)}
	}
	if err := d.limits.checkIntrospection(document, d.sizes); err != nil {
		return nil, gqlerror.List{presentLimit(err)}
	}
	if !d.introspection && asksForSchema(document) {
		return nil, gqlerror.List{refusal(CodeIntrospectionOff, "this server does not tell its schema")}
	}
	if errs := validate(d.schema, document, figures.longest <= suggestedFor); len(errs) > 0 {
		return nil, withCode(errcode.ValidationFailed, errs)
	}
	d.kept.add(text, document, len(text))
	return document, nil
}

// operation returns the operation of a document that a request asks for, with its variables, or what is wrong with them.
func (e *Executor) operation(
	ctx context.Context, document *ast.QueryDocument, params *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	op, errs := e.gqlgen.CreateOperationContext(context.WithValue(ctx, documentKey{}, document), params)
	for _, err := range errs {
		err.Message = short(err.Message)
	}
	return op, withCode(errcode.ValidationFailed, errs)
}

// Validate returns what is wrong with a document as a gqlerror.List, if anything is.
func (e *Executor) Validate(document string) error {
	if _, errs := e.documents.read(document); len(errs) > 0 {
		return errs
	}
	return nil
}

func asList(err error) gqlerror.List {
	var one *gqlerror.Error
	if errors.As(err, &one) {
		return gqlerror.List{one}
	}
	return gqlerror.List{gqlerror.Wrap(err)}
}

// withCode gives errors that have no code this one.
func withCode(code string, errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		if err.Extensions["code"] == nil {
			errcode.Set(err, code)
		}
	}
	return errs
}

// documentKey is where a context carries the document of a request to gqlgen, which looks for it in its cache.
type documentKey struct{}

// carried is gqlgen's cache of documents: the one of the context.
type carried struct{}

func (carried) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	document, ok := ctx.Value(documentKey{}).(*ast.QueryDocument)
	return document, ok
}

func (carried) Add(context.Context, string, *ast.QueryDocument) {}
