package search

import (
	"slices"

	"stakegraph/graph/model"
)

// Ask returns for each of wanted the candidates that an index has.
type Ask func(wanted []Wanted) ([][]Candidate, error)

// mostFound is how many candidates of each kind are compared.
const mostFound = 150

// Find searches nodes of the labels: for names that have all of the text and, where none of these fits well, for those
// that have a part of it. It asks at most twice.
func (q Query) Find(labels model.LabelSet, first int, ask Ask) ([]Hit, error) {
	wanted := Wanted{Labels: labels & Kinds, Size: q.text.runes, Most: mostFound, AnyOf: q.Closely()}
	if len(wanted.AnyOf) == 0 {
		return nil, nil
	}
	near, err := ask([]Wanted{wanted})
	if err != nil {
		return nil, err
	}
	hits := q.Rank(near[0], first)
	if q.prefix && len(hits) > 0 || len(hits) > 0 && hits[0].Score >= Enough {
		return hits, nil
	}
	part, loose := wanted, wanted
	part.AnyOf, loose.AnyOf = q.Partly(), q.Loosely()
	if len(part.AnyOf)+len(loose.AnyOf) == 0 {
		return hits, nil
	}
	far, err := ask([]Wanted{part, loose})
	if err != nil {
		return nil, err
	}
	return q.Rank(slices.Concat(near[0], far[0], far[1]), first), nil
}
