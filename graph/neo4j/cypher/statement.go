package cypher

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
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

// comma separates what is numbered from 0 on.
func (w *statement) comma(i int) {
	if i > 0 {
		w.write(", ")
	}
}

func (w *statement) line() {
	if len(w.text) == 0 {
		return
	}
	w.text = append(w.text, '\n')
	for range w.depth {
		w.text = append(w.text, ' ', ' ')
	}
}

// variable writes a letter and a row's number: n for its node, r for its relationship, v for what a subquery returns.
func (w *statement) variable(letter byte, row int) {
	w.text = append(w.text, letter)
	w.text = strconv.AppendInt(w.text, int64(row), 10)
}

func (w *statement) entity(s scope, of plan.Entity) {
	if of == plan.OfRelationship {
		w.variable('r', s.row)
		return
	}
	w.variable('n', s.row)
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
func (w *statement) enclose(begin string, variables, write func()) {
	w.line()
	w.write(begin)
	first := len(w.text)
	variables()
	at := len(w.text)
	w.write(") {")
	outside := w.used
	w.used = nil
	w.depth++
	write()
	w.depth--
	w.line()
	w.write("}")
	var names []byte
	for i, set := range w.used {
		if i > 0 || at > first {
			names = append(names, ", "...)
		}
		names = append(names, 's')
		names = strconv.AppendInt(names, int64(set), 10)
	}
	w.text = slices.Insert(w.text, at, names...)
	inside := w.used
	w.used = outside
	for _, set := range inside {
		w.use(set)
	}
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

// end writes the pattern of a relationship with the node at one of its ends, wherever it starts.
func (w *statement) end(s scope, from plan.From) {
	w.write("MATCH (")
	if from.Direction == plan.Incoming {
		w.entity(s, plan.OfNode)
	}
	w.write(")-")
	w.relationship(s, from.Rel)
	w.write("->(")
	if from.Direction == plan.Outgoing {
		w.entity(s, plan.OfNode)
	}
	w.write(")")
}

func (w *statement) relationship(s scope, t model.RelType) {
	w.write("[")
	w.entity(s, plan.OfRelationship)
	w.write(":", t.String(), "]")
}

// arrow writes a relationship that leaves the node on its left or reaches it.
func (w *statement) arrow(from plan.From, relationship func()) {
	if from.Direction == plan.Incoming {
		w.write("<-")
		relationship()
		w.write("-")
		return
	}
	w.write("-")
	relationship()
	w.write("->")
}

// variable is a letter and a number.
type variable struct {
	letter byte
	number int
}

func (w *statement) variables(all []variable) {
	for i, v := range all {
		if i > 0 {
			w.write(", ")
		}
		w.variable(v.letter, v.number)
	}
}

// with writes what is left of a row.
func (w *statement) with(variables []variable) {
	w.line()
	w.write("WITH ")
	w.variables(variables)
}
