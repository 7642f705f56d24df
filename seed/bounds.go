package seed

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// maxValue and maxRow limit the bytes of a value and of a row, so that no file is read into memory whole. A store could
// accept larger values, but search, filters and exports would fail on them.
const (
	maxValue = 64 << 10
	maxRow   = 1 << 20
)

// errBounds is the error of a read after a size limit was exceeded. The fault of the input has the details.
var errBounds = errors.New("a data file exceeds the size limits of its values")

// fault describes why the rest of a file cannot be read.
type fault struct {
	line, column int // from 1, the column in characters
	message      string
}

// bounds tracks the position in a CSV file with the state machine of encoding/csv. It stores no bytes.
type bounds struct {
	state        cellState
	header       bool   // the first row has not ended
	carriage     bool   // the previous byte was a carriage return at the end of a value of the first row
	value, row   int    // bytes so far
	line, column int    // of the byte, from 1, the column in characters
	from         [2]int // line and column where the value begins
}

// cellState is the position of a byte relative to a value.
type cellState uint8

const (
	atStart     cellState = iota // before the first byte of a value
	plain                        // in an unquoted value
	inQuotes                     // in a quoted value
	behindQuote                  // after a quote that ends the value or is the first of two
)

func newBounds() bounds { return bounds{header: true, line: 1, column: 1} }

// pass processes bytes. At the first byte that exceeds a limit it returns the number of bytes before it, and the fault.
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
