package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
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
	case len(a.Fund) == 0 && len(b.Fund) == 0:
	case len(a.Fund) > 0 && len(b.Fund) > 0:
		p.compareKindsOfFund()
	case !p.investor, p.saysMoreThanFund(), len(a.Fund) == 0 && overlap(a.Trades, ofParents):
		p.differ()
	case len(a.Fund) > 0 && p.hasArms(a.Fund):
		p.differ()
	case a.Legal && slices.Contains(a.Fund, "fund") && !slices.Contains(a.General, "management"):
		p.Score -= forVehicle
	case len(a.Fund) > 0:
		p.Score -= forFund
	case a.Legal:
		p.differ()
	case !isKnown(p.node.Node) && len(a.Telling) < 2 && !isSubset(b.Fund, ofPartners):
		p.needsSign = true // nothing but its name says that it is not the arm of a firm
	default:
		p.Score -= forFund
	}
}

// hasArms reports whether the words of an investor that only the row has make an arm of the node. A bank, a holding and the
// state have arms that invest. A fund has none, and those words are in the legal names of all who invest.
func (p *pair) hasArms(added []string) bool {
	a, b := p.a, p.b
	isLegalName := p.inChinese() && a.Legal && !b.Legal && utf8.RuneCountInString(b.Whole) >= longTelling && isSubset(added, legalOfFunds) &&
		(strings.HasPrefix(a.Whole, b.Whole) || len(b.Fund) > 0 && isSubset(b.Fund, a.Fund)) && !overlap(b.Trades, ofArms)
	return b.Roles[lexicon.OfHolding] && !a.Legal || p.node.Node.Label != model.VCFund && !isLegalName
}

// saysMoreThanFund reports whether a name that is called no investor, or the one that is, says what the other does not: a
// trade, or that it is a group.
func (p *pair) saysMoreThanFund() bool {
	with, without := p.a, p.b
	if len(p.a.Fund) == 0 {
		with, without = p.b, p.a
	}
	return !slices.Equal(with.Trades, without.Trades) || !isSubset(without.General, with.General) ||
		!isSubset(lexicon.Beyond(with.General, without.General), ofFundFirms) ||
		without.Roles[lexicon.OfGroup] && !with.Roles[lexicon.OfGroup] || without.Roles[lexicon.OfHolding] && !with.Roles[lexicon.OfHolding]
}

// compareKindsOfFund compares two names that are both called investors.
func (p *pair) compareKindsOfFund() {
	a, b := p.a, p.b
	if !slices.Equal(a.Trades, b.Trades) || !slices.Equal(lexicon.Beyond(a.General, ofFundFirms), lexicon.Beyond(b.General, ofFundFirms)) {
		p.comparison = p.atMost(unsure)
		return
	}
	if !slices.Equal(a.General, b.General) {
		p.Score -= forGeneral
	}
	called := p.saidOfNode(func(parts lexicon.Parts) []string { return parts.Fund })
	switch one, other := lexicon.Beyond(a.Fund, called), lexicon.Beyond(b.Fund, a.Fund); {
	case len(one) == 0 && len(other) == 0:
	case len(one) > 0 && p.hasArms(one):
		p.differ()
	case slices.Contains(one, "fund") && !slices.Contains(a.General, "management"):
		p.Score -= forVehicle
	case a.Han && a.Legal && p.investor && isSubset(a.Fund, legalOfFunds) && (p.hasSign || !isThin(a.Telling)):
		p.Score -= 2 * forFund
	case a.Han && a.Legal && len(other) == 0:
		p.Score -= forFund
	case len(one) > 0 && len(other) > 0, slices.Contains(one, "venture"), overlap(vehicles, one), overlap(vehicles, other):
		p.Score -= forVehicle
	default:
		p.Score -= forFund
	}
}

// saidOfNode returns what the name of the node that is compared says, and its others.
func (p *pair) saidOfNode(list func(lexicon.Parts) []string) []string {
	all := slices.Clone(list(p.b))
	for _, name := range search.Names(p.node.Node) {
		all = append(all, list(p.names.read(name.Text).parts)...)
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
