package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// errMalformed is an internal fault: the database returned a value that no statement of a store returns.
var errMalformed = errors.New("record is malformed")

// ParseRecord parses a record from JSON whose numbers are integers. The record refers to text, which must not change.
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

// cellsIn estimates the number of values in a JSON text.
func cellsIn(text string) int { return len(text)/10 + 4 }

// JSON appends the values of a JSON text whose numbers are integers. The record refers to text, which must not change.
// The errors include those of the allowance. A number with the fraction .5 is a placeholder: its integer part is the
// index of the part that replaces it.
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

// placeholder is the fraction of a number that a part replaces.
const placeholder = ".5"

// stringEnd returns the index after the closing quote of the JSON string whose content starts at i, or -1.
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

// jsonString appends a JSON string. A string with escapes is decoded, because a text can be escaped in several ways,
// and answers must not depend on the database.
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

// unquote decodes a JSON string with escapes.
func unquote(text string) string {
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return text[1 : len(text)-1]
	}
	return s
}
