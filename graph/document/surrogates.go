package document

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Halves of a surrogate pair, which JSON and GraphQL write as two escapes of four digits. A half by itself is no
// character. encoding/json and gqlparser read it as U+FFFD, so that another text would be looked for than was sent.

const (
	firstHalf  = 0xD800
	secondHalf = 0xDC00
	afterPairs = 0xE000
)

// escapeLength is the length of an escape of four digits in bytes.
const escapeLength = len(`\u0000`)

// half returns the half of a pair that a text begins with an escape of, or 0.
func half(text string) uint64 {
	if len(text) < escapeLength || text[0] != '\\' || text[1] != 'u' || text[2] != 'd' && text[2] != 'D' {
		return 0
	}
	value, err := strconv.ParseUint(text[2:escapeLength], 16, 16)
	if err != nil || value < firstHalf || value >= afterPairs {
		return 0
	}
	return value
}

// escape returns how many bytes the escape has that a text begins with, a pair being one, and whether it is half of a pair.
func escape(text string) (length int, isLone bool) {
	switch value := half(text); {
	case value == 0:
		return 2, false // what follows is no backslash and no quotation mark
	case value < secondHalf && half(text[escapeLength:]) >= secondHalf:
		return 2 * escapeLength, false
	}
	return escapeLength, true
}

// LoneSurrogate returns where in a JSON text half of a pair is by itself, or -1.
func LoneSurrogate(body []byte) int {
	if !bytes.Contains(body, []byte(`\ud`)) && !bytes.Contains(body, []byte(`\uD`)) {
		return -1
	}
	text := string(body)
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' { // which is nowhere but in texts
			continue
		}
		length, isLone := escape(text[i:])
		if isLone {
			return i
		}
		i += length - 1
	}
	return -1
}

// checkSurrogates finds half of a pair in a text of a document that could be parsed.
func checkSurrogates(document string) *gqlerror.Error {
	if !strings.Contains(document, `\ud`) && !strings.Contains(document, `\uD`) {
		return nil
	}
	const block = `"""`
	line, begin := 1, 0 // of the line
	inText, inBlock, inComment := false, false, false
	for i := 0; i < len(document); {
		rest := document[i:]
		length := 1
		switch c := rest[0]; {
		case c == '\n' || c == '\r':
			if strings.HasPrefix(rest, "\r\n") {
				length = 2
			}
			line, begin, inComment = line+1, i+length, false
		case inComment:
		case inBlock && strings.HasPrefix(rest, `\`+block):
			length = 1 + len(block)
		case strings.HasPrefix(rest, block) && !inText:
			inBlock = !inBlock
			length = len(block)
		case inBlock:
		case c == '"':
			inText = !inText
		case inText && c == '\\':
			var isLone bool
			if length, isLone = escape(rest); isLone {
				return gqlerror.ErrorLocf("", line, utf8.RuneCountInString(document[begin:i])+1,
					"Invalid Unicode escape sequence: %s is a lone surrogate.", rest[:escapeLength])
			}
		case c == '#' && !inText:
			inComment = true
		}
		i += length
	}
	return nil
}
