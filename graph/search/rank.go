package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Candidate is a node that an index returned, with its names and the other values for the comparison.
type Candidate struct {
	Node    model.Node
	Degree  int64    // the number of relationships that leave it or reach it
	Sectors []Sector // of a firm
}

// Sector is a sector of a firm.
type Sector struct{ ID, Name, NameZh string }

// Hit is a node with its score.
type Hit struct {
	Node   model.Node
	Degree int64 // the number of relationships that leave it or reach it
	Score  float64
	Name   Name // the name with the best score
	How    How
}

// CompareHits orders hits by score, the highest first. At equal scores sources come last, since their titles mention
// other nodes. Then shorter names come first, then nodes with more relationships, then lower ids. Abbreviations come
// after other hits and are ordered by the number of relationships first, since the length of the name is irrelevant
// for them.
func CompareHits(a, b Hit) int {
	byDegree := falseFirst(a.How == Abbreviation, b.How == Abbreviation)
	if byDegree == 0 && a.How == Abbreviation {
		byDegree = cmp.Compare(b.Degree, a.Degree)
	}
	return cmp.Or(
		cmp.Compare(b.Score, a.Score),
		falseFirst(a.Node.Label == model.Source, b.Node.Label == model.Source),
		byDegree,
		cmp.Compare(utf8.RuneCountInString(a.Name.Text), utf8.RuneCountInString(b.Name.Text)),
		cmp.Compare(b.Degree, a.Degree),
		strings.Compare(a.Node.ID(), b.Node.ID()),
	)
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// Enough is the score at which a search stops after the names that have all of the text.
const Enough = 0.9

// least is the minimum score of a hit.
const least = 0.5

// Rank returns the candidates with at least the minimum score, the best first.
func (q Query) Rank(candidates []Candidate, first int) []Hit {
	hits, seen := make([]Hit, 0, len(candidates)), make(map[string]bool, len(candidates))
	for _, c := range candidates {
		if seen[c.Node.ID()] {
			continue
		}
		seen[c.Node.ID()] = true
		v, name := q.fit(c.Node)
		hit := Hit{Node: c.Node, Degree: c.Degree, Score: v.Score, Name: name, How: v.How}
		if hit.Score >= least {
			hits = append(hits, hit)
		}
	}
	slices.SortFunc(hits, CompareHits)
	return hits[:min(first, len(hits))]
}
