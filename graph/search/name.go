package search

import (
	"github.com/stakegraph/stakegraph/graph/model"
)

// Name is one of the names of a node.
type Name struct {
	Text     string
	Property model.Property // Name, NameZh, Aliases or Title
}

// Kinds are the labels whose nodes are found by name. Rounds are not: a name such as "Series B" only identifies a
// round among those of its firm, so a round is found by its firm.
const Kinds = model.Listed &^ (1 << model.Round)

// properties are the properties with one name each. Aliases has several.
var properties = []model.Property{model.Name, model.NameZh, model.Title}

// Names returns the names of a node, or nil if its label is not in Kinds.
func Names(n model.Node) []Name {
	if !Kinds.Has(n.Label) {
		return nil
	}
	var all []Name
	for _, p := range properties {
		if s, known := n.Properties[p].(string); known {
			all = append(all, Name{s, p})
		}
	}
	aliases, _ := n.Properties[model.Aliases].([]string)
	for _, s := range aliases {
		all = append(all, Name{s, model.Aliases})
	}
	return all
}
