package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// The deductions from the score of two names with the same distinctive parts, for words of only one of them.
const (
	forGeneral  = 0.01 // technology, group
	forPlace    = 0.02
	forFund     = 0.03 // capital, if the other name has no word for an investor
	forTrade    = 0.04
	forMistake  = 0.06 // any difference, in addition to a typing error
	forNode     = 0.065
	forAnother  = 0.13 // words that distinguish firms, unless other values agree
	forVehicle  = 0.15 // fund, if the other is the firm that runs it; capital, if the other has ventures
	forArm      = 0.2  // a trade that nothing else confirms
	longTelling = 4    // a distinctive part of this many Chinese characters suffices without other words
)

// pair is a name of a row and a name of a node, with the same distinctive part, and the intermediate result.
type pair struct {
	comparison
	a, b     lexicon.Parts // of the row and of the node
	node     search.Candidate
	investor bool // the node is an investor but not a firm
	names    *readNames
}

// compareRest deducts differences outside the distinctive parts from the score.
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

// differ limits the score to that of names of different nodes.
func (p *pair) differ() { p.comparison = p.atMost(ofTwo) }

// inChinese reports whether both names are in Chinese, and inLatin whether neither is.
func (p *pair) inChinese() bool { return p.a.Han && p.b.Han }
func (p *pair) inLatin() bool   { return !p.a.Han && !p.b.Han }

// bothLegal reports whether both names are Chinese legal names, which are equal if they belong to the same firm.
func (p *pair) bothLegal() bool { return p.inChinese() && p.a.Legal && p.b.Legal }

// isAlone reports whether the name of the row is a single word and the node has no other name.
func (p *pair) isAlone() bool { return len(p.a.Telling) < 2 && len(search.Names(p.node.Node)) < 2 }

// compareRoles compares numbers, and words for a group, a holding or an institute.
func (p *pair) compareRoles() {
	a, b := p.a, p.b
	if !slices.Equal(a.Numbers, b.Numbers) || a.Roles[lexicon.OfInstitute] != b.Roles[lexicon.OfInstitute] {
		p.differ()
	}
	if a.Roles[lexicon.OfHolding] != b.Roles[lexicon.OfHolding] {
		switch {
		case p.inLatin() && a.Legal && a.Roles[lexicon.OfGroup] && b.Roles[lexicon.OfGroup] && slices.Equal(a.Trades, b.Trades):
			p.Score -= forFund // legal names of groups often end with "Group Holdings Limited"
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

// continues reports whether one Chinese name is the beginning of the other.
func (p *pair) continues() bool {
	return p.inChinese() && (strings.HasPrefix(p.a.Inner, p.b.Inner) || strings.HasPrefix(p.b.Inner, p.a.Inner))
}

// sharesWord reports whether the names share a word outside their distinctive parts.
func (p *pair) sharesWord() bool {
	return strings.HasPrefix(p.b.Inner, p.a.Inner) && len(p.a.Trades)+len(p.a.General) > 0 ||
		overlap(p.a.Trades, p.b.Trades) || overlap(p.a.General, p.b.General) || overlap(p.a.Fund, p.b.Fund)
}

// isThin reports whether a distinctive part is so short that many names begin with it.
func isThin(telling []lexicon.Word) bool {
	if len(telling) > 0 && telling[0].Han {
		return length(telling) < 3
	}
	return length(telling) < lexicon.ShortWord
}

func length(words []lexicon.Word) int { return utf8.RuneCountInString(lexicon.JoinedText(words)) }

func isSubset(as, bs []string) bool { return len(lexicon.Beyond(as, bs)) == 0 }

func overlap(as, bs []string) bool { return len(lexicon.Beyond(as, bs)) < len(as) }
