package seed

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// maxValue and maxRow bound the bytes of a value and of a row, so that no file is read into memory whole. A value that
// is larger could be stored, but search, filters and exports would fail on it.
const (
	maxValue = 64 << 10
	maxRow   = 1 << 20
)

// errBounds is the error of a read that the bounds end. What is wrong is in the reader's fault.
var errBounds = errors.New("a data file exceeds the size limits of its values")

// fault is why a file cannot be read any further.
type fault struct {
	line, column int // from 1, the column in characters
	message      string
}

// bounds follows the bytes of a CSV file as encoding/csv does, without keeping them.
type bounds struct {
	state        cellState
	header       bool   // the first row is not over
	carriage     bool   // the byte before was a carriage return at the end of a value of the first row
	value, row   int    // bytes so far
	line, column int    // of the byte, from 1, the column in characters
	from         [2]int // line and column of the value
}

// cellState is where in a value a byte stands.
type cellState uint8

const (
	atStart     cellState = iota // before the first byte of a value
	plain                        // in a value without quotes
	inQuotes                     // in a value with quotes
	behindQuote                  // behind a quote that ends the value or is the first of two
)

func newBounds() bounds { return bounds{header: true, line: 1, column: 1} }

// pass follows bytes. At the first one that is too much it returns how many there are before it, and what is wrong.
func (b *bounds) pass(p []byte) (int, *fault) {
	for i, c := range p {
		if b.carriage && c != '\n' {
			return i, &fault{b.line, b.column - 1, "the lines end with carriage returns alone (save the file as CSV with line " +
				"endings LF or CRLF)"}
		}
		b.step(c)
		if b.value > maxValue {
			return i, &fault{b.from[0], b.from[1], fmt.Sprintf("the value is too long; at most %d bytes are allowed (an "+
				"unclosed quote joins lines into one value)", maxValue)}
		}
		if b.row > maxRow {
			return i, &fault{b.from[0], b.from[1], fmt.Sprintf("the row is too long; at most %d bytes are allowed", maxRow)}
		}
	}
	return len(p), nil
}

func (b *bounds) step(c byte) {
	b.row++
	if b.state == atStart {
		b.value, b.from = 0, [2]int{b.line, b.column}
	}
	switch {
	case b.state == inQuotes && c == '"':
		b.state = behindQuote
	case b.state == behindQuote && c == '"':
		b.state = inQuotes
		b.value++
	case b.state == inQuotes:
		b.value++
	case c == '\n':
		b.state, b.row, b.header = atStart, 0, false
	case c == ',':
		b.state = atStart
	case b.state == atStart && c == '"':
		b.state = inQuotes
	default:
		b.state = plain
		b.value++
	}
	b.carriage = b.header && c == '\r' && b.state != inQuotes
	switch {
	case c == '\n':
		b.line++
		b.column = 1
	case utf8.RuneStart(c):
		b.column++
	}
}
