package search

import (
	"github.com/stakegraph/stakegraph/graph/model"
)

// Name is one of the names of a node.
type Name struct {
	Text     string
	Property model.Property // Name, NameZh, Aliases or Title
}

// Kinds are the labels whose nodes are found by their names. Rounds are not: their names, such as "Series B", say which
// of a firm's rounds they are, and a round is found by its firm.
const Kinds = model.Nodes &^ (1 << model.Round)

// properties are those that names are in.
var properties = []model.Property{model.Name, model.NameZh, model.Title}

// Names returns the names of a node, none where it is not found by them.
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
