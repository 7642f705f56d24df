package search

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Index returns, for each of the lookups, the candidates in an index.
type Index func(lookups []Lookup) ([][]Candidate, error)

// The limits on the candidates of a lookup that are compared. If the text is the beginning of a name, shorter names
// fit better, and an index returns these first.
const (
	mostFound = 150
	mostBegun = 60
)

// enough returns the score at which a search stops. With prefix, that is the score of a name that begins with the
// text.
func (q Query) enough() float64 {
	if q.prefix {
		return leastSoundBegins
	}
	return Enough
}

// Find searches nodes with the given labels. It first looks for names that have all of the text and, if none of them
// fits well, for names that have a part of it. Names that begin with the text have a lookup of their own, because
// many other names can contain the text and the number of candidates is limited. It calls lookUp at most twice.
func (q Query) Find(labels model.LabelSet, first int, lookUp Index) ([]Hit, error) {
	lookup := q.Lookup(labels, mostFound)
	if q.prefix {
		lookup.Most = mostBegun
	}
	lookup.AnyOf = q.Closely()
	if len(lookup.AnyOf) == 0 {
		return nil, nil
	}
	closest := []Lookup{lookup}
	if begins := q.beginnings(); len(begins) > 0 {
		lookup.AnyOf = begins
		closest = append(closest, lookup)
	}
	near, err := lookUp(closest)
	if err != nil {
		return nil, err
	}
	hits := q.Rank(slices.Concat(near...), first)
	isTitle := len(hits) > 0 && hits[0].Node.Label == model.Source && labels != model.Source.Set() && !q.prefix
	if len(hits) > 0 && hits[0].Score >= q.enough() && !isTitle {
		return hits, nil
	}
	var further []Lookup
	for _, alternatives := range [][][]string{q.Partly(), q.Loosely(), q.Otherwise()} {
		if len(alternatives) > 0 {
			lookup.AnyOf = alternatives
			further = append(further, lookup)
		}
	}
	if len(further) == 0 {
		return hits, nil
	}
	far, err := lookUp(further)
	if err != nil {
		return nil, err
	}
	return q.Rank(slices.Concat(append(near, far...)...), first), nil
}
