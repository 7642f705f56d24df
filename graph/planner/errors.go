package planner

import (
	"errors"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Sentinels, beside plan.ErrCursor and plan.ErrLimit.
var (
	// ErrArgument: an argument or a variable has a value that its type or its field does not allow.
	ErrArgument = errors.New("invalid argument")
	// ErrID: an id does not have the form of a global id.
	ErrID = errors.New("invalid id")
)

// FieldError is what is wrong with one field of an operation.
type FieldError struct {
	Path     ast.Path // response keys from the root
	Position *ast.Position
	Err      error // wraps a sentinel
}

// Error returns what is wrong; where, the fields say.
func (e *FieldError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *FieldError) Unwrap() error { return e.Err }

// Errors are all that is wrong with an operation.
type Errors []*FieldError

// Error returns a line for each.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Path.String() + ": " + err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the causes.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, err := range e {
		all[i] = err
	}
	return all
}

func argumentError(name, format string, args ...any) error {
	return fmt.Errorf("%w %s: %s", ErrArgument, name, fmt.Sprintf(format, args...))
}
