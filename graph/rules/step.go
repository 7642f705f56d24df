package rules

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// step is one on the way down to a value. The way is put together once something is wrong with the value, since a filter
// has thousands of values.
type step struct {
	before *step
	name   string // of an argument, a variable or a field; of an element of a list it is empty
	index  int
}

// String writes the way as filter.or[1].name.
func (s *step) String() string {
	switch {
	case s.name == "":
		return fmt.Sprintf("%s[%d]", s.before, s.index)
	case s.before == nil:
		return s.name
	}
	return s.before.String() + "." + s.name
}

// path returns the way as a path of GraphQL.
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
