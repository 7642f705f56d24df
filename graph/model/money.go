package model

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// MaxAmount is the greatest absolute value of an amount: 10^15 hundredths, ten trillion of a currency's main unit.
const MaxAmount = 1_000_000_000_000_000

// Money is an amount in one currency.
type Money struct {
	Amount   int64  // hundredths of the currency's main unit, |Amount| ≤ MaxAmount
	Currency string // ISO 4217, three capital letters
	USD      *int64 // hundredths of a dollar, where the source states it; nil where it does not
}

// Validate reports an amount out of range or a malformed currency as an error that wraps ErrInvalid.
func (m Money) Validate() error {
	if err := checkAmount(m.Amount); err != nil {
		return err
	}
	if !ValidCurrency(m.Currency) {
		return fmt.Errorf("%w: %q is not a currency code: write the three capital letters of ISO 4217", ErrInvalid, m.Currency)
	}
	if m.USD != nil {
		return checkAmount(*m.USD)
	}
	return nil
}

// InUSD returns the value in hundredths of a dollar: the amount itself where the currency is USD, else what the source
// states, else nil. Nothing is converted.
func (m Money) InUSD() *int64 {
	if m.Currency == "USD" {
		return &m.Amount
	}
	return m.USD
}

// ValidCurrency reports whether code has the form of an ISO 4217 code.
func ValidCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for i := range 3 {
		if code[i] < 'A' || code[i] > 'Z' {
			return false
		}
	}
	return true
}

func checkAmount(n int64) error {
	if n > MaxAmount || n < -MaxAmount {
		return fmt.Errorf("%w: the amount is out of range ±%s", ErrInvalid, FormatAmount(MaxAmount))
	}
	return nil
}

// ParseAmount reads a decimal number of a currency's main unit, with at most two digits after the point and no exponent
// or separators, as hundredths. Errors wrap ErrInvalid.
func ParseAmount(s string) (int64, error) {
	n, err := ParseHundredths(s)
	if err == nil {
		err = checkAmount(n)
	}
	if err != nil {
		return 0, err
	}
	return n, nil
}

// ParseHundredths does the same for a number that may be beyond MaxAmount, such as a sum, and fits an int64.
func ParseHundredths(s string) (int64, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	if whole == "" || len(fraction) > 2 || hasPoint && fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return 0, fmt.Errorf("%w: %q is not a decimal number with at most two decimal places", ErrInvalid, s)
	}
	n, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: %q is out of range ±%s", ErrInvalid, s, FormatAmount(math.MaxInt64))
	}
	if negative {
		n = -n
	}
	return n, nil
}

// FormatAmount writes hundredths as a decimal number: without a point when they are whole, else with two digits.
func FormatAmount(n int64) string { return string(AppendAmount(nil, n)) }

// AppendAmount appends what FormatAmount returns.
func AppendAmount(b []byte, n int64) []byte {
	u := uint64(n)
	if n < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/100, 10)
	if cents := u % 100; cents != 0 {
		b = append(b, '.', byte('0'+cents/10), byte('0'+cents%10))
	}
	return b
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
