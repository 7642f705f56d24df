package match

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// technical are trades of firms that often add software or data to their legal names.
var technical = []string{"web.software", "machines.robot", "chips.semiconductor", "electronics", "cars.driving"}

// isTechnical reports whether the graph has the node in a sector of such a trade.
func (p *pair) isTechnical() bool { return p.sectorAgrees(technical) }

// sectorAgrees reports whether the graph has the node in a sector that one of the trades is in.
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

// area returns the field that a trade is in.
func area(meaning string) string {
	field, _, _ := strings.Cut(meaning, ".")
	return field
}

// areWeb reports whether all trades are such as many firms add to their legal names, whatever they do.
func areWeb(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return area(t) != "web" })
}

// areWords reports whether trades are words of the lexicon and no words of a name's own.
func areWords(trades []string) bool {
	return !slices.ContainsFunc(trades, func(t string) bool { return !lexicon.Meanings()[t] })
}
