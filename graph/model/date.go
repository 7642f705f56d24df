package model

import (
	"fmt"
	"strconv"
	"time"
)

// Precision is the part of a date that is known.
type Precision uint8

// The precisions. The zero value is not a valid one.
const (
	YearPrecision Precision = iota + 1
	MonthPrecision
	DayPrecision
)

// PartialDate is a date that is known to the day, to the month or to the year: every day from Earliest to Latest is
// possible. It is in the Gregorian calendar, in the years 1 to 9999. Days are integers of the form YYYYMMDD, which
// sort chronologically.
type PartialDate struct {
	Earliest, Latest int64
	Precision        Precision
}

// ParsePartialDate parses YYYY, YYYY-MM or YYYY-MM-DD. Errors wrap ErrInvalid.
func ParsePartialDate(s string) (PartialDate, error) {
	invalid := fmt.Errorf("%w: %q is not a date: write YYYY, YYYY-MM or YYYY-MM-DD", ErrInvalid, s)
	part := func(from, to int) int64 {
		if !allDigits(s[from:to]) {
			return -1
		}
		n, _ := strconv.ParseInt(s[from:to], 10, 64)
		return n
	}
	var year, month, day int64
	switch {
	case len(s) == 4:
		year, month, day = part(0, 4), 1, 1
	case len(s) == 7 && s[4] == '-':
		year, month, day = part(0, 4), part(5, 7), 1
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		year, month, day = part(0, 4), part(5, 7), part(8, 10)
	default:
		return PartialDate{}, invalid
	}
	if year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return PartialDate{}, invalid
	}
	date := func(y, m, d int64) int64 { return y*10_000 + m*100 + d }
	switch len(s) {
	case 4:
		return PartialDate{date(year, 1, 1), date(year, 12, 31), YearPrecision}, nil
	case 7:
		return PartialDate{date(year, month, 1), date(year, month, daysIn(year, month)), MonthPrecision}, nil
	}
	return PartialDate{date(year, month, day), date(year, month, day), DayPrecision}, nil
}

// YearDate returns the date with year precision. Errors wrap ErrInvalid.
func YearDate(year int64) (PartialDate, error) {
	if year < 1 || year > 9999 {
		return PartialDate{}, fmt.Errorf("%w: year %d is out of range 1–9999", ErrInvalid, year)
	}
	return PartialDate{year*10_000 + 101, year*10_000 + 1231, YearPrecision}, nil
}

// PrecisionOf returns the precision of the date with these earliest and latest days.
func PrecisionOf(earliest, latest int64) Precision {
	switch {
	case earliest == latest:
		return DayPrecision
	case earliest/100 == latest/100:
		return MonthPrecision
	}
	return YearPrecision
}

// String formats the date in its precision.
func (d PartialDate) String() string { return string(AppendDate(nil, d.Earliest, d.Precision)) }

// AppendDate appends the date that begins at a day, in the given precision.
func AppendDate(b []byte, earliest int64, p Precision) []byte {
	year, month, day := earliest/10_000, earliest/100%100, earliest%100
	b = append(b, byte('0'+year/1000%10), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10))
	if p >= MonthPrecision {
		b = append(b, '-', byte('0'+month/10), byte('0'+month%10))
	}
	if p >= DayPrecision {
		b = append(b, '-', byte('0'+day/10), byte('0'+day%10))
	}
	return b
}

func daysIn(year, month int64) int64 {
	return int64(time.Date(int(year), time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}
