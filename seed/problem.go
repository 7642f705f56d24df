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

// maxProblems is the number of problems that are reported. Further ones are only counted.
const maxProblems = 100

// Problem is an error in a data file.
type Problem struct {
	File    string // the file's name; empty if the problem is not about one file
	Line    int    // from 1; 0 if the problem is about the whole file
	Column  int    // from 1, in characters, not bytes: the first character of the value
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

// Problems has the errors of a load, ordered by file, line and column. If there are more than a hundred, a last one without
// a file counts the rest. It wraps ErrRejected.
type Problems []Problem

// Error returns the message of ErrRejected, followed by one line for each problem.
func (p Problems) Error() string {
	lines := []string{ErrRejected.Error()}
	for _, problem := range p {
		lines = append(lines, problem.String())
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns ErrRejected.
func (Problems) Unwrap() error { return ErrRejected }

// problems collects the problems of a load.
type problems struct {
	reported Problems
	files    map[string]int // position of each file in the order of reading
	more     int
}

func (p *problems) add(problem Problem) {
	if len(p.reported) == maxProblems {
		p.more++
		return
	}
	p.reported = append(p.reported, problem)
}

// err returns the problems as an error, or nil if there are none.
func (p *problems) err() error {
	if len(p.reported) == 0 {
		return nil
	}
	return p.sorted(p.files)
}

// sorted returns the problems in the order of files, lines and columns.
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
