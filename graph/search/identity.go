package search

import (
	"math"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
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

// finding is what the comparison of two names came to.
type finding struct {
	verdict
	needsSign bool // the names alone do not decide
	hasSign   bool // and what the node is said to be has decided already
	misspelt  bool // one of the names has a typing error
	whole     bool // all of their words are the same, and not only the telling ones
}

func (f finding) atMost(score float64) finding {
	f.score = min(f.score, score)
	return f
}

// identity tells how likely a text and one of the names of a node are of one thing. Other than in a search, what one of them
// has and the other has not speaks against it: names of firms of one trade and one city are alike for the most part, and
// differ in what matters.
func (q Query) identity(c Candidate, name string, ownScript bool) finding {
	var best finding
	for i, of := range q.ways {
		for j, s := range q.names.ways(name) {
			if j > 0 && isAcronym(s) && s != of.raw {
				continue
			}
			f := of.identityOf(c, s, ownScript)
			switch {
			case i > 0 && i == len(q.ways)-1 && of.inBrackets:
				f = f.atMost(misspeltThin)
			case i > 0, j > 0 && saysMore(name) && (f.how != Exact || of.text.runes > mostInitials):
				f = f.atMost(misspelt)
			case j > 0:
				f = f.atMost(sameName)
			}
			if i+j > 0 && f.how == Exact {
				f.how = Similar
			}
			if f.beats(best) {
				best = f
			}
		}
	}
	best.score = math.Round(best.score*1e4) / 1e4
	return best
}

func (q Query) identityOf(c Candidate, s string, ownScript bool) finding {
	read := q.names.read(s)
	t := read.text
	switch {
	case q.text.joined == "" || t.joined == "":
		return finding{}
	case q.text.joined == t.joined:
		return finding{verdict: verdict{1, Exact}}
	}
	text, corrected := correct(q.text, t)
	a, b := q.parts, read.parts
	if corrected {
		a = partsOf(text)
	}
	var f finding
	switch {
	case c.Node.Label == model.Person:
		f = samePerson(q.text, t)
	case a.han != b.han:
		a, b, f = q.sameSound(a, b, t)
		if ownScript {
			f = f.atMost(ofTwo) // a name in the script of the text says how the node is written in it
		}
	default:
		f.verdict = verdict{tellingAgreement(a, b), Similar}
		f.misspelt = f.score > unsure && f.score <= misspelt
	}
	if (f.score > 0 || a.han && b.han) && c.Node.Label != model.Person {
		f = q.names.compareRest(a, b, c, f)
		if a.han && b.han {
			if a.front == b.front && (a.front != a.whole || b.front != b.whole) && a.roles == b.roles && f.score < sameTelling {
				f = finding{verdict: verdict{sameTelling, Similar}} // with brackets around the place in one of them
			}
			f = misspeltWhole(q.text, t, a, b, f)
			f = beginsLegalName(a, b, f)
		}
		if corrected {
			f.score, f.misspelt = f.score-forCorrection, true
		}
		if c.Node.Label > model.OtherInvestor && (f.score < sameName || a.legal) {
			f = f.atMost(unsure) // a sector, a programme or a source: nothing that has a trade, a place or a legal form
		}
	}
	if q.isInitials() && q.abbreviates(s, t) && f.score < initialsAre {
		f = finding{verdict: verdict{initialsAre, Abbreviation}, needsSign: true}
	}
	return f
}

// beginsLegalName compares a short Chinese name with a legal name. A firm is mostly called as its legal name begins behind the
// place, whatever comes next; where two legal names begin so, both are found and neither is accepted.
func beginsLegalName(a, b parts, f finding) finding {
	if a.legal || !b.legal || f.score >= shortened || !strings.HasPrefix(b.inner, a.inner) || saysOther(a, b) {
		return f
	}
	switch size := runeCount(a.inner); {
	case size >= longTelling, size == 3 && len(a.trades)+len(a.general)+len(a.fund) == 0 && len(b.places) > 0:
		f.verdict, f.needsSign = verdict{shortened, Similar}, false
	}
	return f
}

// abbreviates reports whether a text is made of the first letters of a name, perhaps with a c for the company.
func (q Query) abbreviates(s string, t text) bool {
	of := initialsOf(s, t)
	bare, has := strings.CutSuffix(q.text.joined, "c")
	return slices.Contains(of, q.text.joined) || has && len(bare) > fewestInitials && slices.Contains(of, bare)
}
