package sql

import (
	"strconv"
	"strings"
)

// statement is a SELECT that is written from left to right, so that arguments are in the order of their parameters.
type statement struct {
	text  []byte
	args  []any
	depth int // the nesting depth of the part that is being written, for indentation
}

func (w *statement) write(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

// line starts a new line and writes the parts.
func (w *statement) line(parts ...string) {
	w.text = append(w.text, '\n')
	for range w.depth {
		w.text = append(w.text, ' ', ' ')
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

// numbered returns n names with the numbers 1 to n, separated by commas.
func numbered(name string, n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = name + strconv.Itoa(i+1)
	}
	return strings.Join(names, ", ")
}

// arg adds an argument and returns its parameter.
func (w *statement) arg(value any) string {
	w.args = append(w.args, value)
	return "?"
}
