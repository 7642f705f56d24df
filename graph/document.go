package graph

import (
	"context"
	"crypto/sha256"
	"errors"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/rules"
)

// documents parses and validates the documents of requests, and keeps those that are valid. gqlgen would do both too,
// with nothing between that could refuse a document before the rules have gone through it.
type documents struct {
	schema        *ast.Schema
	sizes         schemaSizes
	limits        DocumentLimits
	introspection bool
	kept          *lru.Cache[string, *document]
	seen          *lru.Sightings[string] // a document is kept the second time that it is read
}

// document is a valid document. It is never changed.
type document struct {
	*ast.QueryDocument
	text string
	hash [sha256.Size]byte // of the text, which names the document wherever something is kept for it
}

// rememberedKeys is how many keys are remembered of what was asked once, for each cache.
const rememberedKeys = 8192

func newDocuments(schema *ast.Schema, limits DocumentLimits, introspection bool, most int64) *documents {
	return &documents{
		schema: schema, sizes: sizesOf(schema), limits: limits, introspection: introspection,
		kept: lru.New(most, weighDocument, nil), seen: lru.NewSightings[string](rememberedKeys),
	}
}

// ofSchema are the types of what a validated document refers to in the schema.
var ofSchema = []reflect.Type{
	reflect.TypeFor[ast.Schema](), reflect.TypeFor[ast.Definition](), reflect.TypeFor[ast.FieldDefinition](),
	reflect.TypeFor[ast.DirectiveDefinition](), reflect.TypeFor[ast.ArgumentDefinition](), reflect.TypeFor[ast.Type](),
}

func weighDocument(text string, d *document) int64 {
	return int64(len(text)) + lru.Footprint(d, ofSchema...)
}

// read returns a document that can be executed, or what is wrong with it.
func (d *documents) read(text string) (*document, gqlerror.List) {
	if kept, known := d.kept.Get(text); known {
		return kept, nil
	}
	if len(text) > d.limits.Bytes {
		return nil, gqlerror.List{apierror.Limit(&plan.LimitError{
			Limit: "document", What: "bytes in its document", Most: d.limits.Bytes, Figure: len(text),
		})}
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, d.limits.Tokens)
	if err != nil {
		if n := tokens(text); n > d.limits.Tokens {
			return nil, gqlerror.List{apierror.Limit(&plan.LimitError{
				Limit: "tokens", What: "tokens", Most: d.limits.Tokens, Figure: n, More: n == countedTokens,
			})}
		}
		return nil, withCode(errcode.ParseFailed, asList(text, err))
	}
	if err := checkSurrogates(text); err != nil {
		return nil, withCode(errcode.ParseFailed, gqlerror.List{err})
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{apierror.New(errcode.ValidationFailed, "the document has no operation: write a query, such as { firms { totalCount } }")}
	}
	figures := measure(parsed, d.limits)
	if figures.cycle != nil {
		return nil, gqlerror.List{cyclic(figures.cycle)}
	}
	if err := d.limits.check(figures); err != nil {
		return nil, gqlerror.List{apierror.Limit(err)}
	}
	if err := d.limits.checkIntrospection(parsed, d.sizes); err != nil {
		return nil, gqlerror.List{apierror.Limit(err)}
	}
	if !d.introspection && asksForSchema(parsed) {
		return nil, gqlerror.List{apierror.New(apierror.CodeIntrospectionOff, "introspection is turned off on this server")}
	}
	if errs := validate(d.schema, parsed); len(errs) > 0 {
		return nil, withCode(errcode.ValidationFailed, errs)
	}
	read := &document{parsed, text, sha256.Sum256([]byte(text))}
	if d.seen.Again(text) {
		d.kept.Add(text, read)
	}
	return read, nil
}

// operation returns the operation that a request asks for of the context's document, with its variables, or what is wrong
// with them. gqlgen finds nothing wrong with values that fit their types.
func (e *Executor) operation(
	ctx context.Context, params *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	document := documentOf(ctx)
	if message := rules.NoOperation(document.QueryDocument, params.OperationName); message != "" {
		return nil, gqlerror.List{apierror.New(errcode.ValidationFailed, message)}
	}
	variables, errs := rules.Variables(
		e.documents.schema, document.Operations.ForName(params.OperationName), params.Variables)
	if len(errs) > 0 {
		return nil, withCode(errcode.ValidationFailed, toldOf(errs))
	}
	params.Variables = variables
	op, errs := e.gqlgen.CreateOperationContext(ctx, params)
	for _, err := range errs {
		err.Message = apierror.Short(err.Message)
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

// asList returns what is wrong with the syntax of a document.
func asList(text string, err error) gqlerror.List {
	var one *gqlerror.Error
	if errors.As(err, &one) {
		sayWhy(text, one)
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

// documentKey is where a context carries the document of a request.
type documentKey struct{}

func withDocument(ctx context.Context, d *document) context.Context {
	return context.WithValue(ctx, documentKey{}, d)
}

// documentOf returns the document of a context's request, which is never nil within an operation.
func documentOf(ctx context.Context) *document {
	d, _ := ctx.Value(documentKey{}).(*document)
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
