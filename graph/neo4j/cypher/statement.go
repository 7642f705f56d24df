package cypher

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// statement is a query while it is written, from left to right.
type statement struct {
	text   []byte
	ahead  []byte // the sets, which come before the text
	values map[string]any
	depth  int   // how deep the part being written is nested, for indentation
	rows   int   // how many numbers have been given out
	used   []int // the numbers of the sets that are named within the subquery being written, in order
}

func (w *statement) write(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

// line begins a line with what is written.
func (w *statement) line(parts ...string) {
	if len(w.text) > 0 {
		w.text = append(w.text, '\n')
		for range w.depth {
			w.text = append(w.text, ' ', ' ')
		}
	}
	w.write(parts...)
}

// comma separates what is numbered from 0 on.
func comma(i int) string {
	if i > 0 {
		return ", "
	}
	return ""
}

// variable is a letter and a row's number: n for its node, r for its relationship, v for what a subquery returns.
func variable(letter byte, row int) string { return string(letter) + strconv.Itoa(row) }

// variables names the variables with some numbers, with commas between them.
func variables(letter byte, numbers ...int) string {
	names := make([]string, len(numbers))
	for i, number := range numbers {
		names[i] = variable(letter, number)
	}
	return strings.Join(names, ", ")
}

// arg gives a value a place in the map and returns what names it.
func (w *statement) arg(value any) string {
	const within = "$p."
	name := within + "a" + strconv.Itoa(len(w.values))
	w.values[name[len(within):]] = value
	return name
}

// next gives out a number.
func (w *statement) next() int {
	w.rows++
	return w.rows
}

// enclose writes a subquery that is given some variables, and the sets that what is written in it names.
func (w *statement) enclose(begin, given string, write func()) {
	outside := w.used
	w.used = nil
	at := 0
	w.block(begin+given+")", func() {
		at = len(w.text) - len(") {")
		write()
	})
	sets := variables('s', w.used...)
	if given != "" && sets != "" {
		sets = ", " + sets
	}
	w.text = slices.Insert(w.text, at, []byte(sets)...)
	inside := w.used
	w.used = outside
	for _, set := range inside {
		w.use(set)
	}
}

// block writes a subquery whose text begins so.
func (w *statement) block(begin string, write func()) {
	w.line(begin, " {")
	w.depth++
	write()
	w.depth--
	w.line("}")
}

// use has the subqueries around what is being written be given a set.
func (w *statement) use(set int) {
	if at, has := slices.BinarySearch(w.used, set); !has {
		w.used = slices.Insert(w.used, at, set)
	}
}

// query returns the statement with the sets ahead of it, and all values in one map.
func (w *statement) query() Query {
	return Query{string(w.ahead) + string(w.text), map[string]any{"p": w.values}}
}

// matchEnd writes the pattern of a relationship with the node at one of its ends, wherever it starts.
func (w *statement) matchEnd(s scope, from plan.From) {
	start, end := s.node(), ""
	if from.Direction == plan.Outgoing {
		start, end = end, start
	}
	w.line("MATCH (", start, ")-", s.typed(from.Rel), "->(", end, ")")
}

// arrow is a relationship that leaves the node on its left or reaches it.
func arrow(direction plan.Direction, relationship string) string {
	if direction == plan.Incoming {
		return "<-" + relationship + "-"
	}
	return "-" + relationship + "->"
}

// farNode is the node that a relationship leads to.
func farNode(direction plan.Direction, relationship string) string {
	if direction == plan.Incoming {
		return "startNode(" + relationship + ")"
	}
	return "endNode(" + relationship + ")"
}
