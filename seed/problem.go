package seed

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrRejected is wrapped by the error of a load that found errors in the data files.
var ErrRejected = errors.New("the data files have errors; nothing was loaded")

// maxProblems is how many problems are kept; the rest are only counted. More would fill a terminal and say little more.
const maxProblems = 100

// Problem is an error in a data file.
type Problem struct {
	File    string // the file's name; empty where the problem is of no one file
	Line    int    // from 1; 0 where it concerns the whole file
	Column  int    // from 1, in characters, not bytes; the first character of the value in question
	Message string // what is wrong and what was expected
}

// String returns the problem as file:line:column: message.
func (p Problem) String() string {
	switch {
	case p.File == "":
		return p.Message
	case p.Line == 0:
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Problems are all the errors that a load found, in the order of files, lines and columns. Beyond a hundred they are
// counted in a last one that has no file. It wraps ErrRejected.
type Problems []Problem

// Error returns what happened, and then every problem on a line of its own.
func (p Problems) Error() string {
	lines := []string{ErrRejected.Error()}
	for _, problem := range p {
		lines = append(lines, problem.String())
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns ErrRejected.
func (Problems) Unwrap() error { return ErrRejected }

// problems collects what a load finds.
type problems struct {
	reported Problems
	files    map[string]int // the place of each file in the order of reading
	more     int
}

func (p *problems) add(problem Problem) {
	if len(p.reported) == maxProblems {
		p.more++
		return
	}
	p.reported = append(p.reported, problem)
}

// err returns the problems found as an error, or nil where there are none.
func (p *problems) err() error {
	if len(p.reported) == 0 {
		return nil
	}
	return p.sorted(p.files)
}

// sorted returns the problems found in the order of files, lines and columns.
func (p *problems) sorted(files map[string]int) Problems {
	slices.SortStableFunc(p.reported, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(files[a.File], files[b.File]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		)
	})
	if p.more > 0 {
		p.reported = append(p.reported, Problem{Message: fmt.Sprintf("and %d more", p.more)})
		p.more = 0
	}
	return p.reported
}
