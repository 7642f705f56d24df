package document

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Limits bound a request and its document before validation, since some rules of GraphQL take time that grows with the
// square of its size.
type Limits struct {
	Bytes      int // of a document
	Tokens     int
	Operations int // of a document
	Fragments  int // of a document
	Depth      int // levels of nested fields
	Fields     int // of an operation; each spread of a fragment counts
	Roots      int // of an operation
	Aliases    int // of a document, as written
	Directives int // of a document, as written
	Steps      int // selections and values that a rule visits, in all operations and fragments
	Repeats    int // pairs of fields with the same name in the same place, in all operations and fragments

	Introspection int // objects of the schema that an operation reads; nested lists multiply
	Values        int // JSON values of a request, mostly variables; an object counts twice
	Nesting       int // levels of nested JSON values
}

// DefaultLimits allow the documents that people and tools write: GraphiQL's introspection has about 400 tokens, 60
// fields and a depth of 15.
var DefaultLimits = Limits{
	Bytes: 100_000, Tokens: 4000, Operations: 50, Fragments: 100, Depth: 64, Fields: 2000, Roots: 50, Aliases: 300, Directives: 200, Steps: 10_000, Repeats: 2000,
	Introspection: 150_000, Values: 5000, Nesting: 100,
}

// check returns an error for the first limit that a document exceeds.
func (l Limits) check(f figures) error {
	for _, c := range []struct {
		limit, what  string
		most, figure int
	}{
		{"operations", "operations", l.Operations, f.operations},
		{"fragments", "fragments", l.Fragments, f.fragments},
		{"directives", "directives", l.Directives, f.directives},
		{"aliases", "aliases", l.Aliases, f.aliases},
		{"nesting", "levels of nested values", l.Nesting, f.literal},
		{"depth", "levels of nested fields", l.Depth, f.depth},
		{"roots", "root fields", l.Roots, f.roots},
		{"fields", "fields (each spread of a fragment counts)", l.Fields, f.fields},
		{"steps", "validation steps in its operations and fragments", l.Steps, f.steps},
		{"repeats", "pairs of fields with the same name in the same place", l.Repeats, f.repeats},
	} {
		if c.figure > c.most {
			return &plan.LimitError{
				Limit: c.limit, What: c.what, Most: c.most, Figure: c.figure, More: c.figure == saturated || c.limit == "repeats",
			}
		}
	}
	return nil
}

// checkIntrospection returns an error if an operation reads too much of the schema. The document must be within the
// other limits, and its fragments must have no cycle.
func (r *Reader) checkIntrospection(document *ast.QueryDocument) error {
	for _, operation := range document.Operations {
		if n := r.Introspected(document, operation); n > r.Limits.Introspection {
			return &plan.LimitError{
				Limit: "introspection", What: "objects of the schema to read", Most: r.Limits.Introspection, Figure: n, More: n == saturated,
			}
		}
	}
	return nil
}

// countedTokens is the number at which counting the tokens of a document stops.
const countedTokens = 100_000

// tokens returns the number of valid tokens at the start of a document, up to countedTokens.
func tokens(text string) (n int) {
	l := lexer.New(&ast.Source{Input: text})
	for n < countedTokens {
		token, err := l.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			break
		}
		n++
	}
	return n
}
