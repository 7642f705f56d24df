package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
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
	finding
	a, b     parts // of the row, of the node
	node     Candidate
	investor bool // the node is an investor and no firm
	names    *readNames
}

// compareRest takes from what the agreement of the telling parts came to what speaks against it.
func (names *readNames) compareRest(a, b parts, c Candidate, f finding) finding {
	p := pair{f, a, b, c, model.Investors.Has(c.Node.Label) && c.Node.Label != model.Firm, names}
	before, wrong := p.score, p.misspelt
	if p.whole {
		p.comparePlaces()
		return p.finding
	}
	p.compareRoles()
	p.comparePlaces()
	p.compareFunds()
	p.compareTrades()
	if wrong && p.score < before-forGeneral && !(a.han && length(a.telling) > longTelling) {
		p.score -= forMistake
	}
	p.score = max(p.score, 0)
	return p.finding
}

// differ notes that the names are of two things.
func (p *pair) differ() { p.finding = p.atMost(ofTwo) }

// inChinese reports whether both names are in Chinese, and inLatin whether neither is.
func (p *pair) inChinese() bool { return p.a.han && p.b.han }
func (p *pair) inLatin() bool   { return !p.a.han && !p.b.han }

// bothLegal reports whether both names are whole legal names in Chinese, which differ in no word if they are of one firm.
func (p *pair) bothLegal() bool { return p.inChinese() && p.a.legal && p.b.legal }

// isAlone reports whether the name of the row is a single word, and the graph has no other name of the node.
func (p *pair) isAlone() bool { return len(p.a.telling) < 2 && len(Names(p.node.Node)) < 2 }

// compareRoles compares numbers, and what makes a name that of a group, of a holding or of an institute.
func (p *pair) compareRoles() {
	a, b := p.a, p.b
	if !slices.Equal(a.numbers, b.numbers) || a.roles[ofInstitute] != b.roles[ofInstitute] {
		p.differ()
	}
	if a.roles[ofHolding] != b.roles[ofHolding] {
		switch {
		case p.inLatin() && a.legal && a.roles[ofGroup] && b.roles[ofGroup] && slices.Equal(a.trades, b.trades):
			p.score -= forFund // "Group Holdings Limited" is how the legal names of groups end
		case a.roles[ofHolding] || !p.investor || a.legal:
			p.differ()
		default:
			p.needsSign = true
		}
	}
	if a.roles[ofGroup] != b.roles[ofGroup] {
		if a.legal && b.legal || p.inLatin() && len(Names(p.node.Node)) < 2 && !slices.Equal(a.general, b.general) {
			p.differ()
		}
		p.score -= forGeneral
	}
}

// continues reports whether one Chinese name goes on where the other ends.
func (p *pair) continues() bool {
	return p.inChinese() && (strings.HasPrefix(p.a.inner, p.b.inner) || strings.HasPrefix(p.b.inner, p.a.inner))
}

// sharesWord reports whether the names have a word in common besides their telling ones.
func (p *pair) sharesWord() bool {
	if strings.HasPrefix(p.b.inner, p.a.inner) && len(p.a.trades)+len(p.a.general) > 0 {
		return true
	}
	return overlap(p.a.trades, p.b.trades) || overlap(p.a.general, p.b.general) || overlap(p.a.fund, p.b.fund)
}

// isThin reports whether the telling part of a name is so short that many names begin with it.
func isThin(telling []word) bool {
	if len(telling) == 0 {
		return true
	}
	if telling[0].han {
		return length(telling) < 3
	}
	return length(telling) < shortWord
}

func length(words []word) int { return utf8.RuneCountInString(joinedOf(words)) }

func isSubset(as, bs []string) bool { return len(beyond(as, bs)) == 0 }

func overlap(as, bs []string) bool { return len(beyond(as, bs)) < len(as) }

// beyond returns those of as that are not among bs.
func beyond(as, bs []string) []string {
	var all []string
	for _, a := range as {
		if !slices.Contains(bs, a) {
			all = append(all, a)
		}
	}
	return all
}
