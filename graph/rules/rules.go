package rules

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// own are the rules that replace gqlparser's rules of the same name.
var own = map[string]core.RuleFunc{
	rules.FieldsOnCorrectTypeRule.Name:        fieldsOnCorrectType,
	rules.KnownArgumentNamesRule.Name:         knownArgumentNames,
	rules.KnownDirectivesRule.Name:            knownDirectives,
	rules.KnownFragmentNamesRule.Name:         knownFragmentNames,
	rules.KnownRootTypeRule.Name:              knownRootType,
	rules.KnownTypeNamesRule.Name:             knownTypeNames,
	rules.NoUndefinedVariablesRule.Name:       noUndefinedVariables,
	rules.PossibleFragmentSpreadsRule.Name:    possibleFragmentSpreads,
	rules.ProvidedRequiredArgumentsRule.Name:  providedRequiredArguments,
	rules.ValuesOfCorrectTypeRule.Name:        valuesOfCorrectType,
	rules.VariablesInAllowedPositionRule.Name: variablesInAllowedPosition,
}

// advice is added to the errors of other rules.
var advice = map[string]string{
	rules.LoneAnonymousOperationRule.Name:       " Name each operation, and set `operationName` to the one to run.",
	rules.NoUnusedFragmentsRule.Name:            " Spread it somewhere, or remove it.",
	rules.NoUnusedVariablesRule.Name:            " Use it, or remove its definition.",
	rules.OverlappingFieldsCanBeMergedRule.Name: " Write an alias before the field, as in `a: firm(id: …) { … }`.",
	rules.UniqueFragmentNamesRule.Name:          " Rename one of them.",
	rules.UniqueInputFieldNamesRule.Name:        " Remove one of them; filters combine conditions with `and`.",
	rules.UniqueOperationNamesRule.Name:         " Rename one of them.",
}

// All returns the rules in the order of their names, which is the order of errors at the same location.
func All() []core.Rule {
	defaults := rules.NewDefaultRules().GetInner()
	var all []core.Rule
	for _, name := range slices.Sorted(maps.Keys(defaults)) {
		rule := core.Rule{Name: name, RuleFunc: defaults[name]}
		if written, given := own[name]; given {
			rule.RuleFunc = written
		}
		if more, given := advice[name]; given {
			rule.RuleFunc = advised(rule.RuleFunc, more)
		}
		all = append(all, rule)
	}
	return all
}

// advised adds a sentence to each error of a rule.
func advised(rule core.RuleFunc, more string) core.RuleFunc {
	return func(observers *core.Events, add core.AddErrFunc) {
		rule(observers, func(options ...core.ErrorOption) {
			add(append(slices.Clip(options), core.Message("%s", more))...)
		})
	}
}
