package cypher

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// ordering writes an ORDER BY.
//
// After subqueries, its first key is written as if it depended on the last subquery. Otherwise Neo4j plans the
// subqueries twice at each level of lists, for rows that are already sorted and for rows that are not: with sixteen
// levels, planning takes two minutes instead of two seconds.
type ordering struct {
	*statement
	behind int // the number of the last subquery before it; 0 if there is none
	begun  bool
}

// value writes the keys of a value that can be null. Neo4j sorts null after all values. If nulls come at the other end,
// an additional key sorts them.
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

// sortedBy is an aggregate that rows are compared by, and the number of its variable. A text is in the form in which it
// is compared.
type sortedBy struct {
	aggregate *plan.Aggregate
	number    int
}

// sortsByAggregate reports whether an order contains an aggregate.
func sortsByAggregate(order []plan.Sort) bool {
	return slices.ContainsFunc(order, func(by plan.Sort) bool { return by.Over != nil })
}

// sortedBy returns the number of the variable that has the value of an item already, or 0.
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

// nullableKey reports whether the sort key of a row can be null.
func nullableKey(s scope, by plan.Sort) bool {
	if by.Over != nil {
		return !by.Over.NeverNull()
	}
	return nullable(s, by.Column)
}

// Neo4j compares two stored texts by code point, in ORDER BY and in its indexes. It compares a stored text with a
// parameter by code point in an index, and by UTF-16 unit otherwise. The two differ for characters from U+E000 on,
// since the surrogates of characters beyond the BMP are smaller. A text with such a character is therefore stored with
// a second text that it is compared by, which has no such characters and the same position in the order. Parameters are
// converted to the same form. Both comparisons agree on it.

// OrderSuffix is added to the name of a property for the text that it is compared by.
const OrderSuffix = "Order"

// escape precedes the two characters that encode a character from escape on.
const escape = '\uD7FF'

// IsPlain reports whether a text has no character for which the two comparisons differ.
func IsPlain(s string) bool { return firstEscaped(s) < 0 }

// firstEscaped returns the index of the first character that must be encoded, or -1.
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

// lowerBound returns a text that is not greater than s nor, in both comparisons, than any text after s. It is s up to
// the first character for which the comparisons differ.
func lowerBound(s string) string {
	if i := firstEscaped(s); i >= 0 {
		return s[:i]
	}
	return s
}

// upperBound returns a text that is not less than s nor, in both comparisons, than any text before s. There is none if
// s starts with a character for which the comparisons differ.
func upperBound(s string) (string, bool) {
	i := firstEscaped(s)
	if i < 0 {
		return s, true
	}
	if s = s[:i]; s == "" {
		return "", false
	}
	last, size := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-size] + string(last+1), true // last is at most U+D7FE here
}

// isOrderedText reports whether a column has texts that can contain any character.
func isOrderedText(c plan.Column) bool {
	return c.Part != plan.Kind && c.Part != plan.Currency && c.IsText()
}
