package neo4j

import (
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j compares two texts that it has stored by code point, in ORDER BY as in its indexes. A stored text and a
// parameter it compares by code point where an index does it, and by UTF-16 unit where it does it row by row; the two
// differ for characters from U+E000 on, since those beyond the BMP are written with units below. Beside a text with
// such a character we therefore store what it is compared by: a text without them that has the same place. Parameters
// are brought to the same form, in which both ways of comparing agree.

// orderSuffix is added to a property's name for the text that it is compared by.
const orderSuffix = "Order"

// escape stands before the two characters that a character from here on is written as.
const escape = '\uD7FF'

// isPlain reports whether a text has no character for which the two ways of comparing differ.
func isPlain(s string) bool { return firstEscaped(s) < 0 }

// firstEscaped returns the index of the first character that is to be written otherwise, or -1.
func firstEscaped(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xED { // the first byte of all characters from U+D000 on
			if r, _ := utf8.DecodeRuneInString(s[i:]); r >= escape {
				return i
			}
		}
	}
	return -1
}

// orderText returns the text that s is compared by.
func orderText(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < escape {
			b.WriteRune(r)
			continue
		}
		b.WriteRune(escape)
		b.WriteRune(' ' + r>>10)
		b.WriteRune(' ' + r&0x3ff)
	}
	return b.String()
}

// lowerBound returns a text that is no greater than s and, in both ways of comparing, no greater than any that follows
// s: s itself, up to the first character for which they differ.
func lowerBound(s string) string {
	if i := firstEscaped(s); i >= 0 {
		return s[:i]
	}
	return s
}

// upperBound returns a text that is no less than s and, in both ways of comparing, no less than any that s follows. There
// is none where s begins with a character for which they differ.
func upperBound(s string) (string, bool) {
	i := firstEscaped(s)
	if i < 0 {
		return s, true
	}
	if s = s[:i]; s == "" {
		return "", false
	}
	last, size := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-size] + string(last+1), true // no character is greater than U+D7FE here
}

// isOrderedText reports whether a column holds texts that can have any character.
func isOrderedText(c plan.Column) bool {
	return c.Part != plan.Kind && c.Part != plan.Currency && c.IsText()
}

// addOrder adds what a stored text is compared by where that is not the text itself.
func addOrder(all map[string]any, name, value string) {
	if !isPlain(value) {
		all[name+orderSuffix] = orderText(value)
	}
}

// comparable writes what the values of a column are compared by.
func (r *renderer) comparable(s scope, c plan.Column) {
	if !isOrderedText(c) {
		r.column(s, c)
		return
	}
	r.write("coalesce(")
	r.column(s, c)
	r.write(orderSuffix, ", ")
	r.column(s, c)
	r.write(")")
}

// comparableArg gives a value that is compared by order a place.
func (r *renderer) comparableArg(c plan.Column, value any) string {
	if text, isText := value.(string); isText && isOrderedText(c) {
		return r.arg(orderText(text))
	}
	return r.arg(value)
}
