package store

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// MisfitError is the error of a load that would leave a node with a label that one of its relationships does not allow.
// The relationship can be from an earlier load. It wraps ErrInvalid.
type MisfitError struct {
	Node         string // the node's id
	Label        model.Label
	Role         string // the role of the node in the relationship: "start", "end" or "round"
	Type         model.RelType
	Relationship string // the relationship's id
}

// Allowed returns the labels that the relationship allows for the node.
func (e *MisfitError) Allowed() model.LabelSet {
	from, to := e.Type.Ends()
	switch e.Role {
	case "start":
		return from
	case "end":
		return to
	case "round":
		return model.Round.Set()
	}
	panic("store: a relationship has no " + e.Role)
}

// Error returns the node, the relationship, the allowed labels and advice.
func (e *MisfitError) Error() string {
	var allowed []string
	for _, label := range e.Allowed().Labels() {
		allowed = append(allowed, label.String())
	}
	return fmt.Sprintf("%v: %q cannot become %s: it is the %s of the stored %s %q, which allows only %s: "+
		"keep the kind of the node, load this relationship with another %[4]s, or load all data into a new database",
		ErrInvalid, e.Node, e.Label, e.Role, e.Type, e.Relationship, strings.Join(allowed, " or "))
}

// Unwrap returns ErrInvalid.
func (*MisfitError) Unwrap() error { return ErrInvalid }
