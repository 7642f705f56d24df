package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Anchored reports whether a condition can hold for a few rows only, because it names ids: the search for those rows
// should then start from them.
func Anchored(p Predicate) bool {
	switch p := p.(type) {
	case And:
		for _, part := range p {
			if Anchored(part) {
				return true
			}
		}
	case Or:
		for _, part := range p {
			if !Anchored(part) {
				return false
			}
		}
		return true
	case Compare:
		return p.Op == Equal && p.Column == Column{Of: p.Column.Of, Property: model.ID}
	case In:
		return p.Column == Column{Of: p.Column.Of, Property: model.ID}
	case Some:
		return p.From.Kind != Cited && p.From.Kind != Contradicted && p.From.Kind != Member && Anchored(p.Where)
	}
	return false
}
