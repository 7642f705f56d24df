package seed

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// row is a row of a data file.
type row struct {
	table      *table
	fields     []string
	rejected   bool   // the row has a problem
	suppressed bool   // further problems are not reported, since values may be in the wrong columns
	faulty     uint64 // bitmap of the columns that have a problem
}

// checkText reports a wrong number of values, and values that are not valid text.
func (r *row) checkText() {
	if got, want := len(r.fields), r.table.width; got != want {
		line, at := r.table.csv.FieldPos(min(got-1, want))
		r.table.problem(line, at, fmt.Sprintf("the row has %d values (expected %d, as in the header)", got, want))
		r.rejected, r.suppressed = true, true
		return
	}
	for i, column := range r.table.file.columns {
		place := r.table.places[i]
		if place < 0 {
			continue // an optional column that the file lacks
		}
		switch text := r.fields[place]; {
		case !utf8.ValidString(text):
			r.problem(column, "the value is not valid UTF-8 (save the file as CSV in UTF-8)")
		case strings.IndexByte(text, 0) >= 0:
			r.problem(column, "the value contains the character U+0000, which is not allowed")
		}
	}
}

// value returns a column's value without surrounding space. It is empty for an optional column that the file lacks.
func (r *row) value(column string) string {
	place := r.table.places[r.place(column)]
	if place < 0 || place >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[place])
}

// has reports whether the column has a problem already.
func (r *row) has(column string) bool { return r.faulty&(1<<r.place(column)) != 0 }

// problem reports a problem with a column's value. Only the first problem of each value is reported.
func (r *row) problem(column, format string, args ...any) {
	r.problemOf([]string{column}, format, args...)
}

// problemOf reports a problem with the values of several columns, at the position of the first.
func (r *row) problemOf(columns []string, format string, args ...any) {
	if r.suppressed || slices.ContainsFunc(columns, r.has) {
		return
	}
	r.rejected = true
	r.faulty |= 1 << r.place(columns[0])
	line, at := r.position(columns[0])
	r.table.problems.add(Problem{
		r.table.file.name, line, at, strings.Join(columns, ", ") + ": " + fmt.Sprintf(format, args...),
	})
}

// line returns the line in which the row begins.
func (r *row) line() int {
	line, _ := r.table.csv.FieldPos(0)
	return line
}

// position returns the position where a column's value begins.
func (r *row) position(column string) (line, character int) {
	line, at := r.table.csv.FieldPos(r.table.places[r.place(column)])
	return line, r.table.input.character(line, at)
}

func (r *row) place(column string) int {
	i := slices.Index(r.table.file.columns, column)
	if i < 0 {
		panic("seed: " + r.table.file.name + " is not declared with a column " + column)
	}
	return i
}

// quoted returns a value in the form of messages: in quotes, with escapes for unprintable characters, and truncated.
func quoted(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return strconv.Quote(s)
}
