package match

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// technical are trades of firms that often have software or data in their legal names too.
var technical = []string{"web.software", "machines.robot", "chips.semiconductor", "electronics", "cars.driving"}

// isTechnical reports whether a sector of the node is in the area of one of these trades.
func (p *pair) isTechnical() bool { return p.sectorAgrees(technical) }

// sectorAgrees reports whether a sector of the node is in the area of one of the trades.
func (p *pair) sectorAgrees(trades []string) bool {
	for _, s := range p.node.Sectors {
		for _, name := range []string{s.Name, s.NameZh} {
			for _, w := range lexicon.Spoken(lexicon.Parse(name).Words) {
				meaning := lexicon.Senses[w.Text].Meaning
				if meaning != "" && slices.ContainsFunc(trades, func(t string) bool { return area(meaning) == area(t) }) {
					return true
				}
			}
		}
	}
	return false
}

// area returns the area of a trade, the part before the point.
func area(meaning string) string {
	field, _, _ := strings.Cut(meaning, ".")
	return field
}

// areWeb reports whether all trades are in the area "web", which many firms have in their legal names, whatever they
// do.
func areWeb(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return area(t) != "web" })
}

// areWords reports whether all trades are words of the lexicon, not words of the name itself.
func areWords(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return !lexicon.Meanings()[t] })
}
