package document

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The halves of a surrogate pair, which JSON and GraphQL write as two escapes of four digits. A lone half is not a
// character. encoding/json and gqlparser decode it as U+FFFD, which would silently change the text.

const (
	firstHalf  = 0xD800
	secondHalf = 0xDC00
	afterPairs = 0xE000
)

// escapeLength is the length of an escape of four digits in bytes.
const escapeLength = len(`\u0000`)

// half returns the surrogate if a text begins with an escape of one, otherwise 0.
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

// escape returns the length in bytes of the escape at the start of a text, where a pair is one escape, and whether it
// is a lone surrogate.
func escape(text string) (length int, isLone bool) {
	switch value := half(text); {
	case value == 0:
		return 2, false // the next character is not a backslash or a quotation mark
	case value < secondHalf && half(text[escapeLength:]) >= secondHalf:
		return 2 * escapeLength, false
	}
	return escapeLength, true
}

// LoneSurrogate returns the offset of a lone surrogate in a JSON text, or -1.
func LoneSurrogate(body []byte) int {
	if !bytes.Contains(body, []byte(`\ud`)) && !bytes.Contains(body, []byte(`\uD`)) {
		return -1
	}
	text := string(body)
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' { // backslashes occur only in strings
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

// checkSurrogates returns an error for a lone surrogate in a string of a document that was parsed.
func checkSurrogates(document string) *gqlerror.Error {
	if !strings.Contains(document, `\ud`) && !strings.Contains(document, `\uD`) {
		return nil
	}
	const block = `"""`
	line, begin := 1, 0 // start of the line
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
