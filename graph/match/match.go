package match

import (
	"math"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Row is what a list says of one thing; what is "" or 0 it does not say.
type Row struct {
	Name        string
	Labels      model.LabelSet // what it can be; 0 for anything
	City        string
	Sector      string
	FoundedYear int64
}

// Matched is a candidate with its reasons.
type Matched struct {
	search.Hit
	Accepted bool
	Reasons  []Reason

	misspelt bool // one of the names has a typing error
	said     bool // the name is the same but for its legal form
}

// DefaultThreshold is the score from which a candidate is accepted unless somebody says otherwise.
const DefaultThreshold = 0.85

const (
	// ahead is how far the accepted candidate has to be ahead of the next.
	ahead = 0.03
	// leastMatched is the score below which a candidate is not shown.
	leastMatched = 0.4
	// mostCompared is how many candidates of each kind are compared.
	mostCompared = 20
)

// MatchAll finds for each row the candidates that may be meant, the best first. One that is at the threshold or above and
// clear of the next is accepted. It asks at most twice: for what has all of each name and then, for the rows of which that
// settles nothing, for what has their telling part, that part with a typing error, or all but one word.
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
	var ofRow []int // the row of each of further
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

// nameQuery is the name of a row, or one of the ways to read it.
type nameQuery struct {
	search.Query
	raw        string // the text as it is
	inBrackets bool   // it is what stands in the brackets of a name
	parts      lexicon.Parts
	names      *readNames
	readings   []nameQuery // those in which the name stands for itself
	halves     []nameQuery // the names in Latin letters and in Chinese that it has beside each other
}

// nameQuery returns what is nameQuery for a row, with the ways in which its name can be read.
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

// otherReadings returns the queries of the other ways to read a name.
func (q nameQuery) otherReadings() []search.Query {
	var others []search.Query
	for _, reading := range slices.Concat(q.readings[min(1, len(q.readings)):], q.halves) {
		others = append(others, reading.Query)
	}
	return others
}

// readingOf returns one way to read a name.
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

// isSettled reports whether no candidate with another name can be meant instead: the name is the same but for its legal form,
// and nothing that the row says speaks against it.
func (m Matched) isSettled() bool { return m.Score >= sameName }

// best returns the first candidates, each once, and accepts the best one where it may be.
func best(matched []Matched, threshold float64, first int) []Matched {
	slices.SortFunc(matched, func(a, b Matched) int { return search.CompareHits(a.Hit, b.Hit) })
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
	case m.How == search.Exact && other.How != search.Exact && m.Score > other.Score:
		return false
	case other.misspelt && !m.misspelt:
		return other.Score >= m.Score
	case other.How == search.Abbreviation && m.Score < sameName:
		return other.Score >= initialsAre // less where something speaks against it
	case m.said && !other.said && m.Score > other.Score:
		return false
	}
	return !m.isAheadOf(other)
}

// isAheadOf reports whether a candidate is clear of another. Scores have four digits, which their difference is rounded to.
func (m Matched) isAheadOf(other Matched) bool {
	return math.Round((m.Score-other.Score)*1e4) >= ahead*1e4
}

// named is what the comparison with a node's names came to, and the name.
type named struct {
	comparison
	name search.Name
}

// best compares a text with the names of a candidate, and returns the one that fits best.
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

// bestOfHalves compares a text that has a name in each of two languages. What both say is sure, and a node that is called
// otherwise in one of them is another.
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

// beats reports whether one comparison says more than another: one that needs no sign does.
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
