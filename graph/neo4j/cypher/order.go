package cypher

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// ordering is an ORDER BY while its keys are written.
//
// Where it stands behind subqueries, its first key is written as if it depended on the last of these. Neo4j would else
// plan them once for rows that are sorted before them and once for rows that are not, at each level of lists: two minutes
// for sixteen levels, in the place of two seconds.
type ordering struct {
	*statement
	behind int // the number of that subquery; 0 for none
	begun  bool
}

// value writes the keys of a value that may be null. Neo4j takes null for the greatest value; where it is to be the
// least, whether it is null is a key of its own.
func (o *ordering) value(value string, descending, nullsFirst, nullable bool) {
	if nullable && nullsFirst != descending {
		o.key(value+" IS NULL", nullsFirst)
	}
	o.key(value, descending)
}

func (o *ordering) key(key string, descending bool) {
	switch {
	case o.begun:
		o.write(", ", key)
	case o.behind != 0:
		o.write(" ORDER BY CASE WHEN size([", variable('v', o.behind), "]) = 1 THEN ", key, " END")
	default:
		o.write(" ORDER BY ", key)
	}
	if descending {
		o.write(" DESC")
	}
	o.begun = true
}

// sortedBy is a measure that rows are compared by, and the number of its variable. A text is at hand as what it is
// compared by.
type sortedBy struct {
	aggregate *plan.Aggregate
	number    int
}

// sortsByAggregate reports whether an order has a measure.
func sortsByAggregate(order []plan.Sort) bool {
	return slices.ContainsFunc(order, func(by plan.Sort) bool { return by.Over != nil })
}

// sortedBy returns the number of the variable that holds what a row of the list has for an item, or 0.
func (s scope) sortedBy(item *plan.Aggregate) int {
	if isOrderedValue(item.Value) {
		return 0
	}
	for _, by := range s.sorted {
		if reflect.DeepEqual(by.aggregate, item) {
			return by.number
		}
	}
	return 0
}

// nullableKey reports whether a row can have no value to be sorted by.
func nullableKey(s scope, by plan.Sort) bool {
	if by.Over != nil {
		return !by.Over.NeverNull()
	}
	return nullable(s, by.Column)
}

// Neo4j compares two texts that it has stored by code point, in ORDER BY as in its indexes. A stored text and a
// parameter it compares by code point where an index does it, and by UTF-16 unit where it does it row by row; the two
// differ for characters from U+E000 on, since those beyond the BMP are written with units below. Beside a text with
// such a character we therefore store what it is compared by: a text without them that has the same place. Parameters
// are brought to the same form, in which both ways of comparing agree.

// OrderSuffix is added to a property's name for the text that it is compared by.
const OrderSuffix = "Order"

// escape stands before the two characters that a character from here on is written as.
const escape = '\uD7FF'

// IsPlain reports whether a text has no character for which the two ways of comparing differ.
func IsPlain(s string) bool { return firstEscaped(s) < 0 }

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

// OrderText returns the text that s is compared by.
func OrderText(s string) string {
	if IsPlain(s) {
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
