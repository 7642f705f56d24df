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

	misspelt bool // one of the names has a typing error
}

// DefaultThreshold is the score from which a candidate is accepted unless somebody says otherwise.
const DefaultThreshold = 0.85

const (
	// ahead is how far the accepted candidate has to be ahead of the next.
	ahead = 0.03
	// leastMatched is the score below which a candidate is not shown.
	leastMatched = 0.4
	// tiers is how many kinds of candidates a row has: those that have all of its name, the telling part of it, that part with a typing error, or
	// all but one word.
	tiers = 4
	// mostCompared is how many candidates of each kind are compared.
	mostCompared = 20
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
	names := newReadNames()
	for i, row := range rows {
		q := NewQuery(row.Name, false)
		q.names = names
		all := ways(row.Name)
		for i, way := range all {
			of := NewQuery(way, false)
			of.parts, of.names = partsOf(of.text), names
			of.inBrackets = i > 0 && i == len(all)-1 && !strings.HasPrefix(row.Name, way)
			q.ways = append(q.ways, of)
		}
		queries[i] = q
		near := q.wanted(Kinds, mostCompared)
		part, wrong, other := near, near, near
		near.AnyOf, part.AnyOf, wrong.AnyOf, other.AnyOf = q.wholly(), q.tellingly(), q.misspelt(), q.allButOne()
		part.Size, wrong.Size = q.tellingSize(), q.tellingSize()
		wanted = append(wanted, near, part, wrong, other)
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
		matched[0].Accepted = !slices.ContainsFunc(matched[1:], matched[0].isRivalledBy)
	}
	return matched[:min(first, len(matched))]
}

// isRivalledBy reports whether another candidate may be meant as well. A source is no rival of what it is about, and none but
// one of the very name is a rival of one that has it.
func (m Matched) isRivalledBy(other Matched) bool {
	switch {
	case other.Node.Label == model.Source && m.Node.Label != model.Source:
		return false
	case strings.HasPrefix(other.Name.Text, m.Name.Text+" (as "):
		return false // the same in another part, such as that of an investor
	case m.How == Exact && other.How != Exact && m.Score > other.Score:
		return false
	case other.How == Exact && m.How != Exact:
		return other.Score > m.Score-ahead
	case other.misspelt && !m.misspelt:
		return other.Score >= m.Score
	case other.How == Abbreviation && m.Score < sameName:
		return true
	}
	return m.Score-other.Score < ahead
}

// compare scores a candidate: how well its name fits, more where other values agree and less where they differ.
func (row Row) compare(q Query, c Candidate) Matched {
	m := Matched{Hit: Hit{Node: c.Node, Degree: c.Degree}}
	best := q.best(c)
	m.Score, m.How, m.Name, m.misspelt = best.score, best.how, best.name, best.misspelt
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
	m.decide(best.finding, c.Node.Label)
	m.Score = math.Round(m.Score*1e4) / 1e4
	return m
}

// decide has the other values of a row say whether a candidate is meant where its name alone does not.
func (m *Matched) decide(f finding, l model.Label) {
	if !f.needsSign {
		return
	}
	agrees := f.hasSign
	for _, r := range m.Reasons[1:] {
		if r.Score < unknown {
			agrees = false
			break
		}
		agrees = agrees || r.Score == 1 && (r.Of != OfKind || tellsKind(f, l))
	}
	if agrees {
		if f.how != Abbreviation {
			m.Score = max(m.Score, min(f.score, confirmed))
		} else {
			m.Score = max(m.Score, confirmed)
		}
	} else {
		m.Score = min(m.Score, unsure)
	}
}

// tellsKind reports whether the kind says anything for a candidate: most nodes are firms, and people's names are many.
func tellsKind(f finding, l model.Label) bool {
	return l != model.Person && f.how != Abbreviation && (l != model.Firm || f.score >= bySoundAlone)
}

// named is what the comparison with a node's names came to, and the name.
type named struct {
	finding
	name Name
}

// best compares a text with the names of a candidate, and returns the one that fits best.
func (q Query) best(c Candidate) named {
	names := Names(c.Node)
	ownScript := slices.ContainsFunc(names, func(n Name) bool { return hasHan(n.Text) == q.text.han })
	var best named
	if q.id != "" && q.id == c.Node.ID() && len(names) > 0 {
		return named{finding{verdict: verdict{1, Exact}}, names[0]}
	}
	for _, name := range names {
		if f := q.identity(c, name.Text, ownScript && q.text.han); f.beats(best.finding) {
			best = named{f, name}
		}
	}
	return best
}

// beats reports whether one finding says more than another: one that needs no sign does.
func (f finding) beats(other finding) bool {
	worth := func(f finding) float64 {
		if f.needsSign && !f.hasSign {
			return min(f.score, unsure)
		}
		return f.score
	}
	if a, b := worth(f), worth(other); a != b {
		return a > b
	}
	return f.score > other.score
}

func truth(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// samePlace compares the names of two cities, which may be in different languages; one can be the province of the other.
func samePlace(a, b string) bool {
	known := func(s string) location { return location{sense: lexicon[strings.ReplaceAll(fold(s), " ", "")]} }
	if a, b := known(a), known(b); a.class == place && b.class == place {
		return a.meaning == b.meaning || a.within == b.meaning || a.meaning == b.within
	}
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
