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

// What an agreement of the telling parts of two names counts before what else differs is taken from it.
const (
	sameName      = 0.99 // all is the same but the legal form
	sameTelling   = 0.97
	misspelt      = 0.93 // a typing error
	misspeltThin  = 0.88 // a typing error in a short word
	bySoundAlone  = 0.93 // one is written as the other sounds
	misspeltName  = 0.9  // a typing error in a whole Chinese name
	shortened     = 0.89 // one is how the other begins
	initialsAre   = 0.75 // one is made of the first letters of the other
	ofTwo         = 0.6  // the most that two names have that are of two things
	unsure        = 0.8  // the most that two names have that another value has to decide on
	confirmed     = 0.87 // the least that they have once it has
	forCorrection = 0.03 // what a typing error takes that is in a word of trade or such
)

// fewestTelling is how many letters an acronym has that hardly two names share.
const fewestTelling = 4

// comparison is what the comparison of two names came to.
type comparison struct {
	search.Verdict
	needsSign bool // the names alone do not decide
	hasSign   bool // and what the node is said to be has decided already
	misspelt  bool // one of the names has a typing error
	whole     bool // all of their words are the same, and not only the telling ones
}

func (f comparison) atMost(score float64) comparison {
	f.Score = min(f.Score, score)
	return f
}

// identity tells how likely a text and one of the names of a node are of one thing. Other than in a search, what one of them
// has and the other has not speaks against it: names of firms of one trade and one city are alike for the most part, and
// differ in what matters.
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
			f = f.atMost(ofTwo) // a name in the script of the text says how the node is written in it
		}
	default:
		f.Verdict = search.Verdict{Score: tellingAgreement(a, b), How: search.Similar}
		f.misspelt = f.Score > unsure && f.Score <= misspelt
	}
	if (f.Score > 0 || a.Han && b.Han) && c.Node.Label != model.Person {
		f = q.names.compareRest(a, b, c, f)
		if a.Han && b.Han {
			if a.Front == b.Front && (a.Front != a.Whole || b.Front != b.Whole) && a.Roles == b.Roles && f.Score < sameTelling {
				f = comparison{Verdict: search.Verdict{Score: sameTelling, How: search.Similar}} // with brackets around the place in one of them
			}
			f = misspeltWhole(q.Text, t, a, b, f)
			f = beginsLegalName(a, b, f)
		}
		if corrected {
			f.Score, f.misspelt = f.Score-forCorrection, true
		}
		if c.Node.Label > model.OtherInvestor && (f.Score < sameName || a.Legal) {
			f = f.atMost(unsure) // a sector, a programme or a source: nothing that has a trade, a place or a legal form
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

// beginsLegalName compares a short Chinese name with a legal name. A firm is mostly called as its legal name begins behind the
// place, whatever comes next; where two legal names begin so, both are found and neither is accepted.
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
