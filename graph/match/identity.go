package match

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// The scores of two names by the agreement of their distinctive parts, before deductions for other differences.
const (
	sameName      = 0.99 // equal except for the legal form
	sameTelling   = 0.97
	misspelt      = 0.93 // a typing error
	misspeltThin  = 0.88 // a typing error in a short word
	bySoundAlone  = 0.93 // one is the pinyin of the other
	misspeltName  = 0.9  // a typing error in a whole Chinese name
	shortened     = 0.89 // one is the beginning of the other
	initialsAre   = 0.75 // one consists of the initials of the other
	ofTwo         = 0.6  // the maximum for names of two different nodes
	unsure        = 0.8  // the maximum for names that need confirmation by another value
	confirmed     = 0.87 // the minimum after this confirmation
	forCorrection = 0.03 // the deduction for a typing error in a word that is not distinctive
)

// fewestTelling is the minimum number of letters of an acronym that is unlikely to have two meanings.
const fewestTelling = 4

// comparison is the result of the comparison of two names.
type comparison struct {
	search.Verdict
	needsSign bool // the names alone are not sufficient
	hasSign   bool // another value of the node has confirmed the match
	misspelt  bool // one of the names has a typing error
	whole     bool // all words are equal, not only the distinctive ones
}

func (f comparison) atMost(score float64) comparison {
	f.Score = min(f.Score, score)
	return f
}

// identity scores how likely the text and a name of a node denote the same thing. Unlike in a search, words of only
// one of the names lower the score: names of firms with the same trade and city are mostly similar, and differ in the
// words that matter.
func (q nameQuery) identity(c search.Candidate, name string, ownScript bool) comparison {
	var best comparison
	for i, of := range q.readings {
		for j, s := range q.names.readingsOf(name) {
			if j > 0 && isAcronym(s) && s != of.raw {
				continue
			}
			f := of.identityOf(c, s, ownScript)
			switch {
			case i > 0 && i == len(q.readings)-1 && of.inBrackets:
				f = f.atMost(misspeltThin)
			case i > 0, j > 0 && saysMore(name) && (f.How != search.Exact || of.Text.Runes > search.MostInitials):
				f = f.atMost(misspelt)
			case j > 0:
				f = f.atMost(sameName)
			}
			if i+j > 0 && f.How == search.Exact {
				f.How = search.Similar
			}
			if f.beats(best) {
				best = f
			}
		}
	}
	best.Score = math.Round(best.Score*1e4) / 1e4
	return best
}

func (q nameQuery) identityOf(c search.Candidate, s string, ownScript bool) comparison {
	read := q.names.read(s)
	t := read.text
	switch {
	case q.Text.Joined == "" || t.Joined == "":
		return comparison{}
	case q.Text.Joined == t.Joined:
		return comparison{Verdict: search.Verdict{Score: 1, How: search.Exact}}
	}
	text, corrected := correct(q.Text, t)
	a, b := q.parts, read.parts
	if corrected {
		a = lexicon.PartsOf(text)
	}
	var f comparison
	switch {
	case c.Node.Label == model.Person:
		f = samePerson(q.Text, t)
	case a.Han != b.Han:
		a, b, f = q.sameSound(a, b, t)
		if ownScript {
			f = f.atMost(ofTwo) // the node has a name in the script of the text, and that one is compared
		}
	default:
		f.Verdict = search.Verdict{Score: tellingAgreement(a, b), How: search.Similar}
		f.misspelt = f.Score > unsure && f.Score <= misspelt
	}
	if (f.Score > 0 || a.Han && b.Han) && c.Node.Label != model.Person {
		f = q.names.compareRest(a, b, c, f)
		if a.Han && b.Han {
			if a.Front == b.Front && (a.Front != a.Whole || b.Front != b.Whole) && a.Roles == b.Roles && f.Score < sameTelling {
				f = comparison{Verdict: search.Verdict{Score: sameTelling, How: search.Similar}} // one of them has its place in brackets
			}
			f = misspeltWhole(q.Text, t, a, b, f)
			f = beginsLegalName(a, b, f)
		}
		if corrected {
			f.Score, f.misspelt = f.Score-forCorrection, true
		}
		if c.Node.Label > model.OtherInvestor && (f.Score < sameName || a.Legal) {
			f = f.atMost(unsure) // a sector, a programme or a source has no trade, place or legal form
		}
	}
	initials := q.IsInitials() && q.Abbreviates(s, t)
	if f.Score < initialsAre && (initials || a.Han && b.Han && !a.Legal && slices.Equal(a.Numbers, b.Numbers) && q.Shortens(t)) {
		f = comparison{Verdict: search.Verdict{Score: initialsAre, How: search.Abbreviation}, needsSign: true}
		if initials && !t.Han && c.Node.Label <= model.OtherInvestor && isAcronym(q.raw) && len(q.raw) >= fewestTelling {
			f.Score, f.needsSign = confirmed, false
		}
	}
	return f
}

// beginsLegalName compares a short Chinese name with a legal name. Most firms are known by the beginning of their
// legal name after the place, whatever follows. If two legal names begin alike, both are candidates and neither is
// accepted.
func beginsLegalName(a, b lexicon.Parts, f comparison) comparison {
	if a.Legal || !b.Legal || f.Score >= shortened || !strings.HasPrefix(b.Inner, a.Inner) || saysOther(a, b) {
		return f
	}
	switch size := utf8.RuneCountInString(a.Inner); {
	case size >= longTelling, size == 3 && len(a.Trades)+len(a.General)+len(a.Fund) == 0 && len(b.Places) > 0:
		f.Verdict, f.needsSign = search.Verdict{Score: shortened, How: search.Similar}, false
	}
	return f
}
