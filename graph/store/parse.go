package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// errMalformed is an internal fault: a store's database gave something that no statement of ours can give.
var errMalformed = errors.New("record is malformed")

// ParseRecord reads a record from JSON whose numbers are integers. It keeps parts of text, which is not to change.
func ParseRecord(text string) (*Record, error) {
	b := NewBuilder(nil)
	if err := b.JSON(text, nil); err != nil {
		return nil, err
	}
	r := b.Record()
	if len(r.cells) == 0 || r.Kind(0) != List || r.Next(0) != len(r.cells) {
		return nil, fmt.Errorf("%w: expected one list", errMalformed)
	}
	return r, nil
}

// cellsIn guesses how many values a JSON text has.
func cellsIn(text string) int { return len(text)/10 + 4 }

// JSON appends the values of a JSON text whose numbers are integers. It keeps parts of text, which is not to change. Its
// errors are also those of the allowance. Where a number has a fraction, the whole number before it is the place of the
// JSON among parts that stands there.
func (b *Builder) JSON(text string, parts []string) error {
	if err := b.Expect(cellsIn(text), len(text)); err != nil {
		return err
	}
	in := len(b.record.texts)
	b.record.texts = append(b.record.texts, text)
	b.record.size += len(text)
	open := len(b.open)
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ',' || c == ' ' || c == '\n':
			i++
		case c == '[':
			b.Open()
			i++
		case c == ']':
			if len(b.open) == open {
				return fmt.Errorf("%w: unexpected end of a list", errMalformed)
			}
			b.Close()
			i++
		case c == '"':
			end := stringEnd(text, i+1)
			if end < 0 {
				return fmt.Errorf("%w: unterminated text", errMalformed)
			}
			b.jsonString(in, i, end)
			i = end
		case c == '-' || '0' <= c && c <= '9':
			end := i + 1
			for end < len(text) && '0' <= text[end] && text[end] <= '9' {
				end++
			}
			n, err := strconv.ParseInt(text[i:end], 10, 64)
			if err == nil && 0 <= n && n < int64(len(parts)) && strings.HasPrefix(text[end:], placeholder) {
				if err := b.JSON(parts[n], nil); err != nil {
					return err
				}
				i = end + len(placeholder)
				continue
			}
			if err != nil || end < len(text) && strings.IndexByte(".eE", text[end]) >= 0 {
				return fmt.Errorf("%w: a number is not an integer", errMalformed)
			}
			b.Int(n)
			i = end
		case strings.HasPrefix(text[i:], "null"):
			b.Null()
			i += len("null")
		case strings.HasPrefix(text[i:], "true"):
			b.Bool(true)
			i += len("true")
		case strings.HasPrefix(text[i:], "false"):
			b.Bool(false)
			i += len("false")
		default:
			return fmt.Errorf("%w: unexpected %q at byte %d", errMalformed, c, i)
		}
	}
	if len(b.open) != open {
		return fmt.Errorf("%w: unterminated list", errMalformed)
	}
	return nil
}

// placeholder is the fraction of a number in whose place a part stands.
const placeholder = ".5"

// stringEnd returns the index after the quote that ends the JSON string whose first character is at i, or -1.
func stringEnd(text string, i int) int {
	for {
		quote := strings.IndexByte(text[i:], '"')
		if quote < 0 {
			return -1
		}
		end := i + quote
		backslashes := 0
		for k := end - 1; k >= i && text[k] == '\\'; k-- {
			backslashes++
		}
		if backslashes%2 == 0 {
			return end + 1
		}
		i = end + 1
	}
}

// jsonString appends a JSON string. One with escapes is decoded: there are several ways to write it, and an answer is to
// be written in one, whatever the database that it comes from.
func (b *Builder) jsonString(in, begin, end int) {
	text := b.record.texts[in][begin:end]
	if strings.IndexByte(text, '\\') < 0 {
		b.text(JSONString, in, begin, end-begin)
		return
	}
	decoded := unquote(text)
	b.text(String, len(b.record.texts), 0, len(decoded))
	b.record.texts = append(b.record.texts, decoded)
}

// unquote decodes a JSON string that has escapes.
func unquote(text string) string {
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return text[1 : len(text)-1]
	}
	return s
}
