package apierror

import (
	"strconv"
	"strings"
)

// MaxErrors is how many errors of one request are reported.
const MaxErrors = 50

const maxMessage = 500 // bytes; a message repeats what is wrong, however long that is

// Short cuts a message to a length that is for people.
func Short(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	return strings.ToValidUTF8(message[:maxMessage], "") + "…"
}

// quotedLength is how many bytes of what was sent a message about a request repeats.
const quotedLength = 60

// Quoted writes what was sent in quotes.
func Quoted(text string) string {
	if len(text) > quotedLength {
		text = strings.ToValidUTF8(text[:quotedLength], "") + "…"
	}
	return strconv.Quote(text)
}
