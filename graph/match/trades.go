package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// The meanings of words that firms often omit from their names or add to them.
var (
	light        = []string{"technology", "domain"}
	lightChinese = []string{"technology", "domain", "business", "management", "development", "service"}
)

// ofArms are trades that firms of other trades often have a subsidiary for.
var ofArms = []string{
	"bank", "securities", "insurance", "life-insurance", "trust", "guarantee", "leasing", "lending", "futures", "exchange", "foundation",
	"university", "association", "incubator", "property", "hotel",
}

// usual are trades that many firms have in their legal names in addition to their main one.
var usual = []string{"manufacturing", "equipment", "machinery", "engineering", "design", "electronics", "integration", "parts"}

// areUsual reports whether all trades are among these, or in the area "web".
func areUsual(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return area(t) != "web" && !slices.Contains(usual, t) })
}

// extra has the words that only one of two names has.
type extra struct {
	added, missing []string // trades of the row's name only, and of the node's only
	more, less     []string // the same for generic words
}

// compareTrades compares the trades and the generic words of two names.
func (p *pair) compareTrades() {
	a, b := p.a, p.b
	if len(a.Fund) > 0 || len(b.Fund) > 0 {
		return // compareFunds has compared these
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

// isOtherFirm reports whether the trades show that the names belong to two firms.
func (p *pair) isOtherFirm(e extra) bool {
	a, b := p.a, p.b
	switch {
	case p.bothLegal(),
		len(e.added) > 0 && len(e.missing) > 0 && !p.continues(),
		len(e.added) > 0 && (!isSubset(e.less, lightChinese) || p.inChinese() && b.Legal && !p.continues()),
		len(e.added) > 0 && p.inChinese() && b.Legal && len(a.Inner) > len(b.Inner), // a legal name has all trades of the firm
		!areWords(e.missing), // distinctive words of the node: it is a subsidiary
		a.Roles[lexicon.OfGroup] && !b.Roles[lexicon.OfGroup] && len(e.missing) > 0 && len(a.Trades) == 0,
		p.inLatin() && !p.hasSign && len(e.added) > 0 && len(e.less) > 0:
		return true
	case !a.Han && len(e.missing) > 0 && len(a.Trades) == 0 && len(e.more) > 0 && isSubset(e.more, light) && !p.isThin():
		p.needsSign = true // it may be known by its trade, with only "technology" in its legal name
		return false
	case !a.Han && len(e.missing) > 0 && len(a.Trades)+len(e.more) > 0:
		return true
	}
	return a.Han && isThin(a.Telling) && len(e.missing) > 0 && (a.Legal || len(e.more) > 0 || !p.continues() && len(a.General) > 0)
}

// saysGeneralInstead reports whether one name has a trade and the other a generic word instead.
func (p *pair) saysGeneralInstead(e extra) bool {
	instead := len(e.added) > 0 && len(e.less) > 0 || len(e.missing) > 0 && len(e.more) > 0
	if p.inChinese() && len(e.added) > 0 && len(e.less) > 0 && p.a.Legal && p.isThin() && !p.hasSign {
		return true // a legal name of another firm
	}
	return instead && p.a.Han == p.b.Han && !p.continues() && !p.sectorAgrees(e.added) && !(p.hasSign && areWeb(e.added)) &&
		(len(e.added) > 0 || p.isThin())
}

// isThin reports whether the distinctive part is short and, in Latin letters, the names share no trade.
func (p *pair) isThin() bool {
	return isThin(p.a.Telling) && (p.a.Han || !overlap(p.a.Trades, p.b.Trades))
}

// hasTrade reports whether anything indicates that the node has the trades that only the row's name has.
func (p *pair) hasTrade(added []string) bool {
	a, b := p.a, p.b
	return p.sectorAgrees(added) ||
		areWeb(added) && (p.hasSign || p.isTechnical() && !p.isThin()) ||
		len(a.Trades) > len(added) && len(p.node.Sectors) > 0 && (a.Legal && (p.hasSign || areUsual(added)) || p.inLatin() && areWeb(added)) ||
		p.continues() && !a.Legal && len(a.Inner) < len(b.Inner) ||
		p.isLegalNameOf() && (len(p.node.Sectors) == 0 || areUsual(added)) && (len(a.Places) == 0 || p.hasSign) ||
		len(b.Places) > 0 && b.Places[0].IsCountry() && a.Legal && !b.Legal && strings.HasPrefix(a.Whole, b.Whole)
}

// isLegalNameOf reports whether the row has a Chinese legal name that consists of the node's name and common words.
func (p *pair) isLegalNameOf() bool {
	if !p.inChinese() || !p.a.Legal || p.b.Legal || utf8.RuneCountInString(p.b.Inner) < longTelling {
		return false
	}
	rest, begins := strings.CutPrefix(p.a.Inner, p.b.Inner)
	return begins && saysLittle(rest) || p.misspelt && length(p.b.Telling) >= longTelling && areWords(p.a.Trades)
}

// isTooShort reports whether a name without a trade is too short for a node whose name has one.
func (p *pair) isTooShort(missing []string) bool {
	a := p.a
	if !a.Han && len(a.Trades) == 0 &&
		(a.Legal || p.isAlone() && !p.hasSign && !slices.Equal(missing, []string{"web.intelligence"})) {
		return true // a legal name has its trade, and a single word can belong to many trades
	}
	return p.isThin() && len(a.Trades) == 0 && len(a.General) == 0 && (a.Han || length(a.Telling) < lexicon.ShortWord-1)
}

// compareGeneral compares the generic words of names with the same trades.
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
