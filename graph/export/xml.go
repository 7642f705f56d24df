package export

import (
	"math"
	"unicode/utf8"
)

// appendXML appends a text as character data or as an attribute value of XML. Line breaks and tabs, which a parser
// would change, are written as references. Characters that XML 1.0 does not allow in any form become U+FFFD:
// https://www.w3.org/TR/xml/#charsets.
func appendXML(b []byte, s string) []byte { return appendInstead(b, s, xmlInstead) }

// appendXMLID appends an id. A character that is not allowed is written as its number, such as _x0001_, and so is an
// underscore that would start such a number. Different ids therefore stay different, and can be decoded. XmlConvert of
// .NET and SQL/XML (ISO/IEC 9075-14) encode names in the same way.
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

// xmlID adds an attribute with an id to an element.
func (o *output) xmlID(name, id string, allowed func(c rune) bool) {
	o.add(" ", name, `="`)
	o.bytes = append(appendXMLID(o.bytes, id, allowed), '"')
}

// xmlAttribute adds an attribute with a text to an element.
func (o *output) xmlAttribute(name, text string) {
	o.add(" ", name, `="`)
	o.bytes = append(appendXML(o.bytes, text), '"')
}

// xmlEdge starts the element of an edge with its ids.
func (o *output) xmlEdge(e *Edge, allowed func(c rune) bool) {
	o.add("<edge")
	if e.ID != "" {
		o.xmlID("id", e.ID, allowed)
	}
	o.xmlID("source", e.Source, allowed)
	o.xmlID("target", e.Target, allowed)
}

// inXML reports whether XML 1.0 allows the character.
func inXML(c rune) bool {
	return c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r'
}

// inNMTOKEN reports whether every edition of XML 1.0 allows the character in an NMTOKEN. It accepts only the ranges
// that occur in ids: ASCII, Western letters, Chinese, Japanese and Korean.
func inNMTOKEN(c rune) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '-', c == '_', c == ':',
		c >= 'À' && c <= 'ÿ' && c != '×' && c != '÷', c >= 'ぁ' && c <= 'ゔ', c >= 'ァ' && c <= 'ヺ', c >= '一' && c <= '龥',
		c >= '가' && c <= '힣':
		return true
	}
	return false
}

// xmlInstead returns the replacement of a character, or an empty text if it stays.
func xmlInstead(c rune) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>': // in "]]>"
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

// appendXMLValue appends a value as appendPlain does, escaped for XML.
func appendXMLValue(b []byte, kind Kind, v any) []byte {
	if kind == Text || kind == List {
		return appendXML(b, plain(kind, v))
	}
	return appendPlain(b, kind, v)
}

// appendXMLDouble appends a number as a double of XML Schema, which writes infinities as INF.
func appendXMLDouble(b []byte, kind Kind, v any) []byte {
	if f, is := v.(float64); is && math.IsInf(f, 0) {
		if f < 0 {
			b = append(b, '-')
		}
		return append(b, "INF"...)
	}
	return appendPlain(b, kind, v)
}
