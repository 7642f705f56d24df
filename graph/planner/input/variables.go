package input

import (
	"errors"
	"regexp"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// wrongArgument is an error in an argument or in a value within it.
type wrongArgument struct {
	name     string // the path to the value, such as filter.or[1].city.eq
	what     string
	variable string // the variable that contains the value, if any
}

// Error describes the error with the path to the value and its variable.
func (w *wrongArgument) Error() string {
	from := ""
	if w.variable != "" {
		from = " (variable `$" + w.variable + "`)"
	}
	return "argument `" + w.name + "`" + from + ": " + w.what
}

// Unwrap returns the sentinel.
func (w *wrongArgument) Unwrap() error { return ErrArgument }

// NameVariables adds to the errors the names of the variables that contain the invalid values. Values are coerced where
// they are used, when their variables are already replaced.
func (r *Reader) NameVariables(doc *ast.QueryDocument, operation *ast.OperationDefinition, errs Errors) Errors {
	if len(r.Variables) == 0 {
		return errs
	}
	wrong := map[*ast.Position][]*wrongArgument{}
	for _, err := range errs {
		if argument, is := errors.AsType[*wrongArgument](err.Err); is {
			wrong[err.Position] = append(wrong[err.Position], argument)
		}
	}
	if len(wrong) == 0 {
		return errs
	}
	var enter func(set ast.SelectionSet)
	enter = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch selection := selection.(type) {
			case *ast.Field:
				for _, argument := range wrong[selection.Position] {
					argument.variable = variableIn(selection.Arguments, argument.name)
				}
				enter(selection.SelectionSet)
			case *ast.InlineFragment:
				enter(selection.SelectionSet)
			}
		}
	}
	enter(operation.SelectionSet)
	for _, fragment := range doc.Fragments {
		enter(fragment.SelectionSet)
	}
	return errs
}

// VariableOf returns the variable that is the value of an argument, or "".
func VariableOf(field *ast.Field, argument string) string {
	return variableIn(field.Arguments, argument)
}

// pathStep is a name or the index of an element in the path to a value.
var pathStep = regexp.MustCompile(`[^.\[\]]+`)

// variableIn returns the variable on the path to a value, or "".
func variableIn(arguments ast.ArgumentList, path string) string {
	steps := pathStep.FindAllString(path, -1)
	argument := arguments.ForName(steps[0])
	if argument == nil {
		return ""
	}
	return variableBelow(argument.Value, steps[1:])
}

// variableBelow follows the steps from a value. A step into a list without an index matches any element.
func variableBelow(value *ast.Value, steps []string) string {
	if value == nil {
		return ""
	}
	if value.Kind == ast.Variable {
		return value.Raw
	}
	if len(steps) == 0 {
		return ""
	}
	index, err := strconv.Atoi(steps[0])
	switch {
	case value.Kind == ast.ListValue && err == nil && index < len(value.Children):
		return variableBelow(value.Children[index].Value, steps[1:])
	case value.Kind == ast.ListValue:
		for _, child := range value.Children {
			if found := variableBelow(child.Value, steps); found != "" {
				return found
			}
		}
		return ""
	case err == nil: // a single value is accepted for a list
		return variableBelow(value, steps[1:])
	}
	return variableBelow(value.Children.ForName(steps[0]), steps[1:])
}
