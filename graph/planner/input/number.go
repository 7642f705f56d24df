package input

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
)

// plain returns the decimal digits of a number, however it was decoded: without an exponent, and without trailing zeros
// in the fraction. 1e9 is "1000000000", 2.50 is "2.5" and 2.0 is "2". It returns false if the value is not a number, or
// has too many digits.
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
		return model.PlainNumber(strconv.FormatFloat(n, 'e', -1, 64))
	case json.Number:
		return model.PlainNumber(string(n))
	}
	return "", false
}

// wholeNumber returns the value of a number without a fraction, in any encoding: 2.0 and 20e-1 are 2.
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
