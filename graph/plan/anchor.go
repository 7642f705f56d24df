package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Anchored reports whether a condition can hold for a few rows only, because it names ids: the search for those rows
// should then start from them.
func Anchored(p Predicate) bool {
	switch p := p.(type) {
	case And:
		return slices.ContainsFunc(p, Anchored)
	case Or:
		return !slices.ContainsFunc(p, func(part Predicate) bool { return !Anchored(part) })
	case Compare:
		return p.Op == Equal && p.Column == Column{Of: p.Column.Of, Property: model.ID}
	case In:
		return p.Column == Column{Of: p.Column.Of, Property: model.ID}
	case Some:
		return p.From.Kind != Cited && p.From.Kind != Contradicted && p.From.Kind != Member && Anchored(p.Where)
	case nil, Not, IsNull, HasLabel, Measured, Unmeasured, OfGroup, UnknownOfGroup, leaf:
		return false
	default:
		panic(unknownPredicate(p))
	}
}
