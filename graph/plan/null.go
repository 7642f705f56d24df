package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// NeverNull reports whether a column of the list's rows always has a value: it is a required property of every label
// that the rows' nodes can have, or of their relationships.
func (l *List) NeverNull(c Column) bool {
	if c.Property == model.ID {
		return true
	}
	if !c.Property.Required() {
		return false
	}
	if c.Of == OfRelationship {
		return l.From.HasRelationship() && slices.Contains(l.From.Rel.Properties(), c.Property)
	}
	return l.From.Reaches().State(c.Property)
}

// KeyNeverNull reports whether a key of the list's order always has a value.
func (l *List) KeyNeverNull(key Sort) bool {
	if key.Over != nil {
		return key.Over.NeverNull()
	}
	return l.NeverNull(key.Column)
}
