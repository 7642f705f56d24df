package export

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// exactInJavaScript is the greatest number up to which JavaScript tells all integers apart.
const exactInJavaScript = 1<<53 - 1

// appendJSON appends a text as a JSON string. Text that is UTF-8 stays as it is, but for what JSON has escaped, and for
// the two separators that older JavaScript takes for ends of lines.
func appendJSON(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == '\u2028' || r == '\u2029' {
				b = append(append(b, s[from:i]...), '\\', 'u', '2', '0', '2', digits[r&0xF])
				from = i + size
			}
			i += size
			continue
		}
		if c < ' ' || c == '"' || c == '\\' || c == 0x7F {
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			default:
				b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xF])
			}
			from = i + 1
		}
		i++
	}
	return append(append(b, s[from:]...), '"')
}

func appendJSONList(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, s)
	}
	return append(b, ']')
}

// absentInJSON reports whether JSON has no number for the value. Python would read NaN, but no other reader does.
func absentInJSON(v any) bool {
	f, is := v.(float64)
	return v == nil || is && (math.IsNaN(f) || math.IsInf(f, 0))
}

// appendJSONValue appends a value that is not absentInJSON. Integers that JavaScript cannot tell apart become text where
// safe is true.
func appendJSONValue(b []byte, kind Kind, v any, safe bool) []byte {
	switch kind {
	case Text:
		return appendJSON(b, v.(string))
	case Decimal, Date:
		return append(appendPlain(append(b, '"'), kind, v), '"')
	case Float:
		return appendJSONFloat(b, v.(float64))
	case Integer:
		if n := v.(int64); safe && (n > exactInJavaScript || n < -exactInJavaScript) {
			return append(strconv.AppendInt(append(b, '"'), n, 10), '"')
		}
	case Boolean, List:
	default:
		panic("export: a value of an unknown kind")
	}
	return appendPlain(b, kind, v)
}

// appendJSONFloat appends a finite number so that readers with a type for integers know that it is none.
func appendJSONFloat(b []byte, f float64) []byte {
	at := len(b)
	b = strconv.AppendFloat(b, f, 'g', -1, 64)
	for _, c := range b[at:] {
		if c == '.' || c == 'e' {
			return b
		}
	}
	return append(b, '.', '0')
}

// appendMembers appends `,"name":value` for each value that is known.
func appendMembers(b []byte, attributes []Attribute, values []any, safe bool) []byte {
	for i, v := range values {
		if absentInJSON(v) {
			continue
		}
		b = append(append(append(b, `,"`...), attributes[i].Name...), `":`...)
		b = appendJSONValue(b, attributes[i].Kind, v, safe)
	}
	return b
}

// appendText appends `,"name":"text"`, and nothing for an empty text.
func appendText(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return appendJSON(append(append(append(b, `,"`...), name...), `":`...), text)
}

// appendSpan appends members of the two days that are known.
func appendSpan(b []byte, start, end int64) []byte {
	if start != 0 {
		b = append(appendDay(append(b, `,"start":"`...), start), '"')
	}
	if end != 0 {
		b = append(appendDay(append(b, `,"end":"`...), end), '"')
	}
	return b
}
