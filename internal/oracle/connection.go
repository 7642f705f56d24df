package oracle

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// connection is a list with one of its pages.
type connection struct {
	name          string // prefix of the names of its types
	rows          []row  // all rows that satisfy the filter
	undated       []row  // the rows that satisfy it, and are not in the list only because their date is unknown
	page          []row
	before, after bool // whether there are rows before and after the page
}

// The schema's limits of a page.
const (
	defaultPage = 20
	mostOfPage  = 1000
)

func (e *evaluation) connection(f *ast.Field, name string, rows, undated []row) thing {
	arguments := e.arguments(f)
	if filter, given := arguments["filter"].(object); given {
		rows, undated = e.those(name+"Filter", filter, rows), e.those(name+"Filter", filter, undated)
	}
	orderBy, _ := arguments["orderBy"].([]any)
	order := e.order(argumentType(f, "orderBy"), orderBy)
	c := connection{name: name, rows: rows, undated: undated}
	first, after, last, before := arguments["first"], arguments["after"], arguments["last"], arguments["before"]
	sorted := order.sorted(rows)
	outside := [2]bool{} // whether there are rows at a cursor or beyond it
	if after != nil {
		from := order.keyed(e.graph.rowOf(name, after))
		sorted = slices.DeleteFunc(sorted, func(r keyedRow) bool { return order.compare(r, from) <= 0 })
		outside[0] = len(sorted) < len(rows)
	}
	if before != nil {
		until, all := order.keyed(e.graph.rowOf(name, before)), order.sorted(rows)
		sorted = slices.DeleteFunc(sorted, func(r keyedRow) bool { return order.compare(r, until) >= 0 })
		outside[1] = slices.ContainsFunc(all, func(r keyedRow) bool { return order.compare(r, until) >= 0 })
	}
	if !goesBackwards(arguments) {
		n := min(pageSize(first), len(sorted))
		c.before, c.after = outside[0], n < len(sorted)
		sorted = sorted[:n]
	} else {
		n := min(pageSize(last), len(sorted))
		c.before, c.after = n < len(sorted), outside[1]
		sorted = sorted[len(sorted)-n:]
	}
	for _, r := range sorted {
		c.page = append(c.page, r.row)
	}
	return c
}

// goesBackwards reports whether a page is counted from the end of its list.
func goesBackwards(arguments object) bool {
	first, last := arguments["first"] != nil, arguments["last"] != nil
	if first && last {
		refuse("a page goes one way")
	}
	return last || arguments["before"] != nil && !first && arguments["after"] == nil
}

func pageSize(given any) int {
	n, is := given.(int64)
	switch {
	case !is:
		return defaultPage
	case n < 0 || n > mostOfPage:
		refuse("a page of %d", n)
	}
	return int(n)
}

func (c connection) typeName() string { return c.name + "Connection" }

func (c connection) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "edges":
		edges := []thing{}
		for _, r := range c.page {
			edges = append(edges, edge{r, c.name})
		}
		return edges
	case "nodes":
		return nodes(c.page)
	case "pageInfo":
		info := pageInfo{before: c.before, after: c.after}
		if len(c.page) > 0 {
			info.first, info.last = Cursor(c.page[0].id()), Cursor(c.page[len(c.page)-1].id())
		}
		return info
	case "totalCount":
		return int64(len(c.rows))
	case "undatedCount":
		return int64(len(c.undated))
	case "aggregate":
		return aggregate{f.Definition.Type.Name(), c.rows}
	}
	return e.groups(f, c.name, c.rows)
}

// pageInfo is the ends of a page. The cursors are empty if the page is.
type pageInfo struct {
	before, after bool
	first, last   Cursor
}

func (pageInfo) typeName() string { return "PageInfo" }

func (p pageInfo) field(_ *evaluation, f *ast.Field) any {
	cursor := p.last
	switch f.Name {
	case "hasNextPage":
		return p.after
	case "hasPreviousPage":
		return p.before
	case "startCursor":
		cursor = p.first
	}
	if cursor == "" {
		return nil
	}
	return cursor
}
