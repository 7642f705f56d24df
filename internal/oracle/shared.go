package oracle

import "github.com/stakegraph/stakegraph/graph/model"

// sharing says, for the root fields whose nodes are related to several of some named ones, which argument names them and
// which field of a node leads there.
var sharing = map[string]among{
	"commonInvestors": {"firms", "investments", "InvestmentFirm"},
	"commonPortfolio": {"investors", "investors", "InvestmentInvestor"},
}

type among struct{ argument, field, connection string }

// least returns how many different nodes are named, and to how many of them a node is to be related.
func (a among) least(arguments object) (named map[any]bool, least int) {
	named = map[any]bool{}
	given := arguments[a.argument].([]any)
	for _, id := range given {
		named[id] = true
	}
	least = len(named)
	if n, is := arguments["atLeast"].(int64); is {
		if n < 1 || n > int64(least) {
			refuse("%d of %d", n, least)
		}
		least = int(n)
	}
	if len(given) < 1 || len(given) > 1000 {
		refuse("%d ids", len(given))
	}
	return named, least
}

// sharing returns what tells whether a node is related to as many as are asked for.
func (e *evaluation) sharing(a among, arguments object) func(*model.Node) bool {
	named, least := a.least(arguments)
	return func(n *model.Node) bool {
		found := map[string]bool{}
		for _, r := range e.graph.related(n, a.field, a.connection) {
			if named[r.node.ID()] {
				found[r.node.ID()] = true
			}
		}
		return len(found) >= least
	}
}
