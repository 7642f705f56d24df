package rules

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// Variables holds the values of an operation's variables to their types, as its literals are held. It returns the values, in which whole
// numbers for an Int have no point, or what is wrong with them. Values that the operation does not define are passed over, as GraphQL
// has it.
func Variables(schema *ast.Schema, operation *ast.OperationDefinition, values map[string]any) (map[string]any, gqlerror.List) {
	var v *variables // made for the first value that needs a closer look, since most requests have none
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

// isPlain reports whether a value fits a type at first sight. It reports false for values that may fit as well.
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

// variables is the check of an operation's variables.
type variables struct {
	check
	operation *ast.OperationDefinition
	values    map[string]any // as they are given, or a copy in which some are written otherwise
	isCopy    bool
	unknown   []string                // names of values that are no variables, once they are looked for
	at        *ast.VariableDefinition // the one that is checked
	errs      gqlerror.List
}

func (v *variables) add(where *step, _ *ast.Position, message string) {
	v.errs = append(v.errs, variableError(v.at, where, message))
}

// hold checks a variable's value, or that it has none.
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

// mostUnknown is how many names that are no variables are compared with each variable that has no value. A client can send
// thousands.
const mostUnknown = 100

// unknownVariables returns the names of values that the operation has no variable for.
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

// otherVariable says which value is given that the operation has no variable for, and that may be meant.
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

// variablesInAllowedPosition: the type of a variable allows no value that the place it is used in does not.
func variablesInAllowedPosition(observers *core.Events, add core.AddErrFunc) {
	observers.OnValue(func(walker *core.Walker, value *ast.Value) {
		d := value.VariableDefinition
		if value.Kind != ast.Variable || value.ExpectedType == nil || d == nil || walker.CurrentOperation == nil {
			return
		}
		expected := *value.ExpectedType
		if d.DefaultValue != nil && d.DefaultValue.Kind != ast.NullValue || value.ExpectedTypeHasDefault {
			expected.NonNull = false // a default is there for what is absent
		}
		if !d.Type.IsCompatible(&expected) {
			add(core.Message(`Variable "$%s" of type "%s" used in position expecting type "%s". Define it as "$%s: %s".`,
				value.Raw, d.Type, value.ExpectedType, value.Raw, value.ExpectedType), core.At(value.Position))
		}
	})
}
