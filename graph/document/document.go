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

// Config configures a reader.
type Config struct {
	Schema                *ast.Schema
	Limits                Limits
	NoIntrospection       bool              // rejects __schema and __type
	Trusted               map[string]string // the only allowed documents, by name or by hash; nil: all are allowed
	CacheBytes, Persisted int64             // maximum bytes of cached documents, and of the texts of persisted ones
}

// Reader parses and validates the documents of requests, and caches valid ones. gqlgen would do both too, but could not
// reject a document before the validation rules process it. It is safe for concurrent use.
type Reader struct {
	Config
	sizes     schemaSizes
	persisted *persisted
	cache     *lru.Cache[string, *Document]
	seen      *lru.Sightings[string] // a document is cached the second time that it is read
}

// Document is a valid document. It is never changed.
type Document struct {
	*ast.QueryDocument
	Text string
	Hash [sha256.Size]byte // of the text; caches identify the document by it

	ReadsSchema bool // whether any part of it selects __schema or __type
}

// NewReader returns a reader.
func NewReader(c Config) *Reader {
	return &Reader{
		Config: c, sizes: sizesOf(c.Schema), persisted: newPersisted(c.Trusted, c.Persisted),
		cache: lru.New(c.CacheBytes, weigh, nil), seen: lru.NewSightings[string](lru.Remembered),
	}
}

// ofSchema are the types of the schema's objects that a validated document refers to.
var ofSchema = []reflect.Type{
	reflect.TypeFor[ast.Schema](), reflect.TypeFor[ast.Definition](), reflect.TypeFor[ast.FieldDefinition](),
	reflect.TypeFor[ast.DirectiveDefinition](), reflect.TypeFor[ast.ArgumentDefinition](), reflect.TypeFor[ast.Type](),
}

func weigh(text string, d *Document) int64 {
	return int64(len(text)) + lru.Footprint(d, ofSchema...)
}

// ReadRequest returns the document of a request, which contains either its text or its name.
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

// Read returns a document that can be executed, or its errors.
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

// Variables returns the variables of a document's operation, coerced to their declared types, or their errors.
func (r *Reader) Variables(d *Document, operationName string, given map[string]any) (map[string]any, gqlerror.List) {
	if message := rules.NoOperation(d.QueryDocument, operationName); message != "" {
		return nil, gqlerror.List{apierror.New(errcode.ValidationFailed, message)}
	}
	variables, errs := rules.Variables(r.Schema, d.Operations.ForName(operationName), given)
	return variables, apierror.WithCode(errcode.ValidationFailed, reportedErrors(errs))
}

// asList returns the syntax errors of a document.
func asList(text string, err error) gqlerror.List {
	if one, is := errors.AsType[*gqlerror.Error](err); is {
		sayWhy(text, one)
		return gqlerror.List{one}
	}
	return gqlerror.List{gqlerror.Wrap(err)}
}
