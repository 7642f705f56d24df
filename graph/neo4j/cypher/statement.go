package cypher

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// statement is a query that is written from left to right.
type statement struct {
	text   []byte
	ahead  []byte // the sets, which come before the text
	values map[string]any
	depth  int   // the nesting depth of the part that is being written, for indentation
	rows   int   // the number of numbers in use
	used   []int // the sorted numbers of the sets that the current subquery reads
}

func (w *statement) write(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

// line starts a new line and writes the parts.
func (w *statement) line(parts ...string) {
	if len(w.text) > 0 {
		w.text = append(w.text, '\n')
		for range w.depth {
			w.text = append(w.text, ' ', ' ')
		}
	}
	w.write(parts...)
}

// comma returns the separator before the item with an index that starts at 0.
func comma(i int) string {
	if i > 0 {
		return ", "
	}
	return ""
}

// variable returns a letter with a number: n with the number of a row is its node, r its relationship, v the result of
// a subquery.
func variable(letter byte, row int) string { return string(letter) + strconv.Itoa(row) }

// variables returns variables with the numbers, separated by commas.
func variables(letter byte, numbers ...int) string {
	names := make([]string, len(numbers))
	for i, number := range numbers {
		names[i] = variable(letter, number)
	}
	return strings.Join(names, ", ")
}

// arg adds a value to the map of parameters and returns its name.
func (w *statement) arg(value any) string {
	const within = "$p."
	name := within + "a" + strconv.Itoa(len(w.values))
	w.values[name[len(within):]] = value
	return name
}

// next returns a new number for variables.
func (w *statement) next() int {
	w.rows++
	return w.rows
}

// enclose writes a subquery whose arguments are the given variables and the sets that it reads.
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

// block writes a subquery that starts with the text begin.
func (w *statement) block(begin string, write func()) {
	w.line(begin, " {")
	w.depth++
	write()
	w.depth--
	w.line("}")
}

// use makes a set an argument of the subqueries around the part that is being written.
func (w *statement) use(set int) {
	if at, has := slices.BinarySearch(w.used, set); !has {
		w.used = slices.Insert(w.used, at, set)
	}
}

// query returns the statement after its sets, and all values in one map.
func (w *statement) query() Query {
	return Query{string(w.ahead) + string(w.text), map[string]any{"p": w.values}}
}

// matchEnd writes the pattern of a relationship with the node at one of its ends, from any start.
func (w *statement) matchEnd(s scope, from plan.From) {
	start, end := s.node(), ""
	if from.Direction == plan.Outgoing {
		start, end = end, start
	}
	w.line("MATCH (", start, ")-", s.typed(from.Rel), "->(", end, ")")
}

// arrow returns the pattern of a relationship that leaves or reaches the node on its left.
func arrow(direction plan.Direction, relationship string) string {
	if direction == plan.Incoming {
		return "<-" + relationship + "-"
	}
	return "-" + relationship + "->"
}

// farNode returns the node that a relationship leads to.
func farNode(direction plan.Direction, relationship string) string {
	if direction == plan.Incoming {
		return "startNode(" + relationship + ")"
	}
	return "endNode(" + relationship + ")"
}
