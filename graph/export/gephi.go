package export

import (
	"archive/zip"
	"io"
	"slices"
	"strings"
)

// gephiTable writes a file of nodes or edges for the spreadsheet import of Gephi,
// https://docs.gephi.org/desktop/User_Manual/Import/: a header, and a row for each. Users also open such files in a
// spreadsheet, which runs text that starts like a formula. An apostrophe is therefore added before such text, and
// before text that starts with an apostrophe. Removing one leading apostrophe restores the text.
type gephiTable struct {
	csvTable
	direction string // of edges
}

func newGephi(w io.Writer, s *Schema) (Writer, error) {
	direction := ",Undirected,"
	if s.Directed {
		direction = ",Directed,"
	}
	return newPair(w, s, pairFormat{
		extension: "csv", method: zip.Deflate, nodes: "Id,Label,Kind", edges: "Source,Target,Type,Id,Label,Kind",
		open: func(w io.Writer, own string, attributes []Attribute) (table, error) {
			t := newCSVTable(w, s, own, ",Timeset", attributes, func(a Attribute) string { return a.Name })
			t.inSheets = true
			return &gephiTable{t, direction}, nil
		},
	})
}

func (g *gephiTable) node(n *Node) error {
	g.texts(n.ID, n.Label, n.Kind)
	return g.values(n.Start, n.End, n.Values)
}

func (g *gephiTable) edge(e *Edge) error {
	g.texts(e.Source, e.Target)
	g.add(g.direction)
	g.texts(e.ID, e.Type, e.Type)
	return g.values(e.Start, e.End, e.Values)
}

func (g *gephiTable) values(start, end int64, values []any) error {
	if g.isDynamic {
		g.add(",")
		g.timeset(start, end)
	}
	for i, v := range values {
		g.add(",")
		g.value(g.attributes[i].Kind, v)
	}
	g.add("\n")
	return g.sent()
}

// timeset writes a set with one closed interval.
func (g *gephiTable) timeset(start, end int64) {
	if start == 0 && end == 0 {
		return
	}
	from, to := "-Infinity", "Infinity"
	if start != 0 {
		from = string(appendDay(nil, start))
	}
	if end != 0 {
		to = string(appendDay(nil, end))
	}
	g.add(`"<[`, from, ", ", to, `]>"`)
}

// formulas are the first characters of text that a spreadsheet can read as a formula, including the full-width forms of
// Japanese and Chinese, or whose apostrophe it would remove.
var formulas = []string{"=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠"}

func likeFormula(s string) bool {
	return slices.ContainsFunc(formulas, func(begin string) bool { return strings.HasPrefix(s, begin) })
}
