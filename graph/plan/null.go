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
	return l.From.reaches().State(c.Property)
}

// KeyNeverNull reports whether a key of the list's order always has a value.
func (l *List) KeyNeverNull(key Sort) bool {
	if key.Over != nil {
		return key.Over.NeverNull()
	}
	return l.NeverNull(key.Column)
}

// reaches returns the labels that the rows' nodes can have.
func (f From) reaches() model.LabelSet {
	switch f.Kind {
	case Scan, Lookup:
		return f.Labels
	case Expand, Referring:
		from, to := f.Rel.Ends()
		if f.Direction == Outgoing {
			return to
		}
		return from
	case Cited:
		return model.Source.Set()
	case Contradicted:
		return model.Conflict.Set()
	case Member:
		if f.Groups.Then != nil && f.Groups.Then.Kind != Same {
			return f.Groups.Then.reaches()
		}
		return f.Groups.From.reaches()
	}
	return model.AllLabels
}
