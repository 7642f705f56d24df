package search

import (
	"slices"

	"stakegraph/graph/model"
)

// Ask returns for each of wanted the candidates that an index has.
type Ask func(wanted []Wanted) ([][]Candidate, error)

// How many candidates of each kind are compared. Of names that begin with a text the shorter ones fit better, and those
// are what an index gives first.
const (
	mostFound = 150
	mostBegun = 60
)

// Find searches nodes of the labels: for names that have all of the text and, where none of these fits well, for those
// that have a part of it. It asks at most twice.
func (q Query) Find(labels model.LabelSet, first int, ask Ask) ([]Hit, error) {
	wanted := q.wanted(labels, mostFound)
	if q.prefix {
		wanted.Most = mostBegun
	}
	wanted.AnyOf = q.Closely()
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
