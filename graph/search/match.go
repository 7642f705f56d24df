package search

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"stakegraph/graph/model"
)

// Row is what a list says of one thing; what is "" or 0 it does not say.
type Row struct {
	Name        string
	Labels      model.LabelSet // what it can be; 0 for anything
	City        string
	Sector      string
	FoundedYear int64
}

// Aspect is what a reason is about.
type Aspect uint8

// The aspects.
const (
	OfName Aspect = iota
	OfKind
	OfCity
	OfSector
	OfFoundedYear
)

// String returns its name in the schema.
func (a Aspect) String() string {
	return [...]string{"NAME", "KIND", "CITY", "SECTOR", "FOUNDED_YEAR"}[a]
}

// Reason is how well one value fits: 1 where it agrees, 0 where it differs, and half where it is not known.
type Reason struct {
	Of    Aspect
	Score float64
	Value string // what the graph says; "" where it does not
}

// Matched is a candidate with its reasons.
type Matched struct {
	Hit
	Accepted bool
	Reasons  []Reason
}

// DefaultThreshold is the score from which a candidate is accepted unless somebody says otherwise.
const DefaultThreshold = 0.85

const (
	// ahead is how far the accepted candidate has to be ahead of the next.
	ahead = 0.03
	// leastMatched is the score below which a candidate is not shown.
	leastMatched = 0.4
	// tiers is how many kinds of candidates a row has: those that have all, a word, or half a word of its name.
	tiers = 3
	// mostCompared is how many candidates of each kind are compared.
	mostCompared = 30
	unknown      = 0.5
)

// MatchAll finds for each row the candidates that may be meant, the best first, and asks once for all rows. One that is
// at the threshold or above and clear of the next is accepted.
func MatchAll(rows []Row, threshold float64, first int, ask Ask) ([][]Matched, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	wanted := make([]Wanted, 0, tiers*len(rows))
	queries := make([]Query, len(rows))
	for i, row := range rows {
		q := NewQuery(row.Name, false)
		queries[i] = q
		near := q.wanted(Kinds, mostCompared)
		part, loose := near, near
		near.AnyOf, part.AnyOf, loose.AnyOf = q.Closely(), q.Partly(), q.Loosely()
		wanted = append(wanted, near, part, loose)
	}
	found, err := ask(wanted)
	if err != nil {
		return nil, err
	}
	all := make([][]Matched, len(rows))
	for i, row := range rows {
		all[i] = row.among(queries[i], slices.Concat(found[tiers*i:tiers*(i+1)]...), threshold, first)
	}
	return all, nil
}

func (row Row) among(q Query, candidates []Candidate, threshold float64, first int) []Matched {
	matched := make([]Matched, 0, len(candidates))
	for _, c := range candidates {
		if m := row.compare(q, c); m.Score >= leastMatched {
			matched = append(matched, m)
		}
	}
	slices.SortFunc(matched, func(a, b Matched) int { return compareHits(a.Hit, b.Hit) })
	matched = slices.CompactFunc(matched, func(a, b Matched) bool { return a.Node.ID() == b.Node.ID() })
	if len(matched) > 0 && matched[0].Score >= threshold {
		matched[0].Accepted = len(matched) == 1 || matched[0].Score-matched[1].Score >= ahead
	}
	return matched[:min(first, len(matched))]
}

// compare scores a candidate: how well its name fits, more where other values agree and less where they differ.
func (row Row) compare(q Query, c Candidate) Matched {
	m := Matched{Hit: Hit{Node: c.Node, Degree: c.Degree}}
	for _, name := range Names(c.Node) {
		if v := q.identity(name.Text); v.score > m.Score {
			m.Score, m.How, m.Name = v.score, v.how, name
		}
	}
	m.Reasons = []Reason{{OfName, m.Score, m.Name.Text}}
	weigh := func(of Aspect, score float64, value string, agrees, differs float64) {
		m.Reasons = append(m.Reasons, Reason{of, score, value})
		switch {
		case score > unknown:
			m.Score += (1 - m.Score) * agrees
		case score < unknown:
			m.Score *= 1 - (1-differs)*(1-score/unknown)
		}
	}
	if row.Labels != 0 {
		weigh(OfKind, truth(row.Labels.Has(c.Node.Label)), c.Node.Label.String(), 0.05, 0.6)
	}
	if row.City != "" {
		city, known := c.Node.Properties[model.City].(string)
		score := unknown
		if known {
			score = truth(samePlace(row.City, city))
		}
		weigh(OfCity, score, city, 0.15, 0.82)
	}
	if row.Sector != "" {
		score, value := row.sectorOf(c.Sectors)
		weigh(OfSector, score, value, 0.1, 0.95)
	}
	if row.FoundedYear != 0 {
		score, value := unknown, ""
		if year, known := c.Node.Properties[model.FoundedYear].(int64); known {
			value = strconv.FormatInt(year, 10)
			switch apart := max(year-row.FoundedYear, row.FoundedYear-year); {
			case apart == 0:
				score = 1
			case apart > 2:
				score = 0
			}
		}
		weigh(OfFoundedYear, score, value, 0.2, 0.82)
	}
	m.Score = math.Round(m.Score*1e4) / 1e4
	return m
}

func truth(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// samePlace compares the names of two cities, which may be in different languages.
func samePlace(a, b string) bool {
	bare := func(s string) string { return parse(strings.TrimSuffix(strings.TrimSpace(s), "市")).roman }
	return bare(a) == bare(b)
}

// sectorOf compares a sector with those of a candidate, and returns the one that fits best.
func (row Row) sectorOf(sectors []Sector) (score float64, value string) {
	if len(sectors) == 0 {
		return unknown, ""
	}
	q := NewQuery(row.Sector, false)
	best, names := verdict{}, make([]string, len(sectors))
	for i, s := range sectors {
		names[i] = s.Name
		for _, name := range []string{s.Name, s.NameZh} {
			if v := q.compare(name); v.score > best.score {
				best, value = v, s.Name
			}
		}
		if row.Sector == s.ID {
			best, value = verdict{1, Exact}, s.Name
		}
	}
	if best.score >= Enough {
		return 1, value
	}
	return 0, strings.Join(names, ", ")
}
