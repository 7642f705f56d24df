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

// groups evaluates a page of groups of rows.
func (e *evaluation) groups(f *ast.Field, name string, rows []row) thing {
	arguments := e.arguments(f)
	groups := grouping{e.graph, name, names(arguments["by"].([]any))}.of(rows)
	if filter, given := arguments["filter"].(object); given {
		groups = slices.DeleteFunc(groups, func(g group) bool { return !e.comesTo(argumentType(f, "filter"), filter, g.rows) })
	}
	orderBy, _ := arguments["orderBy"].([]any)
	order := groupOrder{e.scope, argumentType(f, "orderBy"), orderBy}
	slices.SortFunc(groups, func(a, b group) int { return order.compare(order.placeOf(a), order.placeOf(b)) })
	// upTo returns the number of groups before a cursor, and that of groups before it or at it.
	upTo := func(cursor any) (before, through int) {
		at := readPlace(Cursor(cursor.(string)))
		for _, g := range groups {
			switch c := order.compare(order.placeOf(g), at); {
			case c < 0:
				before, through = before+1, through+1
			case c == 0:
				through++
			}
		}
		return before, through
	}
	c := groupConnection{name: name, order: order, all: groups}
	from, to := 0, len(groups)
	if arguments["after"] != nil {
		_, from = upTo(arguments["after"])
	}
	if arguments["before"] != nil {
		to, _ = upTo(arguments["before"])
	}
	between := groups[from:max(from, to)]
	if goesBackwards(arguments) {
		n := min(pageSize(arguments["last"]), len(between))
		c.page, c.before, c.after = between[len(between)-n:], n < len(between), to < len(groups)
	} else {
		n := min(pageSize(arguments["first"]), len(between))
		c.page, c.before, c.after = between[:n], from > 0, n < len(between)
	}
	return c
}

// groupConnection is a page of groups.
type groupConnection struct {
	name          string // of the connection of rows
	order         groupOrder
	all, page     []group
	before, after bool // whether there are groups before and after the page
}

func (c groupConnection) typeName() string { return c.name + "GroupConnection" }

func (c groupConnection) field(_ *evaluation, f *ast.Field) any {
	var things []thing
	for _, g := range c.page {
		if f.Name == "nodes" {
			things = append(things, g)
		} else {
			things = append(things, groupEdge{g, c.order})
		}
	}
	switch f.Name {
	case "totalCount":
		return int64(len(c.all))
	case "pageInfo":
		info := pageInfo{before: c.before, after: c.after}
		if n := len(c.page); n > 0 {
			info.first, info.last = c.order.cursor(c.page[0]), c.order.cursor(c.page[n-1])
		}
		return info
	}
	return append([]thing{}, things...)
}

// groupEdge is a group with its cursor.
type groupEdge struct {
	group
	order groupOrder
}

func (g groupEdge) typeName() string { return g.name + "GroupEdge" }

func (g groupEdge) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "cursor" {
		return g.order.cursor(g.group)
	}
	return g.group
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
