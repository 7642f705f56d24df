package oracle

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// everything is the value of the type Query.
type everything struct{}

func (everything) typeName() string { return "Query" }

func (everything) field(e *evaluation, f *ast.Field) any {
	if strings.HasPrefix(f.Name, "__") {
		refuse("it asks for the schema")
	}
	if name, is := strings.CutSuffix(f.Definition.Type.Name(), "Connection"); is {
		var rows, undated []row
		shares := func(*model.Node) bool { return true }
		if among, is := sharedRoots[f.Name]; is {
			e.graph.whole.mustName(f.Name, e.arguments(f))
			shares = among.holds(e.graph, e.arguments(f))
		}
		for _, n := range e.graph.nodes {
			if e.isOf(n, name, f.Name) && shares(n) {
				rows = append(rows, row{node: n})
			}
		}
		if name == "Round" {
			for _, n := range e.graph.whole.nodes {
				if n.Label == model.Round {
					undated = append(undated, row{node: n})
				}
			}
			undated = e.undated(undated)
		}
		return e.connection(f, name, rows, undated)
	}
	arguments := e.arguments(f)
	e.graph.whole.mustName(f.Name, arguments)
	switch f.Name {
	case "paths":
		return pathQuestionOf(arguments).answer(e.scope)
	case "neighbourhood":
		return neighbourhoodOf(e.scope, arguments)
	case "exposure":
		return exposureOf(e.scope, arguments)
	case "network":
		return networkQuestionOf(arguments).answer(e.scope)
	case "search", "match":
		checkSearch(arguments)
		if f.Name == "search" {
			return nameIndex{e.graph}.search(arguments)
		}
		return nameIndex{e.graph}.match(arguments)
	}
	typeName := f.Definition.Type.Name()
	if f.Name != "nodes" {
		return e.lookup(arguments["id"], typeName, f.Name)
	}
	found := []thing{}
	for _, id := range arguments["ids"].([]any) {
		one, _ := e.lookup(id, typeName, f.Name).(thing)
		found = append(found, one)
	}
	return found
}

// namingRoots has the arguments of root fields that name nodes by their ids, with the labels that they accept; all labels if
// there are none.
var namingRoots = map[string]map[string][]model.Label{
	"paths":           {"from": nil, "to": nil},
	"neighbourhood":   {"of": nil},
	"exposure":        {"of": {model.Firm, model.VCFund, model.StateFund}},
	"commonInvestors": {"firms": {model.Firm}},
	"commonPortfolio": {"investors": {model.Firm, model.VCFund, model.StateFund, model.OtherInvestor}},
}

// mustName refuses a root field with an id that no node has, or a node of a wrong label.
func (x *indexed) mustName(field string, arguments object) {
	for argument, labels := range namingRoots[field] {
		given, _ := arguments[argument].([]any)
		for _, id := range given {
			named := id.(string)
			if _, is := sharedRoots[field]; is {
				named = x.meant(named)
			}
			n, has := x.byID[named]
			if !has || n.Label == model.Conflict || labels != nil && !slices.Contains(labels, n.Label) {
				refuse("%v names no node for %s of %s", id, argument, field)
			}
		}
	}
}

// lookup returns the node with an id, or nil.
func (s scope) lookup(id any, typeName, field string) any {
	if t, is := model.RelTypeOfID(id.(string)); is && typeName == "Node" {
		for _, r := range s.graph.relationships[t] {
			if r.ID() == id {
				return relationship{r}
			}
		}
		return nil
	}
	n, has := s.graph.byID[s.graph.meant(id.(string))]
	if !has || !s.isOf(n, typeName, field) {
		return nil
	}
	return node{row{node: n}}
}

// meant returns the id of the node that an id of an argument stands for: the id itself, or that of the company under the
// other prefix if no node has it.
func (x *indexed) meant(id string) string {
	if _, has := x.whole.byID[id]; has {
		return id
	}
	if other, is := model.OtherID(id); is {
		return other
	}
	return id
}

// isOf reports whether a root field can return a node: founders have a founder's role, and investors have invested,
// committed capital, or were listed as investors.
func (s scope) isOf(n *model.Node, typeName, field string) bool {
	switch {
	case !s.isPossible(n.Label.String(), typeName):
		return false
	case field == "founders":
		return s.graph.marked(n, model.Founder)
	case typeName == "Investor":
		return s.graph.marked(n, model.Investor)
	}
	return true
}

// isPossible reports whether an object type is a possible type of another type.
func (s scope) isPossible(typeName, of string) bool {
	return slices.ContainsFunc(s.schema.GetPossibleTypes(s.schema.Types[of]), func(t *ast.Definition) bool { return t.Name == typeName })
}

// sharedRoots has the root fields that return nodes related to several given nodes: the argument with these nodes, and the
// field and the connection that lead to them.
var sharedRoots = map[string]among{
	"commonInvestors": {"firms", "investments", "InvestmentFirm"},
	"commonPortfolio": {"investors", "investors", "InvestmentInvestor"},
}

type among struct{ argument, field, connection string }

// least returns the different ids of the argument, and to how many of them a node must be related.
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

// holds returns a function that reports whether a node is related to enough of the given nodes.
func (a among) holds(x *indexed, arguments object) func(*model.Node) bool {
	given, least := a.least(arguments)
	named := map[any]bool{}
	for id := range given {
		named[x.meant(id.(string))] = true
	}
	return func(n *model.Node) bool {
		found := map[string]bool{}
		for _, r := range x.related(n, a.field, a.connection) {
			if named[r.node.ID()] {
				found[r.node.ID()] = true
			}
		}
		return len(found) >= least
	}
}
