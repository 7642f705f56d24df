package search

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// location is a place in a name.
type location struct {
	sense
	first bool // it is at the beginning
}

func (l location) isCountry() bool { return l.meaning == china }
func (l location) isAbroad() bool  { return abroad[l.meaning] || abroad[l.within] }

// overlaps reports whether one of two places is the other, or in it.
func (l location) overlaps(other location) bool {
	return l.meaning == other.meaning || l.within == other.meaning || l.meaning == other.within ||
		l.isCountry() && !other.isAbroad() || other.isCountry() && !l.isAbroad()
}

// samePlaces reports whether two names say the same of where a firm is, one of them perhaps more exactly.
func samePlaces(as, bs []location) bool {
	within := func(as, bs []location) bool {
		return !slices.ContainsFunc(as, func(a location) bool { return !slices.ContainsFunc(bs, a.overlaps) })
	}
	shared := slices.ContainsFunc(as, func(a location) bool {
		return slices.ContainsFunc(bs, func(b location) bool { return a.meaning == b.meaning })
	})
	return shared && within(as, bs) && within(bs, as)
}

// isAt reports whether a node is at the place, and whether that is known.
func (l location) isAt(n model.Node) (at, known bool) {
	for _, property := range []model.Property{model.City, model.Province} {
		value, _ := n.Properties[property].(string)
		s, is := lexicon[strings.ReplaceAll(fold(value), " ", "")]
		if !is || s.class != place {
			continue
		}
		if s.meaning == l.meaning || s.within == l.meaning || s.meaning == l.within && !known {
			return true, true
		}
		known = known || s.within != "" || l.within == "" || property == model.Province
	}
	return false, known
}

// comparePlaces compares the places in the names, and those that only the row has with where the node is.
func (p *pair) comparePlaces() {
	a, b := p.a, p.b
	if len(a.places) > 0 && len(b.places) > 0 {
		if !samePlaces(a.places, b.places) {
			p.differ()
		}
		for _, l := range a.places {
			at, known := l.isAt(p.node.Node)
			if known && !at && !l.first && a.han && !slices.ContainsFunc(b.places, func(o location) bool { return o.meaning == l.meaning }) {
				p.differ() // a firm for that place
			}
		}
		p.hasSign = p.hasSign || !a.places[0].isCountry()
		return
	}
	for _, l := range a.places {
		p.placeOfRow(l)
	}
	for _, l := range b.places {
		if p.isBranch(l) || (!l.first || !a.han) && len(b.fund) > 0 {
			p.score -= forVehicle
		} else {
			p.score -= forPlace
		}
	}
	if a.han {
		p.weighPlaces()
	}
}

// placeOfRow weighs a place that only the name of the row has.
func (p *pair) placeOfRow(l location) {
	at, known := l.isAt(p.node.Node)
	switch {
	case p.isBranch(l) && l.isCountry() && !l.first && p.investor && p.inLatin():
		p.score, p.needsSign = p.score-forNode, true // what is in China of an investor who may be elsewhere too
	case p.isBranch(l):
		p.score -= forVehicle
	case at:
		p.hasSign = true
	case known && !p.investor:
		p.differ()
	case known:
		p.score -= forVehicle
	case p.inChinese() && !l.first && p.a.legal && !l.isCountry() && !p.investor:
		p.score, p.needsSign = p.score-forPlace, true // in brackets, as a firm for that place
	default:
		p.score -= forPlace
	}
}

// isBranch reports whether a place that only one name has makes it that of a branch: "Sequoia Capital China".
func (p *pair) isBranch(l location) bool {
	return l.isAbroad() || l.isCountry() && (!l.first || len(p.a.fund)+len(p.b.fund) > 0)
}

// weighPlaces weighs a place that one of two Chinese names has, for how much else they agree in.
func (p *pair) weighPlaces() {
	a, b := p.a, p.b
	if len(a.places) > 0 && !p.hasSign && !a.legal && p.investor && length(a.telling) < longTelling {
		p.score -= forAnother // an investor's arm for a place
	}
	if isThin(a.telling) && !a.legal && !p.hasSign && !p.sharesWord() &&
		(len(a.places) > 0 || len(b.places) > 0 && len(b.trades)+len(b.general) == 0) {
		p.score -= forAnother
	}
	if !a.legal || !b.legal {
		return
	}
	if len(a.places) > 0 && !p.hasSign && !a.places[0].isCountry() {
		p.needsSign = true // a firm for that place
	}
	if len(b.places) > 0 && isThin(a.telling) && len(a.trades) == 1 && len(a.general) == 0 {
		p.needsSign = true // a legal name of its own, so short that two firms can have it
	}
}
