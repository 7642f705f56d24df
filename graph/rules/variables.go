package rules

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// Variables checks the values of an operation's variables against their types, by the same rules as literals. It
// returns the values, with integers for an Int without a decimal point, or the errors. Values without a variable are
// ignored, as GraphQL specifies.
func Variables(schema *ast.Schema, operation *ast.OperationDefinition, values map[string]any) (map[string]any, gqlerror.List) {
	var v *variables // created for the first value that needs a full check; most requests have none
	for _, d := range operation.VariableDefinitions {
		value, has := values[d.Variable]
		if has && isPlain(d.Type, value) || !has && (!d.Type.NonNull || d.DefaultValue != nil) {
			continue
		}
		if v == nil {
			v = &variables{check: check{schema: schema, left: mostErrors}, operation: operation, values: values}
			v.tell = v.add
		}
		v.hold(d, value, has)
	}
	if v == nil {
		return values, nil
	}
	return v.values, v.errs
}

// isPlain reports whether a value obviously has a type. It may return false for a valid value.
func isPlain(t *ast.Type, value any) bool {
	switch value.(type) {
	case nil:
		return !t.NonNull
	case string:
		return t.NamedType == "ID" || t.NamedType == "String"
	case bool:
		return t.NamedType == "Boolean"
	}
	return false
}

// variables checks an operation's variables.
type variables struct {
	check
	operation *ast.OperationDefinition
	values    map[string]any // the given values, or a copy with some in normal form
	isCopy    bool
	unknown   []string                // names of values without a variable, computed on demand
	at        *ast.VariableDefinition // the current one
	errs      gqlerror.List
}

func (v *variables) add(where *step, _ *ast.Position, message string) {
	v.errs = append(v.errs, variableError(v.at, where, message))
}

// hold checks a variable's value, or its absence.
func (v *variables) hold(d *ast.VariableDefinition, value any, has bool) {
	v.at = d
	at := &step{name: "$" + d.Variable}
	if !has {
		if v.unknown == nil && v.left > 0 {
			v.unknown = unknownVariables(v.operation, v.values)
		}
		v.report(at, nil, "a value of type "+d.Type.String()+" is required"+otherVariable(d, v.unknown))
		return
	}
	if fitting, changed := v.value(d.Type, given{json: value}, at); changed {
		if !v.isCopy {
			v.values, v.isCopy = maps.Clone(v.values), true
		}
		v.values[d.Variable] = fitting
	}
}

func variableError(d *ast.VariableDefinition, where *step, message string) *gqlerror.Error {
	err := &gqlerror.Error{
		Message: "variable `" + where.String() + "`: " + message,
		Path:    append(ast.Path{ast.PathName("variable")}, where.path()...),
	}
	if d.Position != nil {
		err.Locations = []gqlerror.Location{{Line: d.Position.Line, Column: d.Position.Column}}
	}
	return err
}

// mostUnknown is the maximum number of names without a variable that are compared with each variable without a value. A
// client can send thousands.
const mostUnknown = 100

// unknownVariables returns the names of values without a variable in the operation.
func unknownVariables(operation *ast.OperationDefinition, values map[string]any) []string {
	known := make(map[string]bool, len(operation.VariableDefinitions))
	for _, d := range operation.VariableDefinitions {
		known[d.Variable] = true
	}
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !known[name] {
			unknown = append(unknown, name)
		}
	}
	return unknown[:min(len(unknown), mostUnknown)]
}

// otherVariable returns a hint about a value without a variable whose name resembles a missing one.
func otherVariable(missing *ast.VariableDefinition, unknown []string) string {
	hints := nearest(missing.Variable, unknown)
	if len(hints) == 0 {
		return ""
	}
	return "; the request has a value for " + show(hints[0]) + ", which is not a variable of the operation"
}

func variableName(d *ast.VariableDefinition) string { return "$" + d.Variable }

// noUndefinedVariables: an operation defines each variable that it uses.
func noUndefinedVariables(observers *core.Events, add core.AddErrFunc) {
	observers.OnValue(func(walker *core.Walker, value *ast.Value) {
		operation := walker.CurrentOperation
		if operation == nil || value.Kind != ast.Variable || value.VariableDefinition != nil {
			return
		}
		where := ""
		if operation.Name != "" {
			where = ` by operation "` + operation.Name + `"`
		}
		hint := didYouMean(nearest("$"+value.Raw, namesOf(operation.VariableDefinitions, variableName)))
		if value.ExpectedType != nil {
			hint += ` Define it: "query ` + operation.Name + "($" + value.Raw + ": " + value.ExpectedType.String() + `) { … }".`
		}
		add(core.Message(`Variable "$%s" is not defined%s.%s`, value.Raw, where, hint), core.At(value.Position))
	})
}

// variablesInAllowedPosition: every value of a variable's type is allowed where the variable is used.
func variablesInAllowedPosition(observers *core.Events, add core.AddErrFunc) {
	variablesInOneOf(observers, add)
	observers.OnValue(func(walker *core.Walker, value *ast.Value) {
		d := value.VariableDefinition
		if value.Kind != ast.Variable || value.ExpectedType == nil || d == nil || walker.CurrentOperation == nil {
			return
		}
		expected := *value.ExpectedType
		if d.DefaultValue != nil && d.DefaultValue.Kind != ast.NullValue || value.ExpectedTypeHasDefault {
			expected.NonNull = false // the default applies if the variable is absent
		}
		if !d.Type.IsCompatible(&expected) {
			add(core.Message(`Variable "$%s" of type "%s" used in position expecting type "%s". Define it as "$%s: %s".`,
				value.Raw, d.Type, value.ExpectedType, value.Raw, value.ExpectedType), core.At(value.Position))
		}
	})
}
