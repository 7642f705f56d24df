package apierror

import (
	"strconv"
	"strings"
)

// MaxErrors is the maximum number of reported errors of one request.
const MaxErrors = 50

const maxMessage = 500 // in bytes, since messages repeat values of any length

// Short shortens a message to a readable length.
func Short(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	return strings.ToValidUTF8(message[:maxMessage], "") + "…"
}

// quotedLength is the maximum number of bytes of a request that a message repeats.
const quotedLength = 60

// Quoted returns a text in quotes, shortened.
func Quoted(text string) string {
	if len(text) > quotedLength {
		text = strings.ToValidUTF8(text[:quotedLength], "") + "…"
	}
	return strconv.Quote(text)
}
