package match

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// senseOf returns the sense of the value of a property in the lexicon.
func senseOf(value string) lexicon.Sense {
	return lexicon.Senses[strings.ReplaceAll(lexicon.Fold(value), " ", "")]
}

// isAt reports whether a node is at a place, and whether the location of the node is known.
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

// comparePlaces compares the places of the names, and places of only the row's name with the location of the node.
func (p *pair) comparePlaces() {
	a, b := p.a, p.b
	if len(a.Places) > 0 && len(b.Places) > 0 {
		if !lexicon.SamePlaces(a.Places, b.Places) {
			p.differ()
		}
		for _, l := range a.Places {
			at, known := isAt(p.node.Node, l)
			if known && !at && !l.First && a.Han && !slices.ContainsFunc(b.Places, func(o lexicon.Location) bool { return o.Meaning == l.Meaning }) {
				p.differ() // the firm of that place
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

// placeOfRow scores a place that only the name of the row has.
func (p *pair) placeOfRow(l lexicon.Location) {
	at, known := isAt(p.node.Node, l)
	switch {
	case p.isBranch(l) && l.IsCountry() && !l.First && p.investor && p.inLatin():
		p.Score, p.needsSign = p.Score-forNode, true // the Chinese branch of an investor that may also be elsewhere
	case p.isBranch(l):
		p.Score -= forVehicle
	case at:
		p.hasSign = true
	case known && !p.investor:
		p.differ()
	case known:
		p.Score -= forVehicle
	case p.inChinese() && !l.First && p.a.Legal && !l.IsCountry() && !p.investor:
		p.Score, p.needsSign = p.Score-forPlace, true // in brackets: possibly the firm of that place
	default:
		p.Score -= forPlace
	}
}

// isBranch reports whether a place that only one of the names has indicates a branch: "Sequoia Capital China".
func (p *pair) isBranch(l lexicon.Location) bool {
	return l.IsAbroad() || l.IsCountry() && (!l.First || len(p.a.Fund)+len(p.b.Fund) > 0)
}

// weighPlaces scores a place that only one of two Chinese names has, depending on their other agreement.
func (p *pair) weighPlaces() {
	a, b := p.a, p.b
	if len(a.Places) > 0 && !p.hasSign && !a.Legal && p.investor && length(a.Telling) < longTelling {
		p.Score -= forAnother // a local branch of an investor
	}
	if isThin(a.Telling) && !a.Legal && !p.hasSign && !p.sharesWord() &&
		(len(a.Places) > 0 || len(b.Places) > 0 && len(b.Trades)+len(b.General) == 0) {
		p.Score -= forAnother
	}
	if !a.Legal || !b.Legal {
		return
	}
	if len(a.Places) > 0 && !p.hasSign && !a.Places[0].IsCountry() {
		p.needsSign = true // possibly the firm of that place
	}
	if len(b.Places) > 0 && isThin(a.Telling) && len(a.Trades) == 1 && len(a.General) == 0 {
		p.needsSign = true // a complete legal name that is short enough for two firms
	}
}
