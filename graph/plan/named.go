package plan

import (
	"errors"
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// ErrNamed is wrapped by every NamedError.
var ErrNamed = errors.New("invalid argument")

// Named are the ids of nodes that an argument names. Each must have a node with one of the labels.
type Named struct {
	Argument     string
	Variable     string // the variable that contains the ids, if any
	Line, Column int    // of the field in the document; 0 if there is none
	IDs          []string
	Labels       model.LabelSet
}

// NamedError reports ids of an argument that no node has, and nodes that the argument does not accept.
type NamedError struct {
	Named
	Unknown []string
	Wrong   []NamedNode
}

// NamedNode is the id of a node with its label.
type NamedNode struct{ ID, Label string }

// shownIDs is the number of ids of each kind that an error shows.
const shownIDs = 3

// Error names the argument and the ids, and says what is allowed.
func (e *NamedError) Error() string {
	text := "argument `" + e.Argument + "`"
	if e.Variable != "" {
		text += " (variable `$" + e.Variable + "`)"
	}
	var faults []string
	if n := len(e.Unknown); n > 0 {
		quoted := make([]string, min(n, shownIDs))
		for i := range quoted {
			quoted[i] = fmt.Sprintf("%q", e.Unknown[i])
		}
		which := "the id " + quoted[0]
		if n > 1 {
			which = "the ids " + strings.Join(quoted, ", ") + more(n)
		}
		faults = append(faults, "no node has "+which+": correct it; to find an id by name, use `search`")
	}
	if n := len(e.Wrong); n > 0 {
		wrong := make([]string, min(n, shownIDs))
		for i := range wrong {
			wrong[i] = fmt.Sprintf("%q is a %s", e.Wrong[i].ID, e.Wrong[i].Label)
		}
		faults = append(faults, strings.Join(wrong, ", ")+more(n)+": only the ids of "+kindsOf(e.Labels)+" are allowed")
	}
	return text + ": " + strings.Join(faults, "; ")
}

// Unwrap returns ErrNamed.
func (e *NamedError) Unwrap() error { return ErrNamed }

func more(n int) string {
	if n > shownIDs {
		return fmt.Sprintf(" and %d more", n-shownIDs)
	}
	return ""
}

// kindsOf lists the names of labels, such as "Firm, VCFund and StateFund".
func kindsOf(labels model.LabelSet) string {
	var names []string
	for _, label := range labels.Labels() {
		names = append(names, label.String())
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
