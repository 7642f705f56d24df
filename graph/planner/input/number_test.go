package input

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		raw  any
		want string // empty: it is an error
	}{
		{json.Number("0"), "0"},
		{json.Number("-0.00"), "0"},
		{json.Number("2021"), "2021"},
		{json.Number("1000000000"), "1000000000"},
		{json.Number("-12.50"), "-12.5"},
		{json.Number("2.0"), "2"},
		{json.Number("20e-1"), "2"},
		{json.Number("1e9"), "1000000000"},
		{json.Number("1.25E+1"), "12.5"},
		{json.Number("125e-4"), "0.0125"},
		{json.Number("0.000"), "0"},
		{json.Number("0e59"), "0"},
		{json.Number("1e59"), "1" + strings.Repeat("0", 59)},
		{json.Number("9007199254740993"), "9007199254740993"}, // not representable as a float64
		{json.Number("1e999999999"), ""},
		{json.Number("1e-999999999"), ""},
		{json.Number("1e99999999999999999999"), ""},
		{json.Number(strings.Repeat("9", 61)), ""},
		{json.Number("0." + strings.Repeat("1", 61)), ""},
		{int64(-7), "-7"},
		{7, "7"},
		{int32(7), "7"},
		{2.0, "2"},
		{1e21, "1000000000000000000000"},
		{0.1, "0.1"},
		{math.NaN(), ""},
		{math.Inf(1), ""},
		{"2021", ""},
		{true, ""},
		{nil, ""},
	} {
		if got, ok := plain(c.raw); got != c.want || ok != (c.want != "") {
			t.Errorf("%#v is %q, %t, want %q", c.raw, got, ok, c.want)
		}
	}
}

// TestWholeNumber: a number too large for an int64 is an error, not another number.
func TestWholeNumber(t *testing.T) {
	for raw, want := range map[any]int64{
		json.Number("2.0"): 2, json.Number("-3e2"): -300, json.Number("9223372036854775807"): math.MaxInt64, int64(5): 5, 5.0: 5,
	} {
		if got, ok := wholeNumber(raw); !ok || got != want {
			t.Errorf("%#v is %d, %t, want %d", raw, got, ok, want)
		}
	}
	for _, raw := range []any{json.Number("2.5"), json.Number("9223372036854775808"), 1e300, "2", nil} {
		if got, ok := wholeNumber(raw); ok {
			t.Errorf("%#v is taken for %d", raw, got)
		}
	}
}

// TestNumber: a number has the same value from a program and from a JSON decoder.
func TestNumber(t *testing.T) {
	for raw, want := range map[any]float64{
		json.Number("2.5"): 2.5, json.Number("-3e2"): -300, 0.5: 0.5, 2.0: 2, int64(5): 5, 7: 7,
	} {
		if got, ok := number(raw); !ok || got != want {
			t.Errorf("%#v is %v, %t, want %v", raw, got, ok, want)
		}
	}
	for _, raw := range []any{json.Number("1e999"), "2.5", true, nil} {
		if got, ok := number(raw); ok {
			t.Errorf("%#v is taken for %v", raw, got)
		}
	}
}
