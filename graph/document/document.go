package document

import (
	"crypto/sha256"
	"errors"
	"reflect"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/rules"
)

// Config says what a reader works with.
type Config struct {
	Schema                *ast.Schema
	Limits                Limits
	NoIntrospection       bool              // refuses __schema and __type
	Trusted               map[string]string // the documents that are answered, by a name or by their hash; nil: any
	CacheBytes, Persisted int64             // bytes of the documents that are kept, and of the texts of persisted ones
}

// Reader parses and validates the documents of requests, and keeps those that are valid. gqlgen would do both too, with
// nothing between that could refuse a document before the rules have gone through it. It is safe for use by several
// goroutines.
type Reader struct {
	Config
	sizes     schemaSizes
	persisted *persisted
	cache     *lru.Cache[string, *Document]
	seen      *lru.Sightings[string] // a document is kept the second time that it is read
}

// Document is a valid document. It is never changed.
type Document struct {
	*ast.QueryDocument
	Text string
	Hash [sha256.Size]byte // of the text, which names the document wherever something is kept for it

	ReadsSchema bool // any part of it asks for __schema or __type
}

// NewReader returns a reader.
func NewReader(c Config) *Reader {
	return &Reader{
		Config: c, sizes: sizesOf(c.Schema), persisted: newPersisted(c.Trusted, c.Persisted),
		cache: lru.New(c.CacheBytes, weigh, nil), seen: lru.NewSightings[string](lru.Remembered),
	}
}

// ofSchema are the types of what a validated document refers to in the schema.
var ofSchema = []reflect.Type{
	reflect.TypeFor[ast.Schema](), reflect.TypeFor[ast.Definition](), reflect.TypeFor[ast.FieldDefinition](),
	reflect.TypeFor[ast.DirectiveDefinition](), reflect.TypeFor[ast.ArgumentDefinition](), reflect.TypeFor[ast.Type](),
}

func weigh(text string, d *Document) int64 {
	return int64(len(text)) + lru.Footprint(d, ofSchema...)
}

// ReadRequest returns the document that a request asks for, whether it sends the text or names it.
func (r *Reader) ReadRequest(request *Request) (*Document, gqlerror.List) {
	if failure := r.persisted.resolve(request); failure != nil {
		return nil, gqlerror.List{failure}
	}
	read, errs := r.Read(request.Query)
	if len(errs) == 0 {
		r.persisted.keep(request)
	}
	return read, errs
}

// Read returns a document that can be executed, or what is wrong with it.
func (r *Reader) Read(text string) (*Document, gqlerror.List) {
	limits := r.Limits
	if cached, known := r.cache.Get(text); known {
		return cached, nil
	}
	if len(text) > limits.Bytes {
		return nil, gqlerror.List{apierror.Limit(&plan.LimitError{
			Limit: "document", What: "bytes", Most: limits.Bytes, Figure: len(text),
		})}
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, limits.Tokens)
	if err != nil {
		if n := tokens(text); n > limits.Tokens {
			return nil, gqlerror.List{apierror.Limit(&plan.LimitError{
				Limit: "tokens", What: "tokens", Most: limits.Tokens, Figure: n, More: n == countedTokens,
			})}
		}
		return nil, apierror.WithCode(errcode.ParseFailed, asList(text, err))
	}
	if err := checkSurrogates(text); err != nil {
		return nil, apierror.WithCode(errcode.ParseFailed, gqlerror.List{err})
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{apierror.New(errcode.ValidationFailed, "the document has no operation: write a query, such as { firms { totalCount } }")}
	}
	figures := measure(parsed, limits)
	if figures.cycle != nil {
		return nil, gqlerror.List{cyclic(figures.cycle)}
	}
	if err := limits.check(figures); err != nil {
		return nil, gqlerror.List{apierror.Limit(err)}
	}
	if err := r.checkIntrospection(parsed); err != nil {
		return nil, gqlerror.List{apierror.Limit(err)}
	}
	readsSchema := readsSchema(parsed)
	if r.NoIntrospection && readsSchema {
		return nil, gqlerror.List{apierror.New(apierror.CodeIntrospectionOff, "introspection is disabled")}
	}
	if errs := validate(r.Schema, parsed); len(errs) > 0 {
		return nil, apierror.WithCode(errcode.ValidationFailed, errs)
	}
	read := &Document{parsed, text, sha256.Sum256([]byte(text)), readsSchema}
	if r.seen.Again(text) {
		r.cache.Add(text, read)
	}
	return read, nil
}

// Variables returns the variables of a document's operation, by the types that it declares, or what is wrong with them.
func (r *Reader) Variables(d *Document, operationName string, given map[string]any) (map[string]any, gqlerror.List) {
	if message := rules.NoOperation(d.QueryDocument, operationName); message != "" {
		return nil, gqlerror.List{apierror.New(errcode.ValidationFailed, message)}
	}
	variables, errs := rules.Variables(r.Schema, d.Operations.ForName(operationName), given)
	return variables, apierror.WithCode(errcode.ValidationFailed, reportedErrors(errs))
}

// asList returns what is wrong with the syntax of a document.
func asList(text string, err error) gqlerror.List {
	if one, is := errors.AsType[*gqlerror.Error](err); is {
		sayWhy(text, one)
		return gqlerror.List{one}
	}
	return gqlerror.List{gqlerror.Wrap(err)}
}
