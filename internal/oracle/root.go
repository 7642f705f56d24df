package oracle

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// everything is what a query starts from.
type everything struct{}

func (everything) typeName() string { return "Query" }

func (everything) field(e *evaluation, f *ast.Field) any {
	if strings.HasPrefix(f.Name, "__") {
		refuse("it asks for the schema")
	}
	if name, is := strings.CutSuffix(f.Definition.Type.Name(), "Connection"); is {
		var rows []row
		shares := func(*model.Node) bool { return true }
		if among, is := sharing[f.Name]; is {
			shares = e.sharing(among, e.arguments(f))
		}
		for _, n := range e.graph.nodes {
			if e.isOf(n, name, f.Name) && shares(n) {
				rows = append(rows, row{node: n})
			}
		}
		return e.connection(f, name, rows)
	}
	switch f.Name {
	case "paths":
		return e.paths(f)
	case "neighbourhood":
		return e.neighbourhood(f)
	case "exposure":
		return e.exposure(f)
	case "network":
		return e.network(f)
	}
	arguments := e.arguments(f)
	typeName := f.Definition.Type.Name()
	switch f.Name {
	case "search", "match":
		checkSearch(arguments)
		if f.Name == "search" {
			return e.search(arguments)
		}
		return e.match(arguments)
	}
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

// lookup returns the node with an id, or nil.
func (e *evaluation) lookup(id any, typeName, field string) any {
	n, has := e.graph.byID[id.(string)]
	if !has || !e.isOf(n, typeName, field) {
		return nil
	}
	return node{row{node: n}}
}

// isOf reports whether a root field of a type finds a node: founders have a founder's role, and investors have invested,
// committed capital, or were listed as investors.
func (e *evaluation) isOf(n *model.Node, typeName, field string) bool {
	possible := false
	for _, t := range e.schema.GetPossibleTypes(e.schema.Types[typeName]) {
		possible = possible || t.Name == n.Label.String()
	}
	switch {
	case !possible:
		return false
	case field == "founders":
		return e.graph.marked(n, model.Founder)
	case typeName == "Investor":
		return e.graph.marked(n, model.Investor)
	}
	return true
}
