package search

import "stakegraph/graph/model"

// Ask returns for each of wanted the candidates that an index has.
type Ask func(wanted []Wanted) ([][]Candidate, error)

// How many candidates are compared. Names that have all of the text are alike, so that fewer do.
const (
	mostClose = 150
	mostLoose = 300
)

// Find searches nodes of the labels: for names that have all of the text and, where none of these fits well, for those
// that have a part of it. It asks at most twice.
func (q Query) Find(labels model.LabelSet, first int, ask Ask) ([]Hit, error) {
	wanted := Wanted{Labels: labels & Kinds, Size: q.text.runes, Most: mostClose, AnyOf: q.Closely()}
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
	wanted.AnyOf, wanted.Most = q.Loosely(), mostLoose
	if len(wanted.AnyOf) == 0 {
		return hits, nil
	}
	far, err := ask([]Wanted{wanted})
	if err != nil {
		return nil, err
	}
	return q.Rank(append(near[0], far[0]...), first), nil
}
