package match

import (
	"math"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Row is a row of a table. A value of "" or 0 is missing.
type Row struct {
	Name        string
	Labels      model.LabelSet // the possible labels; 0 for all
	City        string
	Sector      string
	FoundedYear int64
}

// Matched is a candidate with its score and reasons.
type Matched struct {
	search.Hit
	Accepted bool
	Reasons  []Reason

	misspelt bool // one of the names has a typing error
	said     bool // the name is equal except for the legal form
}

// DefaultThreshold is the default of the score from which a candidate is accepted.
const DefaultThreshold = 0.85

const (
	// ahead is the minimum difference between the scores of the accepted candidate and the next one.
	ahead = 0.03
	// leastMatched is the minimum score of a candidate in the result.
	leastMatched = 0.4
	// mostCompared is the maximum number of candidates of one lookup that are compared.
	mostCompared = 20
)

// MatchAll returns the candidates of each row, the best first. The best one is accepted if its score is at least the
// threshold and clearly above the next. MatchAll calls lookUp at most twice: for names with all of the text and then,
// for rows without a certain result, for the distinctive part of the name, also with a typing error, and for all
// words but one.
func MatchAll(rows []Row, threshold float64, first int, lookUp search.Index) ([][]Matched, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	queries, names := make([]nameQuery, len(rows)), newReadNames()
	near := make([]search.Lookup, len(rows))
	for i, row := range rows {
		queries[i] = row.query(names)
		near[i] = queries[i].Lookup(search.Kinds, mostCompared)
		near[i].AnyOf = queries[i].Wholly(queries[i].otherReadings())
	}
	found, err := lookUp(near)
	if err != nil {
		return nil, err
	}
	all := make([][]Matched, len(rows))
	var further []search.Lookup
	var ofRow []int // by index of further: the row
	for i, row := range rows {
		all[i] = row.compareAll(queries[i], found[i])
		if slices.ContainsFunc(all[i], Matched.isSettled) {
			continue
		}
		isFound := slices.ContainsFunc(all[i], func(m Matched) bool { return m.said })
		for _, lookup := range queries[i].Wider(near[i], isFound) {
			further, ofRow = append(further, lookup), append(ofRow, i)
		}
	}
	if len(further) > 0 {
		if found, err = lookUp(further); err != nil {
			return nil, err
		}
		for i, row := range ofRow {
			all[row] = append(all[row], rows[row].compareAll(queries[row], found[i])...)
		}
	}
	for i := range all {
		all[i] = best(all[i], threshold, first)
	}
	return all, nil
}

// nameQuery is the parsed name of a row, or one of its readings.
type nameQuery struct {
	search.Query
	raw        string // the unparsed text
	inBrackets bool   // it is the text in the brackets of a name
	parts      lexicon.Parts
	names      *readNames
	readings   []nameQuery // the alternative readings of the whole name
	halves     []nameQuery // its parts in Latin letters and in Chinese, if it has both
}

// query parses the name of a row, and its readings.
func (row Row) query(names *readNames) nameQuery {
	q := nameQuery{Query: search.NewQuery(row.Name, false), names: names}
	all := readings(row.Name)
	for i, reading := range all {
		of := readingOf(reading, names)
		of.inBrackets = i > 0 && i == len(all)-1 && !strings.HasPrefix(row.Name, reading)
		q.readings = append(q.readings, of)
	}
	for _, reading := range q.Nicknamed() {
		q.readings = append(q.readings, readingOf(reading, names))
	}
	for _, half := range inTwoLanguages(row.Name) {
		of := readingOf(half, names)
		of.readings = []nameQuery{of}
		q.halves = append(q.halves, of)
	}
	return q
}

// otherReadings returns the queries of all readings except the first.
func (q nameQuery) otherReadings() []search.Query {
	var others []search.Query
	for _, reading := range slices.Concat(q.readings[min(1, len(q.readings)):], q.halves) {
		others = append(others, reading.Query)
	}
	return others
}

// readingOf parses one reading of a name.
func readingOf(reading string, names *readNames) nameQuery {
	q := search.NewQuery(reading, false)
	return nameQuery{Query: q, raw: reading, parts: lexicon.PartsOf(q.Text), names: names}
}

func (row Row) compareAll(q nameQuery, candidates []search.Candidate) []Matched {
	matched := make([]Matched, 0, len(candidates))
	for _, c := range candidates {
		if m := row.compare(q, c); m.Score >= leastMatched {
			matched = append(matched, m)
		}
	}
	return matched
}

// isSettled reports whether no other name can be a better match: the names are equal except for the legal form, and
// no value of the row contradicts the candidate.
func (m Matched) isSettled() bool { return m.Score >= sameName }

// best returns the first candidates without duplicates, and accepts the best one if it is clearly the best.
func best(matched []Matched, threshold float64, first int) []Matched {
	slices.SortFunc(matched, func(a, b Matched) int { return search.CompareHits(a.Hit, b.Hit) })
	matched = slices.CompactFunc(matched, func(a, b Matched) bool { return a.Node.ID() == b.Node.ID() })
	if len(matched) > 0 && matched[0].Score >= threshold {
		matched[0].Accepted = !slices.ContainsFunc(matched[1:], matched[0].isRivalledBy)
	}
	return matched[:min(first, len(matched))]
}

// isRivalledBy reports whether another candidate is also a plausible match. A source is no rival of the nodes that it
// mentions, and only another exact match is a rival of an exact match.
func (m Matched) isRivalledBy(other Matched) bool {
	switch {
	case other.Node.Label == model.Source && m.Node.Label != model.Source:
		return false
	case strings.HasPrefix(other.Name.Text, m.Name.Text+" (as "):
		return false // the same entity in another role, such as an investor
	case m.How == search.Exact && other.How != search.Exact && m.Score > other.Score:
		return false
	case other.misspelt && !m.misspelt:
		return other.Score >= m.Score
	case other.How == search.Abbreviation && m.Score < sameName:
		return other.Score >= initialsAre // lower if a value contradicts it
	case m.said && !other.said && m.Score > other.Score:
		return false
	}
	return !m.isAheadOf(other)
}

// isAheadOf reports whether a candidate is clearly better than another. Scores have four decimals, and so has their
// difference.
func (m Matched) isAheadOf(other Matched) bool {
	return math.Round((m.Score-other.Score)*1e4) >= ahead*1e4
}

// named is the result of the comparison with a name of a node, and that name.
type named struct {
	comparison
	name search.Name
}

// best returns the best comparison of the text with the names of a candidate.
func (q nameQuery) best(c search.Candidate) named {
	names := search.Names(c.Node)
	var best named
	if q.ID != "" && q.ID == c.Node.ID() && len(names) > 0 {
		return named{comparison{Verdict: search.Verdict{Score: 1, How: search.Exact}}, names[0]}
	}
	for _, name := range names {
		if f := q.identity(c, name.Text, q.Text.Han && q.isInScriptOf(names)); f.beats(best.comparison) {
			best = named{f, name}
		}
	}
	if len(q.halves) > 0 {
		if of := q.bestOfHalves(c, names); of.beats(best.comparison) {
			best = of
		}
	}
	return best
}

// isInScriptOf reports whether one of the names is in the script of the text.
func (q nameQuery) isInScriptOf(names []search.Name) bool {
	return slices.ContainsFunc(names, func(n search.Name) bool { return lexicon.HasHan(n.Text) == q.Text.Han })
}

// bestOfHalves compares a text that has a name in each of two languages. If both match, the match is certain. A node
// with another name in one of the languages is a different one.
func (q nameQuery) bestOfHalves(c search.Candidate, names []search.Name) named {
	one, other, of := q.halves[0].best(c), q.halves[1].best(c), q.halves[1]
	if other.beats(one.comparison) {
		one, other, of = other, one, q.halves[0]
	}
	switch {
	case other.Score > ofTwo:
		one.needsSign = false
		one.comparison = one.atMost(sameName)
	case of.isInScriptOf(names):
		one.comparison = one.atMost(ofTwo)
	default:
		one.comparison = one.atMost(misspelt)
	}
	if one.How == search.Exact {
		one.How = search.Similar
	}
	return one
}

// beats reports whether a comparison is more conclusive than another. One without a need for confirmation is.
func (f comparison) beats(other comparison) bool {
	worth := func(f comparison) float64 {
		if f.needsSign && !f.hasSign {
			return min(f.Score, unsure)
		}
		return f.Score
	}
	if a, b := worth(f), worth(other); a != b {
		return a > b
	}
	return f.Score > other.Score
}
