package input

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// The sentinel errors, in addition to plan.ErrCursor and plan.ErrLimit.
var (
	// ErrArgument: an argument or a variable has a value that its type or its field does not allow.
	ErrArgument = errors.New("invalid argument")
	// ErrID: an id does not have the form of a global id.
	ErrID = errors.New("invalid id")
)

// FieldError is an error in one field of an operation.
type FieldError struct {
	Path     ast.Path // response keys from the root, up to the first list; empty for an error of the whole operation
	Position *ast.Position
	Err      error // wraps a sentinel
}

// Error returns the text of Err. Path and Position say where it occurred.
func (e *FieldError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *FieldError) Unwrap() error { return e.Err }

// Errors are all errors of an operation.
type Errors []*FieldError

// Error returns one line per error.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Path.String() + ": " + err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the errors.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, err := range e {
		all[i] = err
	}
	return all
}

// Roots returns the response keys of the root fields that have errors.
func (e Errors) Roots() map[string]bool {
	roots := map[string]bool{}
	for _, err := range e {
		if key, is := err.Path[0].(ast.PathName); is {
			roots[string(key)] = true
		}
	}
	return roots
}

// Wrong returns an error about an argument or a value in it. name is the path to the value.
func Wrong(name, format string, args ...any) error {
	return &wrongArgument{name: name, what: fmt.Sprintf(format, args...)}
}

// Beyond reports that a number is out of the range of an argument.
func Beyond[N int64 | float64](name string, n, least, most N) error {
	return Wrong(name, "%v is out of range %v–%v", n, least, most)
}

// TooMany reports that a list has more ids than an argument accepts.
func TooMany(name string, given, most int) error {
	return Wrong(name, "%d ids are given; at most %d are allowed: send several requests", given, most)
}

// NotDecimal returns the message for a value that is not a Decimal.
func NotDecimal(raw any) string {
	return fmt.Sprintf("%s is not a Decimal: write %s, within ±%s", Describe(raw), aDecimal, model.FormatAmount(math.MaxInt64))
}

// NotDate returns the message for a value that is not a date, with a suggestion. text is the value as text.
func NotDate(raw any, text string) string {
	return fmt.Sprintf("%s is not a PartialDate: write %s%s", Describe(raw), aDate, meantDate(text))
}

// meantDate explains the error in a well-formed date, or suggests the date that a text without hyphens means.
func meantDate(text string) string {
	if parts := strings.Split(text, "-"); len(parts) == 2 && len(text) == len("2021-02") || len(parts) == 3 && len(text) == len("2021-02-30") {
		if _, err := model.ParsePartialDate(parts[0]); err != nil {
			return ""
		}
		month, err := strconv.Atoi(parts[1])
		if err != nil {
			return ""
		}
		if month < 1 || month > 12 {
			return "; months are 01 to 12"
		}
		if first, err := model.ParsePartialDate(parts[0] + "-" + parts[1]); err == nil {
			return fmt.Sprintf("; %s %s has %d days", time.Month(month), parts[0], first.Latest%100)
		}
		return ""
	}
	digits := strings.ReplaceAll(text, "/", "")
	if len(digits) != 6 && len(digits) != 8 {
		return ""
	}
	guess := digits[:4] + "-" + digits[4:6]
	if len(digits) == 8 {
		guess += "-" + digits[6:]
	}
	if _, err := model.ParsePartialDate(guess); err != nil {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", guess)
}

// WrongID reports that a text does not have the form of a global id.
func WrongID(id string) error {
	if first, _, several := strings.Cut(id, ","); several && model.ValidID(first) {
		return fmt.Errorf("%w %s: the text contains several ids: write a list, such as [\"firm:uisee\", \"firm:unitree\"]",
			ErrID, Describe(id))
	}
	if len(id) > model.MaxIDLength {
		return fmt.Errorf("%w %s: the id has %d bytes; at most %d are allowed", ErrID, Describe(id), len(id), model.MaxIDLength)
	}
	return fmt.Errorf("%w %s: write a prefix, a colon and a name, such as \"firm:uisee\"; the prefixes are %s; to find an id by "+
		"name, use `search`", ErrID, Describe(id), strings.Join(model.IDPrefixes(), ", "))
}
