package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stakegraph/graph/model"
)

// What is taken from the score of two names whose telling parts agree, for what only one of them says.
const (
	forCommon     = 0.01 // technology, group
	forCompany    = 0.13 // industries, international: often another firm of a house
	forPlace      = 0.02
	forFund       = 0.03 // capital, for an investor that is not called so
	forVehicle    = 0.15 // fund, where the other is the firm that runs it, and capital where the other says ventures
	forTrade      = 0.04
	forTradeThin  = 0.13 // a trade behind two characters or three letters
	forTradeAdded = 0.2  // the trade of an arm, as far as anybody knows
	forReading    = 0.06 // what else differs where there is a typing error too
)

// difference takes from what the agreement of the telling parts came to what speaks against it. a is of the text, b of the
// node.
func difference(a, b parts, c Candidate, f finding) finding {
	investor := model.Investors.Has(c.Node.Label) && c.Node.Label != model.Firm
	if !slices.Equal(a.numbers, b.numbers) || a.roles[ofInstitute] != b.roles[ofInstitute] {
		return f.atMost(likeness0)
	}
	if a.roles[ofHolding] != b.roles[ofHolding] {
		switch {
		case !a.han && !b.han && a.roles[ofGroup] && b.roles[ofGroup]:
			f.score -= forFund // "Group Holdings Limited" is how the legal names of groups end
		case a.roles[ofHolding] || !investor || a.legal:
			return f.atMost(likeness0)
		default:
			f.needsSign = true
		}
	}
	if a.roles[ofGroup] != b.roles[ofGroup] {
		if a.legal && b.legal || !a.han && !b.han && len(Names(c.Node)) < 2 && !slices.Equal(a.common, b.common) {
			return f.atMost(likeness0)
		}
		f.score -= forCommon
	}
	before, wrong := f.score, f.misspelt
	f = asInvestors(a, b, c, f, investor)
	f = inPlace(a, b, c, f, investor)
	f = inTrade(a, b, c, f)
	if wrong && f.score < before-forCommon && !(a.han && length(a.telling) > 4) {
		f.score -= forReading // a typing error and another difference
	}
	f.score = max(f.score, 0)
	return f
}

// light are the meanings of the words that firms take up and leave off as they like.
var (
	light        = []string{"technology", "domain"}
	lightChinese = []string{"technology", "domain", "business", "management", "development", "service"}
)

// ofManagers are the words that are left off the names of those who run funds.
var ofManagers = []string{"management", "industry", "service", "consulting"}

// legalOfFunds are the words that make the legal name of a fund's firm, whatever it calls itself.
var legalOfFunds = []string{"equity", "investment", "fund", "asset", "venture"}

// asInvestors compares what the names say of an investor.
func asInvestors(a, b parts, c Candidate, f finding, investor bool) finding {
	switch {
	case len(a.fund) == 0 && len(b.fund) == 0:
		return f
	case len(a.fund) > 0 && len(b.fund) > 0:
		return betweenInvestors(a, b, c, f, investor)
	}
	with, without := a, b
	if len(a.fund) == 0 {
		with, without = b, a
	}
	if len(beyond(without.trades, with.trades))+len(beyond(with.trades, without.trades)) > 0 ||
		!isSubset(without.common, with.common) || !isSubset(beyond(with.common, without.common), ofManagers) || without.roles[ofGroup] && !with.roles[ofGroup] ||
		without.roles[ofHolding] && !with.roles[ofHolding] {
		return f.atMost(likeness0) // an arm, and what it is an arm of
	}
	switch {
	case !investor:
		return f.atMost(likeness0)
	case len(a.fund) > 0:
		f.score -= forFund
	case a.legal:
		return f.atMost(likeness0)
	case !isKnown(c.Node) && len(a.telling) < 2 && !isSubset(b.fund, []string{"partners", "advisor"}):
		f.needsSign = true
	default:
		f.score -= forFund
	}
	return f
}

func betweenInvestors(a, b parts, c Candidate, f finding, investor bool) finding {
	if !slices.Equal(a.trades, b.trades) || !slices.Equal(beyond(a.common, ofManagers), beyond(b.common, ofManagers)) {
		return f.atMost(unsure)
	}
	switch one, other := beyond(a.fund, fundOf(c.Node, b)), beyond(b.fund, a.fund); {
	case len(one) == 0 && len(other) == 0:
	case a.han && a.legal && investor && isSubset(a.fund, legalOfFunds):
		f.score -= 2 * forFund
	case a.han && a.legal && len(other) == 0:
		f.score -= forFund
	case len(one) > 0 && len(other) > 0, slices.Contains(one, "venture"), slices.Contains(one, "fund"), slices.Contains(other, "fund"),
		slices.Contains(one, "guidance"), slices.Contains(other, "guidance"):
		f.score -= forVehicle
	default:
		f.score -= forFund
	}
	return f
}

// fundOf returns what a node is called as an investor by the name that b is of and, where that is anything, by its others.
func fundOf(n model.Node, b parts) []string {
	if len(b.fund) == 0 {
		return nil
	}
	all := slices.Clone(b.fund)
	for _, name := range Names(n) {
		all = append(all, partsOf(parse(name.Text)).fund...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// isKnown reports whether the graph says of a node more than a name.
func isKnown(n model.Node) bool {
	for _, p := range []model.Property{model.NameZh, model.City, model.FoundedYear} {
		if _, known := n.Properties[p]; known {
			return true
		}
	}
	return false
}

// inPlace compares the places in the names, and those in the text with where the node is.
func inPlace(a, b parts, c Candidate, f finding, investor bool) finding {
	if len(a.places) > 0 && len(b.places) > 0 {
		if !samePlaces(a.places, b.places) {
			return f.atMost(likeness0)
		}
		f.hasSign = f.hasSign || !a.places[0].isCountry() || !investor
		return f
	}
	for side, places := range [][]location{a.places, b.places} {
		for _, p := range places {
			switch {
			case p.isAbroad(), p.isCountry() && (!p.first || len(a.fund)+len(b.fund) > 0):
				f.score -= forVehicle
			case side == 0:
				switch at, known := isIn(p, c.Node); {
				case known && at:
					f.hasSign = true
				case known && !investor:
					return f.atMost(likeness0)
				case known:
					f.score -= forVehicle
				default:
					f.score -= forPlace
				}
			case (!p.first || !a.han) && len(b.fund) > 0:
				f.score -= forVehicle
			default:
				f.score -= forPlace
			}
		}
	}
	if a.han && !a.legal && length(a.telling) < 3 && !f.hasSign && !sharesWord(a, b) &&
		(len(a.places) > 0 || len(b.places) > 0 && len(b.trades)+len(b.common) == 0) {
		f.score -= forTradeThin
	}
	if len(b.places) > 0 && a.legal && b.legal && a.han && length(a.telling) < 3 && len(a.trades) == 1 && len(a.common) == 0 {
		f.needsSign = true // a name of its own, so short that two firms can have it
	}
	return f
}

// sharesWord reports whether two names have more in common than their telling words.
func sharesWord(a, b parts) bool {
	if strings.HasPrefix(b.inner, a.inner) && len(a.trades)+len(a.common) > 0 {
		return true
	}
	for _, lists := range [][2][]string{{a.trades, b.trades}, {a.common, b.common}, {a.fund, b.fund}} {
		if len(beyond(lists[0], lists[1])) < len(lists[0]) {
			return true
		}
	}
	return false
}

func (l location) isCountry() bool { return l.meaning == china }
func (l location) isAbroad() bool  { return abroad[l.meaning] || abroad[l.within] }

// abroad are the countries but China, as their meanings.
var abroad = func() map[string]bool {
	countries := map[string]bool{}
	isAbroad := false
	for line := range entries(placeLines) {
		region, _, _ := strings.Cut(line, ":")
		meaning, _, _ := strings.Cut(region, "/")
		isAbroad = isAbroad || meaning == "美国"
		if isAbroad {
			countries[meaning] = true
		}
	}
	return countries
}()

// samePlaces reports whether one of the lists says where the other says, and perhaps more exactly.
func samePlaces(as, bs []location) bool {
	within := func(as, bs []location) bool {
		return !slices.ContainsFunc(as, func(a location) bool {
			return !slices.ContainsFunc(bs, func(b location) bool { return a.meaning == b.meaning })
		})
	}
	return within(as, bs) || within(bs, as)
}

// isIn reports whether a place is where the node is, and whether that is known.
func isIn(p location, n model.Node) (at, known bool) {
	for _, property := range []model.Property{model.City, model.Province} {
		value, is := n.Properties[property].(string)
		if !is {
			continue
		}
		s, is := lexicon[strings.ReplaceAll(fold(value), " ", "")]
		if !is || s.class != place {
			continue
		}
		switch {
		case s.meaning == p.meaning || s.within == p.meaning, s.meaning == p.within && !known:
			return true, true
		case s.within != "" || p.within == "":
			known = true
		case property == model.Province:
			known = true
		}
	}
	return false, known
}

// inTrade compares the trades and the words that half of all firms have.
func inTrade(a, b parts, c Candidate, f finding) finding {
	if len(a.fund) > 0 || len(b.fund) > 0 {
		return f
	}
	added, missing := beyond(a.trades, b.trades), beyond(b.trades, a.trades)
	more, less := beyond(a.common, b.common), beyond(b.common, a.common)
	if model.Investors.Has(c.Node.Label) && c.Node.Label != model.Firm {
		less = without(less, "management")
	}
	continues := a.han && b.han && (strings.HasPrefix(a.inner, b.inner) || strings.HasPrefix(b.inner, a.inner))
	thin := isThin(a.telling) && (a.han || !slices.ContainsFunc(a.trades, func(t string) bool { return slices.Contains(b.trades, t) }))
	full := a.legal && b.legal && a.han
	switch {
	case len(added) == 0 && len(missing) == 0:
		if !slices.Equal(a.common, b.common) {
			if a.han && a.legal && !b.legal && length(a.telling) > 2 {
				more = nil
			}
			f.score -= forWords(more, less, thin, full, a.han, f.hasSign, isAlone(a, c))
		}
		return f
	case full, len(added) > 0 && !isSubset(less, lightChinese), !isWords(missing),
		a.roles[ofGroup] && !b.roles[ofGroup] && len(missing) > 0 && len(a.trades) == 0,
		!a.han && len(missing) > 0 && len(a.trades)+len(more) > 0,
		a.han && thin && len(missing) > 0 && (a.legal || len(more) > 0 || !continues && len(a.common) > 0), !continues && len(added) > 0 && len(missing) > 0:
		return f.atMost(likeness0)
	case !continues && (len(added) > 0 && len(less) > 0 || len(missing) > 0 && len(more) > 0) && !(a.han != b.han):
		// a trade where the other says something general
		if !sectorAgrees(added, c) && !(f.hasSign && isWeb(added)) && (len(added) > 0 || thin) {
			f.score -= forTradeAdded
			return f
		}
	}
	switch {
	case len(added) == 0:
		if !a.han && len(a.trades) == 0 && (a.legal || isAlone(a, c) && !f.hasSign && !slices.Equal(missing, []string{"web.intelligence"})) {
			f.score -= forTradeThin // a legal name has its trade in it, and a single word can be of many trades
		} else if thin && len(a.trades) == 0 && len(a.common) == 0 && (a.han || length(a.telling) < 4) {
			f.score -= forTradeThin
		} else {
			f.score -= forTrade
		}
	case sectorAgrees(added, c), isWeb(added) && isTechnical(c) && !thin, len(a.trades) > len(added) && len(c.Sectors) > 0, f.hasSign && isWeb(added),
		continues && !a.legal && len(a.inner) < len(b.inner):
		f.score -= forTrade
	case a.han && length(a.telling) > 3 && len(c.Sectors) == 0 && len(a.places) == 0, len(b.places) > 0 && b.places[0].isCountry() && !b.legal && strings.HasPrefix(a.whole, b.whole):
		f.score -= forTrade
	default:
		f.score -= forTradeAdded
	}
	return f
}

func forWords(more, less []string, thin, full, han, hasSign, alone bool) float64 {
	light := light
	if han {
		light = lightChinese
	}
	if hasSign {
		more = without(more, "network")
	}
	switch {
	case len(more) > 0 && len(less) > 0:
		return forCompany
	case full:
		return forCompany
	case isSubset(more, light) && isSubset(less, light):
		if thin && !han && len(more) > 0 {
			return forCompany
		}
		return forCommon
	case len(more) == 0 && !thin && !alone:
		return forCompany / 2
	}
	return forCompany
}

// isThin reports whether the telling part of a name is so short that many names begin with it.
func isThin(telling []word) bool {
	if len(telling) == 0 {
		return true
	}
	if telling[0].han {
		return length(telling) < 3
	}
	return length(telling) < 5
}

func length(words []word) int { return utf8.RuneCountInString(joinedOf(words)) }

// isWords reports whether trades are words of the lexicon and no words of a name's own.
func isWords(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return !meanings()[t] })
}

// isAlone reports whether a name is a single word, and the graph has no other name of the node.
func isAlone(a parts, c Candidate) bool { return len(a.telling) < 2 && len(Names(c.Node)) < 2 }

// isWeb reports whether all trades are such as many firms add to their legal names, whatever they do.
func isWeb(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return !strings.HasPrefix(t, "web.") })
}

// sectorAgrees reports whether the graph has the node in a sector that one of the trades is in.
func sectorAgrees(trades []string, c Candidate) bool {
	for _, s := range c.Sectors {
		for _, name := range []string{s.Name, s.NameZh} {
			for _, w := range spoken(parse(name).words) {
				for _, t := range trades {
					if meaning := lexicon[w.text].meaning; meaning != "" && area(meaning) == area(t) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isTechnical reports whether a node is in a sector whose firms often add software or data to their legal names.
func isTechnical(c Candidate) bool {
	return sectorAgrees([]string{"web.software", "machines.robot", "chips.semiconductor", "electronics", "cars.driving"}, c)
}

// area returns the field that a trade is in.
func area(meaning string) string {
	field, _, _ := strings.Cut(meaning, ".")
	return field
}

func isSubset(as, bs []string) bool { return len(beyond(as, bs)) == 0 }

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

func without(as []string, other string) []string { return beyond(as, []string{other}) }
