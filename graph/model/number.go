package model

import (
	"strconv"
	"strings"
)

// mostDigits is the maximum number of digits of the result: more than any type has, and few enough that 1e999999999
// is cheap.
const mostDigits = 60

// PlainNumber returns the digits of a number in the syntax of JSON and GraphQL, without an exponent and without
// trailing zeros in the fraction. 1e9 is "1000000000", 2.50 is "2.5" and 2.0 is "2". It returns false for text that
// is not a number, and for numbers with more than mostDigits digits.
func PlainNumber(number string) (string, bool) {
	text, negative := strings.CutPrefix(number, "-")
	power := 0
	if at := strings.IndexAny(text, "eE"); at >= 0 {
		n, err := strconv.Atoi(text[at+1:])
		if err != nil || n > mostDigits || n < -mostDigits {
			return "", false
		}
		text, power = text[:at], n
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if whole == "" || !allDigits(whole) || !allDigits(fraction) {
		return "", false
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(whole)+len(fraction) > mostDigits {
		return "", false
	}
	digits, point := whole+fraction, len(whole)+power
	switch {
	case point <= 0:
		digits, point = strings.Repeat("0", 1-point)+digits, 1
	case point > len(digits):
		digits += strings.Repeat("0", point-len(digits))
	}
	whole, fraction = strings.TrimLeft(digits[:point], "0"), strings.TrimRight(digits[point:], "0")
	switch {
	case whole == "" && fraction == "":
		return "0", true
	case whole == "":
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if negative {
		whole = "-" + whole
	}
	return whole, true
}
