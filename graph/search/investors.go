package search

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

var (
	// ofFundFirms are the words that are left off the names of those who run funds.
	ofFundFirms = []string{"management", "industry", "service", "consulting"}
	// legalOfFunds are the words that make the legal name of a fund's firm, whatever it calls itself.
	legalOfFunds = []string{"equity", "investment", "fund", "asset", "venture"}
	// vehicles are the words that make another thing of an investor where only one name has them: a fund is not who runs it.
	vehicles = []string{"fund", "guidance"}
	// ofParents are what those are who have funds and are none.
	ofParents = []string{"university", "bank", "insurance", "association", "foundation"}
	// ofPartners are the words that no arm of an operating firm is called by.
	ofPartners = []string{"partners", "advisor"}
)

// compareFunds compares what the names say of an investor. A word such as capital or ventures makes an arm of what has it on
// one side only, unless the node is an investor anyway.
func (p *pair) compareFunds() {
	a, b := p.a, p.b
	switch {
	case len(a.fund) == 0 && len(b.fund) == 0:
	case len(a.fund) > 0 && len(b.fund) > 0:
		p.compareKindsOfFund()
	case !p.investor, p.saysMoreThanFund(), len(a.fund) == 0 && overlap(a.trades, ofParents):
		p.differ()
	case len(a.fund) > 0 && p.hasArms(a.fund):
		p.differ()
	case a.legal && slices.Contains(a.fund, "fund") && !slices.Contains(a.general, "management"):
		p.score -= forVehicle
	case len(a.fund) > 0:
		p.score -= forFund
	case a.legal:
		p.differ()
	case !isKnown(p.node.Node) && len(a.telling) < 2 && !isSubset(b.fund, ofPartners):
		p.needsSign = true // nothing but its name says that it is not the arm of a firm
	default:
		p.score -= forFund
	}
}

// hasArms reports whether the words of an investor that only the row has make an arm of the node. A bank, a holding and the
// state have arms that invest. A fund has none, and those words are in the legal names of all who invest.
func (p *pair) hasArms(added []string) bool {
	a, b := p.a, p.b
	isLegalName := p.inChinese() && a.legal && !b.legal && runeCount(b.whole) >= longTelling && isSubset(added, legalOfFunds) &&
		(strings.HasPrefix(a.whole, b.whole) || len(b.fund) > 0 && isSubset(b.fund, a.fund)) && !overlap(b.trades, ofArms)
	return b.roles[ofHolding] && !a.legal || p.node.Node.Label != model.VCFund && !isLegalName
}

// saysMoreThanFund reports whether a name that is called no investor, or the one that is, says what the other does not: a
// trade, or that it is a group.
func (p *pair) saysMoreThanFund() bool {
	with, without := p.a, p.b
	if len(p.a.fund) == 0 {
		with, without = p.b, p.a
	}
	return !slices.Equal(with.trades, without.trades) || !isSubset(without.general, with.general) ||
		!isSubset(beyond(with.general, without.general), ofFundFirms) ||
		without.roles[ofGroup] && !with.roles[ofGroup] || without.roles[ofHolding] && !with.roles[ofHolding]
}

// compareKindsOfFund compares two names that are both called investors.
func (p *pair) compareKindsOfFund() {
	a, b := p.a, p.b
	if !slices.Equal(a.trades, b.trades) || !slices.Equal(beyond(a.general, ofFundFirms), beyond(b.general, ofFundFirms)) {
		p.finding = p.atMost(unsure)
		return
	}
	if !slices.Equal(a.general, b.general) {
		p.score -= forGeneral
	}
	switch one, other := beyond(a.fund, p.calledAsFund()), beyond(b.fund, a.fund); {
	case len(one) == 0 && len(other) == 0:
	case len(one) > 0 && p.hasArms(one):
		p.differ()
	case slices.Contains(one, "fund") && !slices.Contains(a.general, "management"):
		p.score -= forVehicle
	case a.han && a.legal && p.investor && isSubset(a.fund, legalOfFunds) && (p.hasSign || !isThin(a.telling)):
		p.score -= 2 * forFund
	case a.han && a.legal && len(other) == 0:
		p.score -= forFund
	case len(one) > 0 && len(other) > 0, slices.Contains(one, "venture"), overlap(vehicles, one), overlap(vehicles, other):
		p.score -= forVehicle
	default:
		p.score -= forFund
	}
}

// calledAsFund returns what the node is called as an investor by the name that is compared and by its others.
func (p *pair) calledAsFund() []string {
	all := slices.Clone(p.b.fund)
	for _, name := range Names(p.node.Node) {
		all = append(all, p.names.read(name.Text).parts.fund...)
	}
	return all
}

// isKnown reports whether the graph says of a node more than a name.
func isKnown(n model.Node) bool {
	return slices.ContainsFunc([]model.Property{model.NameZh, model.City, model.FoundedYear}, func(p model.Property) bool {
		_, known := n.Properties[p]
		return known
	})
}
