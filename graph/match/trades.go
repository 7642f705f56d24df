package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// The words that firms add to their names and leave off as they like, by what they mean.
var (
	light        = []string{"technology", "domain"}
	lightChinese = []string{"technology", "domain", "business", "management", "development", "service"}
)

// ofArms are trades in which a firm of another trade has a firm of its own.
var ofArms = []string{
	"bank", "securities", "insurance", "life-insurance", "trust", "guarantee", "leasing", "lending", "futures", "exchange", "foundation",
	"university", "association", "incubator", "property", "hotel",
}

// usual are trades that many firms add to their legal names beside the one that they are known for.
var usual = []string{"manufacturing", "equipment", "machinery", "engineering", "design", "electronics", "integration", "parts"}

// areUsual reports whether all trades are such as many firms add to their legal names.
func areUsual(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return area(t) != "web" && !slices.Contains(usual, t) })
}

// extra is what one of two names says besides the other.
type extra struct {
	added, missing []string // trades of the row's name, and of the node's
	more, less     []string // the same for words that half of all firms have
}

// compareTrades compares the trades of two names, and the words that half of all firms have.
func (p *pair) compareTrades() {
	a, b := p.a, p.b
	if len(a.Fund) > 0 || len(b.Fund) > 0 {
		return // compared already
	}
	e := extra{lexicon.Beyond(a.Trades, p.saidOfNode(func(parts lexicon.Parts) []string { return parts.Trades })), lexicon.Beyond(b.Trades, a.Trades), lexicon.Beyond(a.General, b.General), lexicon.Beyond(b.General, a.General)}
	if p.investor {
		e.less = lexicon.Beyond(e.less, ofFundFirms[:1])
	}
	switch {
	case p.bothLegal() && a.Inner != b.Inner && lexicon.JoinedText(a.Telling) == lexicon.JoinedText(b.Telling):
		p.comparison = p.atMost(unsure)
	case len(e.added) == 0 && len(e.missing) == 0:
		p.compareGeneral(e)
	case p.isOtherFirm(e), overlap(e.added, ofArms) && !a.Roles[lexicon.OfGroup] && !p.sectorAgrees(e.added):
		p.differ()
	case p.saysGeneralInstead(e), len(e.added) > 0 && !p.hasTrade(e.added):
		p.Score -= forArm
	case len(e.added) == 0 && p.isTooShort(e.missing):
		p.Score -= forAnother
	default:
		p.Score -= forTrade
	}
}

// isOtherFirm reports whether trades differ so that the names are of two firms.
func (p *pair) isOtherFirm(e extra) bool {
	a, b := p.a, p.b
	switch {
	case p.bothLegal(),
		len(e.added) > 0 && len(e.missing) > 0 && !p.continues(),
		len(e.added) > 0 && (!isSubset(e.less, lightChinese) || p.inChinese() && b.Legal && !p.continues()),
		len(e.added) > 0 && p.inChinese() && b.Legal && len(a.Inner) > len(b.Inner), // a legal name has all of its trades in it
		!areWords(e.missing), // words of the node's own: it is an arm
		a.Roles[lexicon.OfGroup] && !b.Roles[lexicon.OfGroup] && len(e.missing) > 0 && len(a.Trades) == 0,
		p.inLatin() && !p.hasSign && len(e.added) > 0 && len(e.less) > 0:
		return true
	case !a.Han && len(e.missing) > 0 && len(a.Trades) == 0 && len(e.more) > 0 && isSubset(e.more, light) && !p.isThin():
		p.needsSign = true // it may be called by its trade, and by no more than technology in its legal name
		return false
	case !a.Han && len(e.missing) > 0 && len(a.Trades)+len(e.more) > 0:
		return true
	}
	return a.Han && isThin(a.Telling) && len(e.missing) > 0 && (a.Legal || len(e.more) > 0 || !p.continues() && len(a.General) > 0)
}

// saysGeneralInstead reports whether one name has a trade where the other has a word that half of all firms have.
func (p *pair) saysGeneralInstead(e extra) bool {
	instead := len(e.added) > 0 && len(e.less) > 0 || len(e.missing) > 0 && len(e.more) > 0
	if p.inChinese() && len(e.added) > 0 && len(e.less) > 0 && p.a.Legal && p.isThin() && !p.hasSign {
		return true // a legal name of its own
	}
	return instead && p.a.Han == p.b.Han && !p.continues() && !p.sectorAgrees(e.added) && !(p.hasSign && areWeb(e.added)) &&
		(len(e.added) > 0 || p.isThin())
}

// isThin reports whether the telling part is short, and in Latin letters no trade stands beside it.
func (p *pair) isThin() bool {
	return isThin(p.a.Telling) && (p.a.Han || !overlap(p.a.Trades, p.b.Trades))
}

// hasTrade reports whether anything says that a node has the trades that only the row's name has.
func (p *pair) hasTrade(added []string) bool {
	a, b := p.a, p.b
	return p.sectorAgrees(added) ||
		areWeb(added) && (p.hasSign || p.isTechnical() && !p.isThin()) ||
		len(a.Trades) > len(added) && len(p.node.Sectors) > 0 && (a.Legal && (p.hasSign || areUsual(added)) || p.inLatin() && areWeb(added)) ||
		p.continues() && !a.Legal && len(a.Inner) < len(b.Inner) ||
		p.isLegalNameOf() && (len(p.node.Sectors) == 0 || areUsual(added)) && (len(a.Places) == 0 || p.hasSign) ||
		len(b.Places) > 0 && b.Places[0].IsCountry() && a.Legal && !b.Legal && strings.HasPrefix(a.Whole, b.Whole)
}

// isLegalNameOf reports whether the row has a Chinese legal name that goes on with common words where the node's name ends.
func (p *pair) isLegalNameOf() bool {
	if !p.inChinese() || !p.a.Legal || p.b.Legal || utf8.RuneCountInString(p.b.Inner) < longTelling {
		return false
	}
	rest, begins := strings.CutPrefix(p.a.Inner, p.b.Inner)
	return begins && saysLittle(rest) || p.misspelt && length(p.b.Telling) >= longTelling && areWords(p.a.Trades)
}

// isTooShort reports whether a name is too short to be that of a node with a trade that it does not say.
func (p *pair) isTooShort(missing []string) bool {
	a := p.a
	if !a.Han && len(a.Trades) == 0 &&
		(a.Legal || p.isAlone() && !p.hasSign && !slices.Equal(missing, []string{"web.intelligence"})) {
		return true // a legal name has its trade in it, and a single word can be of many trades
	}
	return p.isThin() && len(a.Trades) == 0 && len(a.General) == 0 && (a.Han || length(a.Telling) < lexicon.ShortWord-1)
}

// compareGeneral compares the words that half of all firms have, where the trades are the same.
func (p *pair) compareGeneral(e extra) {
	a := p.a
	if a.Han && a.Legal && !p.b.Legal && !isThin(a.Telling) {
		e.more = nil
	}
	words := light
	if a.Han {
		words = lightChinese
	}
	if p.hasSign {
		e.more = lexicon.Beyond(e.more, []string{"network"})
	}
	switch {
	case slices.Equal(p.a.General, p.b.General):
	case len(e.more) > 0 && len(e.less) > 0, p.bothLegal():
		p.Score -= forAnother
	case isSubset(e.more, words) && isSubset(e.less, words) && (a.Han || isSubset(e.more, light[1:]) || !p.isThin()):
		p.Score -= forGeneral
	case len(e.more) == 0 && !p.isThin() && !p.isAlone():
		p.Score -= forNode
	default:
		p.Score -= forAnother
	}
}
