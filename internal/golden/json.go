package golden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// width is the maximum number of characters in a line.
const width = 110

// JSON formats JSON: an object or a list is written in one line if it fits. If the text is not JSON, the error wraps that of
// encoding/json.
func JSON(text []byte) (string, error) {
	var one bytes.Buffer
	if err := json.Compact(&one, text); err != nil {
		return "", fmt.Errorf("format JSON: %w", err)
	}
	var b strings.Builder
	layOut(&b, one.String(), "")
	return b.String(), nil
}

// layOut writes a JSON value that has no white space.
func layOut(b *strings.Builder, value, indent string) {
	spaced := spacedOut(value)
	if value[0] != '{' && value[0] != '[' || len(indent)+len([]rune(spaced)) <= width {
		b.WriteString(spaced)
		return
	}
	inner := indent + "  "
	b.WriteString(value[:1])
	for i, part := range parts(value) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + inner)
		if value[0] == '{' {
			end := stringEnd(part)
			b.WriteString(part[:end] + ": ")
			part = part[end+1:]
		}
		layOut(b, part, inner)
	}
	b.WriteString("\n" + indent + value[len(value)-1:])
}

// parts returns the elements of a list, or the members of an object.
func parts(value string) []string {
	var all []string
	depth, from := 0, 1
	for i := 1; i < len(value); i++ {
		switch value[i] {
		case '"':
			i += stringEnd(value[i:]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 && i > from {
				all = append(all, value[from:i])
			}
		case ',':
			if depth == 0 {
				all = append(all, value[from:i])
				from = i + 1
			}
		}
	}
	return all
}

// stringEnd returns the end of the JSON string at the beginning of a text.
func stringEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// spacedOut returns a value in one line, with a space after each comma and colon.
func spacedOut(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '"':
			end := i + stringEnd(value[i:])
			b.WriteString(value[i:end])
			i = end - 1
		case ',', ':':
			b.WriteByte(c)
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
