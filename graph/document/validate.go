package document

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/rules"
)

// The maximum errors of one document. Validation stops there.
const (
	foundErrors   = 200 // a mistake in a fragment counts once for each spread
	reportedBytes = 10_000
)

// allRules are the validation rules of GraphQL.
var allRules = rules.All()

// enough is the panic that ends the walk through a document with more errors than are reported.
type enough struct{}

// validate returns the violations of the rules of GraphQL in a document, each mistake once, however often its fragment
// is spread. gqlparser's own validation would collect all errors before it returns.
func validate(schema *ast.Schema, document *ast.QueryDocument) (errs gqlerror.List) {
	defer func() {
		if panicked := recover(); panicked != nil && panicked != any(enough{}) {
			panic(panicked)
		}
	}()
	found, bytes, reported := 0, 0, map[string]bool{}
	observers := &core.Events{}
	for _, rule := range allRules {
		rule.RuleFunc(observers, func(options ...core.ErrorOption) {
			err := &gqlerror.Error{Rule: rule.Name}
			for _, option := range options {
				option(err)
			}
			err.Message = apierror.Short(err.Message)
			if mistake := fmt.Sprint(err.Message, err.Locations); !reported[mistake] {
				reported[mistake] = true
				errs = append(errs, err)
				bytes += len(err.Message)
			}
			if found++; found == foundErrors || len(errs) == apierror.MaxErrors || bytes > reportedBytes {
				panic(enough{})
			}
		})
	}
	core.Walk(schema, document, observers)
	return errs
}

// reportedErrors returns the errors to report, with messages for people.
func reportedErrors(errs gqlerror.List) gqlerror.List {
	bytes := 0
	for i, err := range errs {
		err.Message = apierror.Short(err.Message)
		if bytes += len(err.Message); bytes > reportedBytes {
			return errs[:i+1]
		}
	}
	return errs
}

// cyclic returns the error for a fragment that spreads itself. It is reported before validation, since a traversal of
// the document must end.
func cyclic(fragment *ast.FragmentDefinition) *gqlerror.Error {
	err := apierror.New(errcode.ValidationFailed, apierror.Short(fmt.Sprintf("fragment %q spreads itself: remove that spread", fragment.Name)))
	err.Locations = []gqlerror.Location{{Line: fragment.Position.Line, Column: fragment.Position.Column}}
	return err
}
