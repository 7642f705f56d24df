package rules

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// step is one step of the path to a value. The path is only built for an error, since a filter can have thousands of
// values.
type step struct {
	before *step
	name   string // of an argument, a variable or a field; empty for an element of a list
	index  int
}

// String returns the path in the form filter.or[1].name.
func (s *step) String() string {
	switch {
	case s.name == "":
		return fmt.Sprintf("%s[%d]", s.before, s.index)
	case s.before == nil:
		return s.name
	}
	return s.before.String() + "." + s.name
}

// path returns the path for an error of GraphQL.
func (s *step) path() ast.Path {
	if s == nil {
		return nil
	}
	path := s.before.path()
	if s.name == "" {
		return append(path, ast.PathIndex(s.index))
	}
	return append(path, ast.PathName(strings.TrimPrefix(s.name, "$")))
}
