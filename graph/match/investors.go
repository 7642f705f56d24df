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
	// ofFundFirms are words that the names of fund managers often omit.
	ofFundFirms = []string{"management", "industry", "service", "consulting"}
	// legalOfFunds are words in the legal names of fund managers, whatever their usual names are.
	legalOfFunds = []string{"equity", "investment", "fund", "asset", "venture"}
	// vehicles are words that distinguish investors if only one name has them: a fund is not its manager.
	vehicles = []string{"fund", "guidance"}
	// ofParents are kinds of organisations that have funds but are not funds.
	ofParents = []string{"university", "bank", "insurance", "association", "foundation"}
	// ofPartners are words that names of subsidiaries of operating firms do not contain.
	ofPartners = []string{"partners", "advisor"}
)

// compareFunds compares the words for an investor. If only one name has such a word, for example capital or ventures,
// it denotes a subsidiary of the other, unless the node is known to be an investor.
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
		p.needsSign = true // only its name indicates that it is not the investment arm of a firm
	default:
		p.Score -= forFund
	}
}

// hasArms reports whether words for an investor that only the row has denote a subsidiary of the node. Banks,
// holdings and the state have subsidiaries that invest. A fund has none, and these words are in the legal names of
// all investors.
func (p *pair) hasArms(added []string) bool {
	a, b := p.a, p.b
	isLegalName := p.inChinese() && a.Legal && !b.Legal && utf8.RuneCountInString(b.Whole) >= longTelling && isSubset(added, legalOfFunds) &&
		(strings.HasPrefix(a.Whole, b.Whole) || len(b.Fund) > 0 && isSubset(b.Fund, a.Fund)) && !overlap(b.Trades, ofArms)
	return b.Roles[lexicon.OfHolding] && !a.Legal || p.node.Node.Label != model.VCFund && !isLegalName
}

// saysMoreThanFund reports whether the names differ in more than the words for an investor: in a trade, or in a word
// for a group.
func (p *pair) saysMoreThanFund() bool {
	with, without := p.a, p.b
	if len(p.a.Fund) == 0 {
		with, without = p.b, p.a
	}
	return !slices.Equal(with.Trades, without.Trades) || !isSubset(without.General, with.General) ||
		!isSubset(lexicon.Beyond(with.General, without.General), ofFundFirms) ||
		without.Roles[lexicon.OfGroup] && !with.Roles[lexicon.OfGroup] || without.Roles[lexicon.OfHolding] && !with.Roles[lexicon.OfHolding]
}

// compareKindsOfFund compares two names that both have words for an investor.
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

// saidOfNode returns the words in the compared name of the node and in its other names.
func (p *pair) saidOfNode(list func(lexicon.Parts) []string) []string {
	all := slices.Clone(list(p.b))
	for _, name := range search.Names(p.node.Node) {
		all = append(all, list(p.names.read(name.Text).parts)...)
	}
	return all
}

// isKnown reports whether the graph has more values of a node than a name.
func isKnown(n model.Node) bool {
	return slices.ContainsFunc([]model.Property{model.NameZh, model.City, model.FoundedYear}, func(p model.Property) bool {
		_, known := n.Properties[p]
		return known
	})
}
