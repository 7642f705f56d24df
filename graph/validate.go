package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// What a client is told of the errors of one document. The rules stop there: one mistake in a fragment is another error
// wherever the fragment is spread.
const (
	toldErrors  = 50
	toldBytes   = 10_000
	toldMessage = 500 // bytes; a message repeats what is wrong, however long that is
)

// suggestedFor is the length in bytes of the longest name or text of documents in which errors suggest what may have been
// meant: each suggestion compares the wrong name letter by letter with all that there are.
const suggestedFor = 64

// ruleSet are rules in the order of their names, which is the order of errors at one place.
type ruleSet []core.Rule

var suggesting, plain = func() (suggesting, plain ruleSet) {
	defaults := rules.NewDefaultRules().GetInner()
	withoutSuggestions := map[string]core.RuleFunc{
		rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions.RuleFunc,
		rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc,
		rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc,
		rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions.RuleFunc,
		rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc,
	}
	for _, name := range slices.Sorted(maps.Keys(defaults)) {
		rule := core.Rule{Name: name, RuleFunc: defaults[name]}
		suggesting = append(suggesting, rule)
		if without, given := withoutSuggestions[name]; given {
			rule.RuleFunc = without
		}
		plain = append(plain, rule)
	}
	return suggesting, plain
}()

// enough is what ends a walk through a document that has more errors than a client is told.
type enough struct{}

// validate returns what is wrong with a document by the rules of GraphQL. gqlparser's own way to ask them finds every
// error before it returns.
func validate(schema *ast.Schema, document *ast.QueryDocument, suggest bool) (errs gqlerror.List) {
	defer func() {
		if panicked := recover(); panicked != nil && panicked != any(enough{}) {
			panic(panicked)
		}
	}()
	asked, bytes := plain, 0
	if suggest {
		asked = suggesting
	}
	observers := &core.Events{}
	for _, rule := range asked {
		rule.RuleFunc(observers, func(options ...core.ErrorOption) {
			err := &gqlerror.Error{Rule: rule.Name}
			for _, option := range options {
				option(err)
			}
			err.Message = short(err.Message)
			errs = append(errs, err)
			if bytes += len(err.Message); len(errs) == toldErrors || bytes > toldBytes {
				panic(enough{})
			}
		})
	}
	core.Walk(schema, document, observers)
	return errs
}

// short cuts a message to a length that is for people.
func short(message string) string {
	if len(message) <= toldMessage {
		return message
	}
	return strings.ToValidUTF8(message[:toldMessage], "") + "…"
}

// cyclic is what is wrong with a document one of whose fragments is spread within itself. It is told before any rule is
// asked, since what goes through a document has to end.
func cyclic(fragment *ast.FragmentDefinition) *gqlerror.Error {
	err := refusal(errcode.ValidationFailed, short(fmt.Sprintf("the fragment %s is spread within itself", fragment.Name)))
	err.Locations = []gqlerror.Location{{Line: fragment.Position.Line, Column: fragment.Position.Column}}
	return err
}
