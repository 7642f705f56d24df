package search

import (
	"slices"
	"strings"
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
	if len(a.fund) > 0 || len(b.fund) > 0 {
		return // compared already
	}
	e := extra{beyond(a.trades, p.tradesOfNode()), beyond(b.trades, a.trades), beyond(a.general, b.general), beyond(b.general, a.general)}
	if p.investor {
		e.less = beyond(e.less, ofFundFirms[:1])
	}
	switch {
	case p.bothLegal() && a.inner != b.inner && joinedOf(a.telling) == joinedOf(b.telling):
		p.finding = p.atMost(unsure)
	case len(e.added) == 0 && len(e.missing) == 0:
		p.compareGeneral(e)
	case p.isOtherFirm(e), overlap(e.added, ofArms) && !a.roles[ofGroup] && !p.sectorAgrees(e.added):
		p.differ()
	case p.saysGeneralInstead(e), len(e.added) > 0 && !p.hasTrade(e.added):
		p.score -= forArm
	case len(e.added) == 0 && p.isTooShort(e.missing):
		p.score -= forAnother
	default:
		p.score -= forTrade
	}
}

// tradesOfNode returns the trades that the names of a node say.
func (p *pair) tradesOfNode() []string {
	all := slices.Clone(p.b.trades)
	for _, name := range Names(p.node.Node) {
		all = append(all, p.names.read(name.Text).parts.trades...)
	}
	return all
}

// isOtherFirm reports whether trades differ so that the names are of two firms.
func (p *pair) isOtherFirm(e extra) bool {
	a, b := p.a, p.b
	switch {
	case p.bothLegal():
		return true
	case len(e.added) > 0 && len(e.missing) > 0 && !p.continues():
		return true
	case len(e.added) > 0 && (!isSubset(e.less, lightChinese) || p.inChinese() && b.legal && !p.continues()):
		return true
	case len(e.added) > 0 && p.inChinese() && b.legal && len(a.inner) > len(b.inner):
		return true // a legal name has all of its trades in it
	case !areWords(e.missing): // words of the node's own: it is an arm
		return true
	case a.roles[ofGroup] && !b.roles[ofGroup] && len(e.missing) > 0 && len(a.trades) == 0:
		return true
	case p.inLatin() && !p.hasSign && len(e.added) > 0 && len(e.less) > 0:
		return true
	case !a.han && len(e.missing) > 0 && len(a.trades) == 0 && len(e.more) > 0 && isSubset(e.more, light) && !p.isThin():
		p.needsSign = true // it may be called by its trade, and by no more than technology in its legal name
		return false
	case !a.han && len(e.missing) > 0 && len(a.trades)+len(e.more) > 0:
		return true
	}
	return a.han && isThin(a.telling) && len(e.missing) > 0 && (a.legal || len(e.more) > 0 || !p.continues() && len(a.general) > 0)
}

// saysGeneralInstead reports whether one name has a trade where the other has a word that half of all firms have.
func (p *pair) saysGeneralInstead(e extra) bool {
	instead := len(e.added) > 0 && len(e.less) > 0 || len(e.missing) > 0 && len(e.more) > 0
	if p.inChinese() && len(e.added) > 0 && len(e.less) > 0 && p.a.legal && p.isThin() && !p.hasSign {
		return true // a legal name of its own
	}
	return instead && p.a.han == p.b.han && !p.continues() && !p.sectorAgrees(e.added) && !(p.hasSign && areWeb(e.added)) &&
		(len(e.added) > 0 || p.isThin())
}

// isThin reports whether the telling part is short, and in Latin letters no trade stands beside it.
func (p *pair) isThin() bool {
	return isThin(p.a.telling) && (p.a.han || !overlap(p.a.trades, p.b.trades))
}

// hasTrade reports whether anything says that a node has the trades that only the row's name has.
func (p *pair) hasTrade(added []string) bool {
	a, b := p.a, p.b
	switch {
	case p.sectorAgrees(added):
		return true
	case areWeb(added) && (p.hasSign || p.isTechnical() && !p.isThin()):
		return true
	case len(a.trades) > len(added) && len(p.node.Sectors) > 0 && (a.legal && (p.hasSign || areUsual(added)) || p.inLatin() && areWeb(added)):
		return true
	case p.continues() && !a.legal && len(a.inner) < len(b.inner):
		return true
	case p.isLegalNameOf() && (len(p.node.Sectors) == 0 || areUsual(added)) && (len(a.places) == 0 || p.hasSign):
		return true
	}
	return len(b.places) > 0 && b.places[0].isCountry() && a.legal && !b.legal && strings.HasPrefix(a.whole, b.whole)
}

// isLegalNameOf reports whether the row has a Chinese legal name that goes on with common words where the node's name ends.
func (p *pair) isLegalNameOf() bool {
	if !p.inChinese() || !p.a.legal || p.b.legal || runeCount(p.b.inner) < longTelling {
		return false
	}
	rest, begins := strings.CutPrefix(p.a.inner, p.b.inner)
	return begins && saysLittle(rest) || p.misspelt && length(p.b.telling) >= longTelling && areWords(p.a.trades)
}

// isTooShort reports whether a name is too short to be that of a node with a trade that it does not say.
func (p *pair) isTooShort(missing []string) bool {
	a := p.a
	if !a.han && len(a.trades) == 0 &&
		(a.legal || p.isAlone() && !p.hasSign && !slices.Equal(missing, []string{"web.intelligence"})) {
		return true // a legal name has its trade in it, and a single word can be of many trades
	}
	return p.isThin() && len(a.trades) == 0 && len(a.general) == 0 && (a.han || length(a.telling) < shortWord-1)
}

// compareGeneral compares the words that half of all firms have, where the trades are the same.
func (p *pair) compareGeneral(e extra) {
	a := p.a
	if a.han && a.legal && !p.b.legal && !isThin(a.telling) {
		e.more = nil
	}
	words := light
	if a.han {
		words = lightChinese
	}
	if p.hasSign {
		e.more = beyond(e.more, []string{"network"})
	}
	switch {
	case slices.Equal(p.a.general, p.b.general):
	case len(e.more) > 0 && len(e.less) > 0, p.bothLegal():
		p.score -= forAnother
	case isSubset(e.more, words) && isSubset(e.less, words) && (a.han || isSubset(e.more, light[1:]) || !p.isThin()):
		p.score -= forGeneral
	case len(e.more) == 0 && !p.isThin() && !p.isAlone():
		p.score -= forNode
	default:
		p.score -= forAnother
	}
}
