package model

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// MaxAmount is the maximum absolute value of an amount: 10^15 hundredths, ten trillion of the currency's main unit.
const MaxAmount = 1_000_000_000_000_000

// Money is an amount in one currency.
type Money struct {
	Amount   int64  // hundredths of the currency's main unit, |Amount| ≤ MaxAmount
	Currency string // ISO 4217, three capital letters
	USD      *int64 // hundredths of a dollar, as the source states it; nil if it does not
}

// Validate returns an error that wraps ErrInvalid if an amount is out of range or the currency is malformed.
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

// InUSD returns the value in hundredths of a dollar: the amount if the currency is USD, otherwise the value that the
// source states, or nil. It does not convert currencies.
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

// ParseAmount parses a decimal number of a currency's main unit and returns hundredths. The number has at most two
// decimal places, no exponent and no separators. Errors wrap ErrInvalid.
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

// ParseHundredths is like ParseAmount for numbers that can exceed MaxAmount, such as sums. The result must fit an
// int64.
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

// FormatAmount formats hundredths as a decimal number with two decimal places, or none if it is whole.
func FormatAmount(n int64) string { return string(AppendAmount(nil, n)) }

// AppendAmount appends the result of FormatAmount.
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
