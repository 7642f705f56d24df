package search

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Index returns for each of wanted the candidates that an index has.
type Index func(lookups []Lookup) ([][]Candidate, error)

// How many candidates of each kind are compared. Of names that begin with a text the shorter ones fit better, and those
// are what an index gives first.
const (
	mostFound = 150
	mostBegun = 60
)

// enough returns the score from which a search goes no further. While somebody types, a name that begins with the text is.
func (q Query) enough() float64 {
	if q.prefix {
		return leastSoundBegins
	}
	return Enough
}

// Find searches nodes of the labels: for names that have all of the text and, where none of these fits well, for those
// that have a part of it. Names that begin with the text are asked for by themselves, since many others can have it too, and
// only so many are compared. It asks at most twice.
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
