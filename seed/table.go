package seed

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table reads the rows of one data file.
type table struct {
	file     *file
	problems *problems
	input    *input
	csv      *csv.Reader
	places   []int // for each of the file's columns, its index in a row, or -1
	width    int   // number of values of a row
	report   FileReport
}

// readTable reads a file to its end and visits its rows in order; a row is not valid after its visit. It reports whether
// the rows could be read: no row is read if the header lacks a column. Errors are those of the file system, of ctx and of
// visit. Errors in the data are added to p.
func readTable(ctx context.Context, f *file, from io.Reader, p *problems, visit func(*row) error) (FileReport, bool, error) {
	t := &table{file: f, problems: p, report: FileReport{Name: f.name}}
	var err error
	if t.input, err = newInput(from); err != nil {
		return t.report, false, err
	}
	t.csv = csv.NewReader(bufio.NewReaderSize(t.input, 64<<10))
	t.csv.FieldsPerRecord = -1 // row.checkText reports a wrong number of values
	t.csv.ReuseRecord = true
	if complete, err := t.header(); err != nil || !complete {
		return t.report, false, errors.Join(err, drain(t.input.file))
	}
	for {
		if err := ctx.Err(); err != nil {
			return t.report, true, err
		}
		fields, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return t.report, true, nil
		}
		if errors.Is(err, errBounds) {
			t.report.Read++
			t.report.Rejected++
			t.unreadable()
			return t.report, false, drain(t.input.file)
		}
		if err != nil && !t.malformed(err) {
			return t.report, true, err
		}
		t.report.Read++
		if err != nil {
			t.report.Rejected++
		} else if err := t.visit(fields, visit); err != nil {
			return t.report, true, err
		}
		t.input.next(t.csv.InputOffset())
	}
}

func (t *table) visit(fields []string, visit func(*row) error) error {
	r := &row{table: t, fields: fields}
	r.checkText()
	err := visit(r)
	if r.rejected {
		t.report.Rejected++
	}
	return err
}

// header reads the first row and reports whether it has all columns. Their order is free.
func (t *table) header() (complete bool, err error) {
	defer func() { t.input.next(t.csv.InputOffset()) }()
	expected := "(expected " + t.file.expected() + ")"
	names, err := t.csv.Read()
	separator := t.otherSeparator()
	switch {
	case separator != "":
		t.problem(1, 1, fmt.Sprintf("the columns are separated by %s (expected commas: save the file as CSV with comma "+
			"separators)", separator))
		return false, nil
	case errors.Is(err, io.EOF):
		t.problem(1, 1, "the file has no header "+expected)
		return false, nil
	case err != nil && t.input.fault != nil && t.input.bounds.header:
		t.unreadable()
		return false, nil
	case err != nil && t.malformed(err):
		return false, nil
	case err != nil:
		return false, err
	}
	t.width = len(names)
	t.places = slices.Repeat([]int{-1}, len(t.file.columns))
	for i, name := range names {
		column := slices.Index(t.file.columns, strings.TrimSpace(name))
		line, at := t.csv.FieldPos(i)
		switch {
		case !utf8.ValidString(name):
			t.problem(line, at, "the name of the column is not valid UTF-8 (save the file as CSV in UTF-8)")
		case column < 0:
			t.problem(line, at, fmt.Sprintf("unknown column %s %s", quoted(name), expected))
		case t.places[column] >= 0:
			t.problem(line, at, fmt.Sprintf("duplicate column %s", quoted(name)))
		default:
			t.places[column] = i
		}
	}
	complete = true
	line, _ := t.csv.FieldPos(0)
	for column, place := range t.places {
		if place < 0 && !slices.Contains(t.file.optional, t.file.columns[column]) {
			complete = false
			t.problem(line, 1, fmt.Sprintf("missing column %s %s", quoted(t.file.columns[column]), expected))
		}
	}
	return complete, nil
}

// unreadable reports why the rest of the file is not read.
func (t *table) unreadable() {
	f := t.input.fault
	t.problems.add(Problem{t.file.name, f.line, f.column, f.message})
}

// otherSeparator returns the name of the separator that the first line has instead of commas, or "".
func (t *table) otherSeparator() string {
	line, _, _ := strings.Cut(string(t.input.buffered), "\n")
	if strings.Contains(line, ",") {
		return ""
	}
	for separator, name := range map[string]string{";": "semicolons", "\t": "tabs", "|": "vertical bars"} {
		parts := strings.Split(line, separator)
		if len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool {
			return slices.Contains(t.file.columns, strings.Trim(part, " \"\r"))
		}) {
			return name
		}
	}
	return ""
}

// malformed adds an error of the CSV reader to the problems. It reports whether the error is about the file's content.
func (t *table) malformed(err error) bool {
	parse, is := errors.AsType[*csv.ParseError](err)
	if !is {
		return false
	}
	message := parse.Err.Error()
	switch {
	case errors.Is(parse.Err, csv.ErrBareQuote):
		message = `unexpected " in an unquoted value (expected the value in quotes, with each " in it doubled)`
	case errors.Is(parse.Err, csv.ErrQuote):
		message = `unterminated quoted value (expected " and then a comma or the end of the line)`
	}
	if parse.StartLine != parse.Line {
		message += fmt.Sprintf("; the row begins at line %d", parse.StartLine)
	}
	t.problem(parse.Line, parse.Column, message)
	return true
}

// problem adds a problem; its column is converted from bytes to characters.
func (t *table) problem(line, column int, message string) {
	t.problems.add(Problem{t.file.name, line, t.input.character(line, column), message})
}

// drain reads the rest of a file that cannot be used, so that it counts as read in the progress.
func drain(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}
