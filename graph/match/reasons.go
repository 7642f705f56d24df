package match

import (
	"math"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Aspect is the value that a reason compares.
type Aspect uint8

// The aspects.
const (
	OfName Aspect = iota
	OfKind
	OfCity
	OfSector
	OfFoundedYear
)

// String returns the name in the schema.
func (a Aspect) String() string {
	return [...]string{"NAME", "KIND", "CITY", "SECTOR", "FOUNDED_YEAR"}[a]
}

// unknown is the score of a value that the graph does not have.
const unknown = 0.5

// Reason is the comparison of one value: 1 if it agrees, 0 if it differs, and 0.5 if it is unknown.
type Reason struct {
	Of    Aspect
	Score float64
	Value string // the value in the graph; "" if there is none
}

// compare scores a candidate by its name. Values that agree raise the score, and values that differ lower it.
func (row Row) compare(q nameQuery, c search.Candidate) Matched {
	m := Matched{Hit: search.Hit{Node: c.Node, Degree: c.Degree}}
	best := q.best(c)
	m.Score, m.How, m.Name, m.misspelt = best.Score, best.How, best.name, best.misspelt
	m.said = best.Score >= sameName
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
		} else if in := q.placeInNames(c); samePlace(row.City, in) {
			score, city = 1, in
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
	m.decide(best.comparison, c.Node.Label)
	m.Score = math.Round(m.Score*1e4) / 1e4
	return m
}

// placeInNames returns the first place in the names of a candidate, except China, or "". It replaces a missing city.
// It is not used if the name of the row has a place itself, since that would count the place twice.
func (q nameQuery) placeInNames(c search.Candidate) string {
	if len(q.readings) == 0 || len(q.readings[0].parts.Places) > 0 {
		return ""
	}
	for _, name := range search.Names(c.Node) {
		for _, l := range q.names.read(name.Text).parts.Places {
			if !l.IsCountry() {
				return l.Meaning
			}
		}
	}
	return ""
}

// decide uses the other values of a row if the name alone does not decide.
func (m *Matched) decide(f comparison, l model.Label) {
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
	switch {
	case !agrees:
		m.Score = min(m.Score, unsure)
	case f.How == search.Abbreviation:
		m.Score = max(m.Score, confirmed)
	default:
		m.Score = max(m.Score, min(f.Score, confirmed))
	}
}

// tellsKind reports whether the kind confirms a candidate. Most nodes are firms, and many people share a name.
func tellsKind(f comparison, l model.Label) bool {
	return l != model.Person && f.How != search.Abbreviation && (l != model.Firm || f.Score >= bySoundAlone)
}

func truth(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// samePlace compares two cities, in any language. One can be the province of the other.
func samePlace(a, b string) bool {
	if b == "" {
		return false
	}
	if a, b := senseOf(a), senseOf(b); a.Class == lexicon.Place && b.Class == lexicon.Place {
		return a.Meaning == b.Meaning || a.Within == b.Meaning || a.Meaning == b.Within
	}
	bare := func(s string) string { return lexicon.Parse(strings.TrimSuffix(strings.TrimSpace(s), "市")).Roman }
	return bare(a) == bare(b)
}

// sectorOf compares the row's sector with those of a candidate, and returns the best match.
func (row Row) sectorOf(sectors []search.Sector) (score float64, value string) {
	if len(sectors) == 0 {
		return unknown, ""
	}
	q := search.NewQuery(row.Sector, false)
	best, names := search.Verdict{}, make([]string, len(sectors))
	for i, s := range sectors {
		names[i] = s.Name
		for _, name := range []string{s.Name, s.NameZh} {
			if v := q.Compare(name); v.Score > best.Score {
				best, value = v, s.Name
			}
		}
		if row.Sector == s.ID {
			best, value = search.Verdict{Score: 1, How: search.Exact}, s.Name
		}
	}
	if best.Score >= search.Enough {
		return 1, value
	}
	return 0, strings.Join(names, ", ")
}
