package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// What is taken from the score of two names whose telling parts agree, for what only one of them says.
const (
	forGeneral  = 0.01 // technology, group
	forPlace    = 0.02
	forFund     = 0.03 // capital, for an investor that is called nothing of the kind
	forTrade    = 0.04
	forMistake  = 0.06 // anything, where there is a typing error too
	forNode     = 0.065
	forAnother  = 0.13 // what tells one firm from another, unless other values agree
	forVehicle  = 0.15 // fund, where the other is the firm that runs it; capital, where the other says ventures
	forArm      = 0.2  // a trade, where nothing says that the node has it
	longTelling = 4    // so many Chinese characters tell a firm whatever it adds to them
)

// pair is a name of a row beside a name of a node whose telling parts agree, and what is found so far.
type pair struct {
	comparison
	a, b     lexicon.Parts // of the row, of the node
	node     search.Candidate
	investor bool // the node is an investor and no firm
	names    *readNames
}

// compareRest takes from what the agreement of the telling parts came to what speaks against it.
func (names *readNames) compareRest(a, b lexicon.Parts, c search.Candidate, f comparison) comparison {
	p := pair{f, a, b, c, model.Investors.Has(c.Node.Label) && c.Node.Label != model.Firm, names}
	before, wrong := p.Score, p.misspelt
	if p.whole {
		p.comparePlaces()
		return p.comparison
	}
	p.compareRoles()
	p.comparePlaces()
	p.compareFunds()
	p.compareTrades()
	if wrong && p.Score < before-forGeneral && !(a.Han && length(a.Telling) > longTelling) {
		p.Score -= forMistake
	}
	p.Score = max(p.Score, 0)
	return p.comparison
}

// differ notes that the names are of two things.
func (p *pair) differ() { p.comparison = p.atMost(ofTwo) }

// inChinese reports whether both names are in Chinese, and inLatin whether neither is.
func (p *pair) inChinese() bool { return p.a.Han && p.b.Han }
func (p *pair) inLatin() bool   { return !p.a.Han && !p.b.Han }

// bothLegal reports whether both names are whole legal names in Chinese, which differ in no word if they are of one firm.
func (p *pair) bothLegal() bool { return p.inChinese() && p.a.Legal && p.b.Legal }

// isAlone reports whether the name of the row is a single word, and the graph has no other name of the node.
func (p *pair) isAlone() bool { return len(p.a.Telling) < 2 && len(search.Names(p.node.Node)) < 2 }

// compareRoles compares numbers, and what makes a name that of a group, of a holding or of an institute.
func (p *pair) compareRoles() {
	a, b := p.a, p.b
	if !slices.Equal(a.Numbers, b.Numbers) || a.Roles[lexicon.OfInstitute] != b.Roles[lexicon.OfInstitute] {
		p.differ()
	}
	if a.Roles[lexicon.OfHolding] != b.Roles[lexicon.OfHolding] {
		switch {
		case p.inLatin() && a.Legal && a.Roles[lexicon.OfGroup] && b.Roles[lexicon.OfGroup] && slices.Equal(a.Trades, b.Trades):
			p.Score -= forFund // "Group Holdings Limited" is how the legal names of groups end
		case a.Roles[lexicon.OfHolding] || !p.investor || a.Legal:
			p.differ()
		default:
			p.needsSign = true
		}
	}
	if a.Roles[lexicon.OfGroup] != b.Roles[lexicon.OfGroup] {
		if a.Legal && b.Legal || p.inLatin() && len(search.Names(p.node.Node)) < 2 && !slices.Equal(a.General, b.General) {
			p.differ()
		}
		p.Score -= forGeneral
	}
}

// continues reports whether one Chinese name goes on where the other ends.
func (p *pair) continues() bool {
	return p.inChinese() && (strings.HasPrefix(p.a.Inner, p.b.Inner) || strings.HasPrefix(p.b.Inner, p.a.Inner))
}

// sharesWord reports whether the names have a word in common besides their telling ones.
func (p *pair) sharesWord() bool {
	return strings.HasPrefix(p.b.Inner, p.a.Inner) && len(p.a.Trades)+len(p.a.General) > 0 ||
		overlap(p.a.Trades, p.b.Trades) || overlap(p.a.General, p.b.General) || overlap(p.a.Fund, p.b.Fund)
}

// isThin reports whether the telling part of a name is so short that many names begin with it.
func isThin(telling []lexicon.Word) bool {
	if len(telling) > 0 && telling[0].Han {
		return length(telling) < 3
	}
	return length(telling) < lexicon.ShortWord
}

func length(words []lexicon.Word) int { return utf8.RuneCountInString(lexicon.JoinedText(words)) }

func isSubset(as, bs []string) bool { return len(lexicon.Beyond(as, bs)) == 0 }

func overlap(as, bs []string) bool { return len(lexicon.Beyond(as, bs)) < len(as) }
