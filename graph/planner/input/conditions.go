package input

import "github.com/vektah/gqlparser/v2/ast"

// CheckConditions reports each @skip and @include of the operation whose condition is null. Validation accepts a
// nullable variable with a default there, but the default applies only if the variable is absent: an explicit null is
// not a value of Boolean!. No other condition can be null, so the operation is traversed only if a Boolean variable is
// null.
func (r *Reader) CheckConditions(doc *ast.QueryDocument, operation *ast.OperationDefinition) Errors {
	nulls := map[string]bool{}
	for _, variable := range operation.VariableDefinitions {
		if value, given := r.Variables[variable.Variable]; given && value == nil && variable.Type.NamedType == "Boolean" {
			nulls[variable.Variable] = true
		}
	}
	if len(nulls) == 0 {
		return nil
	}
	c := conditions{doc: doc, nulls: nulls, visited: map[string]bool{}}
	c.selections(operation.SelectionSet)
	return c.errs
}

type conditions struct {
	doc     *ast.QueryDocument
	nulls   map[string]bool // names of variables
	visited map[string]bool // names of fragments
	errs    Errors
}

func (c *conditions) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			c.directives(selection.Directives)
			c.selections(selection.SelectionSet)
		case *ast.InlineFragment:
			c.directives(selection.Directives)
			c.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			c.directives(selection.Directives)
			fragment := c.doc.Fragments.ForName(selection.Name)
			if fragment != nil && !c.visited[selection.Name] {
				c.visited[selection.Name] = true
				c.selections(fragment.SelectionSet)
			}
		}
	}
}

func (c *conditions) directives(directives ast.DirectiveList) {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		argument := d.Arguments.ForName("if")
		if argument == nil || argument.Value.Kind != ast.Variable || !c.nulls[argument.Value.Raw] {
			continue
		}
		c.errs = append(c.errs, &FieldError{Position: d.Position, Err: Wrong("@"+d.Name+".if",
			"variable `$%s` is null, but a value of type Boolean! is required: send true or false, or omit the variable to use its default",
			argument.Value.Raw)})
	}
}
