package match

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// senseOf returns what the lexicon knows of the value of a property.
func senseOf(value string) lexicon.Sense {
	return lexicon.Senses[strings.ReplaceAll(lexicon.Fold(value), " ", "")]
}

// isAt reports whether a node is at a place, and whether that is known.
func isAt(n model.Node, l lexicon.Location) (at, known bool) {
	for _, property := range []model.Property{model.City, model.Province} {
		value, _ := n.Properties[property].(string)
		s := senseOf(value)
		if s.Class != lexicon.Place {
			continue
		}
		if s.Meaning == l.Meaning || s.Within == l.Meaning || s.Meaning == l.Within && !known {
			return true, true
		}
		known = known || s.Within != "" || l.Within == "" || property == model.Province
	}
	return false, known
}

// comparePlaces compares the places in the names, and those that only the row has with where the node is.
func (p *pair) comparePlaces() {
	a, b := p.a, p.b
	if len(a.Places) > 0 && len(b.Places) > 0 {
		if !lexicon.SamePlaces(a.Places, b.Places) {
			p.differ()
		}
		for _, l := range a.Places {
			at, known := isAt(p.node.Node, l)
			if known && !at && !l.First && a.Han && !slices.ContainsFunc(b.Places, func(o lexicon.Location) bool { return o.Meaning == l.Meaning }) {
				p.differ() // a firm for that place
			}
		}
		p.hasSign = p.hasSign || !a.Places[0].IsCountry()
		return
	}
	for _, l := range a.Places {
		p.placeOfRow(l)
	}
	for _, l := range b.Places {
		if p.isBranch(l) || (!l.First || !a.Han) && len(b.Fund) > 0 {
			p.Score -= forVehicle
		} else {
			p.Score -= forPlace
		}
	}
	if a.Han {
		p.weighPlaces()
	}
}

// placeOfRow weighs a place that only the name of the row has.
func (p *pair) placeOfRow(l lexicon.Location) {
	at, known := isAt(p.node.Node, l)
	switch {
	case p.isBranch(l) && l.IsCountry() && !l.First && p.investor && p.inLatin():
		p.Score, p.needsSign = p.Score-forNode, true // what is in China of an investor who may be elsewhere too
	case p.isBranch(l):
		p.Score -= forVehicle
	case at:
		p.hasSign = true
	case known && !p.investor:
		p.differ()
	case known:
		p.Score -= forVehicle
	case p.inChinese() && !l.First && p.a.Legal && !l.IsCountry() && !p.investor:
		p.Score, p.needsSign = p.Score-forPlace, true // in brackets, as a firm for that place
	default:
		p.Score -= forPlace
	}
}

// isBranch reports whether a place that only one name has makes it that of a branch: "Sequoia Capital China".
func (p *pair) isBranch(l lexicon.Location) bool {
	return l.IsAbroad() || l.IsCountry() && (!l.First || len(p.a.Fund)+len(p.b.Fund) > 0)
}

// weighPlaces weighs a place that one of two Chinese names has, for how much else they agree in.
func (p *pair) weighPlaces() {
	a, b := p.a, p.b
	if len(a.Places) > 0 && !p.hasSign && !a.Legal && p.investor && length(a.Telling) < longTelling {
		p.Score -= forAnother // an investor's arm for a place
	}
	if isThin(a.Telling) && !a.Legal && !p.hasSign && !p.sharesWord() &&
		(len(a.Places) > 0 || len(b.Places) > 0 && len(b.Trades)+len(b.General) == 0) {
		p.Score -= forAnother
	}
	if !a.Legal || !b.Legal {
		return
	}
	if len(a.Places) > 0 && !p.hasSign && !a.Places[0].IsCountry() {
		p.needsSign = true // a firm for that place
	}
	if len(b.Places) > 0 && isThin(a.Telling) && len(a.Trades) == 1 && len(a.General) == 0 {
		p.needsSign = true // a legal name of its own, so short that two firms can have it
	}
}
