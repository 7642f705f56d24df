package export

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// exactInJavaScript is the largest integer up to which JavaScript represents all integers exactly.
const exactInJavaScript = 1<<53 - 1

// appendJSON appends a text as a JSON string. It does not escape UTF-8, except the characters that JSON requires to be
// escaped, and the two separators that older JavaScript reads as line ends.
func appendJSON(b []byte, s string) []byte {
	return append(appendInstead(append(b, '"'), s, jsonInstead), '"')
}

// jsonInstead returns the escape of a character, or an empty text if it needs none.
func jsonInstead(c rune) string {
	switch {
	case c < utf8.RuneSelf:
		return jsonEscapes[c]
	case c == '\u2028' || c == '\u2029':
		return fmt.Sprintf(`\u%04x`, c)
	}
	return ""
}

var jsonEscapes = func() (escapes [utf8.RuneSelf]string) {
	for c := range escapes {
		if c < ' ' || c == 0x7F {
			escapes[c] = fmt.Sprintf(`\u%04x`, c)
		}
	}
	for i, c := range "\"\\\n\r\t\b\f" {
		escapes[c] = `\` + `"\nrtbf`[i:i+1]
	}
	return escapes
}()

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

// absentInJSON reports whether JSON cannot represent the value. Python would read NaN, but no other reader does.
func absentInJSON(v any) bool {
	f, is := v.(float64)
	return v == nil || is && (math.IsNaN(f) || math.IsInf(f, 0))
}

// appendJSONValue appends a value that is not absentInJSON. If safe is true, integers that JavaScript cannot represent
// exactly become text.
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

// appendJSONFloat appends a finite number with a point or an exponent, so that readers with an integer type do not read
// it as an integer.
func appendJSONFloat(b []byte, f float64) []byte {
	at := len(b)
	b = strconv.AppendFloat(b, f, 'g', -1, 64)
	if bytes.ContainsAny(b[at:], ".e") {
		return b
	}
	return append(b, '.', '0')
}

// begin adds the members that NetworkX requires, and the name and the notes between two texts.
func (d *document) begin(before, behind string) {
	d.add(`{"directed":`, strconv.FormatBool(d.schema.Directed), `,"multigraph":`, strconv.FormatBool(d.schema.Parallel), before)
	d.bytes = d.schema.appendAbout(d.bytes)
	d.add(behind)
}

// next adds the separator before an element of a list, and counts the element.
func (d *document) next() {
	if d.count > 0 {
		d.add(",")
	}
	d.count++
	d.add("\n")
}

// text adds `,"name":"text"`, or nothing for an empty text.
func (d *document) text(name, text string) {
	if text != "" {
		d.add(`,"`, name, `":`)
		d.bytes = appendJSON(d.bytes, text)
	}
}

// members adds the known days and values as further members of an object.
func (d *document) members(start, end int64, attributes []Attribute, values []any, safe bool) {
	d.span(`,"`, `":"`, start, end)
	for i, v := range values {
		if !absentInJSON(v) {
			d.add(`,"`, attributes[i].Name, `":`)
			d.bytes = appendJSONValue(d.bytes, attributes[i].Kind, v, safe)
		}
	}
}
