package export

import (
	"math"
	"unicode/utf8"
)

// appendXML appends a text as XML's character data or the value of an attribute. What a parser would change, ends of
// lines and tabs, is written as a reference. Characters that XML 1.0 does not have, in whatever form, become U+FFFD:
// https://www.w3.org/TR/xml/#charsets.
func appendXML(b []byte, s string) []byte { return appendInstead(b, s, xmlInstead) }

// appendXMLID appends an id. A character that is not allowed there is written by its number, as _x0001_, and so is an
// underscore that would begin such a number, so that two ids stay two, and can be read back. XmlConvert of .NET and
// XML in SQL (ISO/IEC 9075-14) write names alike.
func appendXMLID(b []byte, s string, allowed func(c rune) bool) []byte {
	const digits = "0123456789ABCDEF"
	from := 0
	for i, c := range s {
		if allowed(c) && (c != '_' || len(s) == i+1 || s[i+1] != 'x') {
			continue
		}
		b = appendXML(b, s[from:i])
		from = i + utf8.RuneLen(c)
		b = append(b, '_', 'x')
		if c > 0xFFFF {
			b = append(b, digits[c>>20&0xF], digits[c>>16&0xF])
		}
		b = append(b, digits[c>>12&0xF], digits[c>>8&0xF], digits[c>>4&0xF], digits[c&0xF], '_')
	}
	return appendXML(b, s[from:])
}

// xmlID adds an attribute of an element that is an id.
func (o *output) xmlID(name, id string, allowed func(c rune) bool) {
	o.add(" ", name, `="`)
	o.bytes = append(appendXMLID(o.bytes, id, allowed), '"')
}

// xmlAttribute adds an attribute of an element that is a text.
func (o *output) xmlAttribute(name, text string) {
	o.add(" ", name, `="`)
	o.bytes = append(appendXML(o.bytes, text), '"')
}

// xmlEdge begins the element of an edge with its ids.
func (o *output) xmlEdge(e *Edge, allowed func(c rune) bool) {
	o.add("<edge")
	if e.ID != "" {
		o.xmlID("id", e.ID, allowed)
	}
	o.xmlID("source", e.Source, allowed)
	o.xmlID("target", e.Target, allowed)
}

// inXML reports whether XML 1.0 has the character.
func inXML(c rune) bool {
	return c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r'
}

// inNMTOKEN reports whether the character can be in an NMTOKEN in every edition of XML 1.0, of those that ids are known
// to have: ASCII, western letters, Chinese, Japanese and Korean.
func inNMTOKEN(c rune) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '-', c == '_', c == ':',
		c >= 'À' && c <= 'ÿ' && c != '×' && c != '÷', c >= 'ぁ' && c <= 'ゔ', c >= 'ァ' && c <= 'ヺ', c >= '一' && c <= '龥',
		c >= '가' && c <= '힣':
		return true
	}
	return false
}

// xmlInstead returns what is written for a character, or nothing for one that stays.
func xmlInstead(c rune) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>': // for "]]>"
		return "&gt;"
	case '"':
		return "&quot;"
	case '\t':
		return "&#9;"
	case '\n':
		return "&#10;"
	case '\r':
		return "&#13;"
	}
	if !inXML(c) {
		return "\uFFFD"
	}
	return ""
}

// appendXMLValue appends a value as appendPlain does, as XML.
func appendXMLValue(b []byte, kind Kind, v any) []byte {
	if kind == Text || kind == List {
		return appendXML(b, plain(kind, v))
	}
	return appendPlain(b, kind, v)
}

// appendXMLDouble appends a number as XML Schema's double, which writes infinities in a way of its own.
func appendXMLDouble(b []byte, kind Kind, v any) []byte {
	if f, is := v.(float64); is && math.IsInf(f, 0) {
		if f < 0 {
			b = append(b, '-')
		}
		return append(b, "INF"...)
	}
	return appendPlain(b, kind, v)
}
