package sql

import (
	"strconv"
	"strings"
)

// statement is a SELECT while it is written, from left to right, so that arguments come in the order of their places.
type statement struct {
	text  []byte
	args  []any
	depth int // how deep the part being written is nested, for indentation
}

func (w *statement) write(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

// line begins a line with what is written.
func (w *statement) line(parts ...string) {
	w.text = append(w.text, '\n')
	for range w.depth {
		w.text = append(w.text, ' ', ' ')
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

// numbered names n things that are numbered from 1 on, with commas between them.
func numbered(name string, n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = name + strconv.Itoa(i+1)
	}
	return strings.Join(names, ", ")
}

// arg gives a value the next place and returns what stands for it.
func (w *statement) arg(value any) string {
	w.args = append(w.args, value)
	return "?"
}
