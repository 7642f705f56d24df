package oracle

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// group has the rows with equal keys.
type group struct {
	name string // of the connection
	keys groupKey
	rows []row
}

// groups evaluates a field of groups of rows.
func (e *evaluation) groups(f *ast.Field, name string, rows []row) any {
	arguments := e.arguments(f)
	groups := grouping{e.graph, name, names(arguments["by"].([]any))}.of(rows)
	if filter, given := arguments["filter"].(object); given {
		groups = slices.DeleteFunc(groups, func(g group) bool { return !e.comesTo(argumentType(f, "filter"), filter, g.rows) })
	}
	orderBy, _ := arguments["orderBy"].([]any)
	slices.SortFunc(groups, func(a, b group) int {
		for _, element := range orderBy {
			if c := e.compareGroups(argumentType(f, "orderBy"), element.(object), a, b); c != 0 {
				return c
			}
		}
		return a.keys.compare(b.keys, "ASC")
	})
	things := []thing{}
	for _, g := range groups[:min(pageSize(arguments["first"]), len(groups))] {
		things = append(things, g)
	}
	return things
}

func argumentType(f *ast.Field, name string) string {
	return f.Definition.Arguments.ForName(name).Type.Name()
}

// grouping describes how the rows of a connection are grouped.
type grouping struct {
	*indexed
	name string // of the connection
	by   []string
}

// of returns the groups of rows. A group contains a row once.
func (g grouping) of(rows []row) []group {
	var groups []group
	at := map[string]int{}
	for _, r := range rows {
		in := map[string]bool{}
		for _, values := range g.keysOf(r) {
			written := fmt.Sprintf("%#v", values)
			if in[written] {
				continue
			}
			in[written] = true
			i, has := at[written]
			if !has {
				i = len(groups)
				at[written] = i
				groups = append(groups, group{name: g.name, keys: groupKey{g.by, values}})
			}
			groups[i].rows = append(groups[i].rows, r)
		}
	}
	return groups
}

func (s scope) compareGroups(input string, element object, a, b group) int {
	if field, direction := theOne(element); field == "key" {
		return a.keys.compare(b.keys, direction.(string))
	}
	ofA, direction := s.madeKey(input, element, a.rows)
	ofB, _ := s.madeKey(input, element, b.rows)
	return compareDirected(ofA, ofB, direction)
}

func (g group) typeName() string { return g.name + "Group" }

func (g group) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "key":
		return g.keys
	case "count":
		return int64(len(g.rows))
	case "aggregate":
		return aggregate{f.Definition.Type.Name(), g.rows}
	}
	return e.connection(f, g.name, g.rows, nil)
}

func names(values []any) []string {
	var names []string
	for _, value := range values {
		names = append(names, value.(string))
	}
	if len(names) == 0 {
		refuse("groups by nothing")
	}
	return names
}
