package planner

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// mostDigits is how many digits a number is written out with: far more than any type has, and few enough that "1e999999999"
// costs nothing.
const mostDigits = 60

// plain returns the decimal digits of a number, however it was decoded: without an exponent, and without zeros at the end of
// a fraction. 1e9 is "1000000000", 2.50 is "2.5" and 2.0 is "2". It returns false for what is not a number, and for a number
// of more than mostDigits digits.
func plain(raw any) (string, bool) {
	switch n := raw.(type) {
	case int64:
		return strconv.FormatInt(n, 10), true
	case int:
		return strconv.Itoa(n), true
	case int32:
		return strconv.FormatInt(int64(n), 10), true
	case float64:
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return "", false
		}
		return writeOut(strconv.FormatFloat(n, 'e', -1, 64))
	case json.Number:
		return writeOut(string(n))
	}
	return "", false
}

// writeOut does so for a number in the syntax of JSON, which is also that of GraphQL.
func writeOut(number string) (string, bool) {
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

// wholeNumber returns the value of a number without a fraction, however it was decoded and written: 2.0 and 20e-1 are 2.
func wholeNumber(raw any) (int64, bool) {
	if n, ok := raw.(int64); ok {
		return n, true
	}
	digits, isNumber := plain(raw)
	if !isNumber {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}

// number returns the value of a number, however it was decoded.
func number(raw any) (float64, bool) {
	switch n := raw.(type) {
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	n, whole := wholeNumber(raw)
	return float64(n), whole
}
