package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Candidate is a node that an index found, with the names of what it is compared by.
type Candidate struct {
	Node    model.Node
	Degree  int64    // how many relationships leave it or reach it
	Sectors []Sector // of a firm
}

// Sector is a sector that a firm works in.
type Sector struct{ ID, Name, NameZh string }

// Hit is a node with how well it fits.
type Hit struct {
	Node   model.Node
	Degree int64 // how many relationships leave it or reach it
	Score  float64
	Name   Name // the name that fits best
	How    How
}

// CompareHits puts the hit first that fits better. Of two that fit alike a source comes last, since its title tells of other
// nodes; then comes the one whose name has fewer characters, the one with more relationships, the one whose id is lower. Names
// that are abbreviated come behind others, and first the one with more relationships, since a name's length says nothing there.
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

// Enough is the score from which a search goes no further than the names that have all of the text.
const Enough = 0.9

// least is the score below which a name is not what was meant.
const least = 0.5

// Rank returns the candidates that may be meant, the best first.
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
