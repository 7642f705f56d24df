package model

import (
	"fmt"
	"strconv"
	"time"
)

// Precision says how much of a date is known.
type Precision uint8

// The precisions. The zero value is none of them.
const (
	YearPrecision Precision = iota + 1
	MonthPrecision
	DayPrecision
)

// PartialDate is a day, a month or a year of the Gregorian calendar, from year 1 to 9999: every day from Earliest to
// Latest is possible. Days are written as the integer YYYYMMDD, which sorts as they do.
type PartialDate struct {
	Earliest, Latest int64
	Precision        Precision
}

// ParsePartialDate reads YYYY, YYYY-MM or YYYY-MM-DD. Errors wrap ErrInvalid.
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

// YearDate returns the date of which only the year is known. Errors wrap ErrInvalid.
func YearDate(year int64) (PartialDate, error) {
	if year < 1 || year > 9999 {
		return PartialDate{}, fmt.Errorf("%w: year %d is out of range 1–9999", ErrInvalid, year)
	}
	return PartialDate{year*10_000 + 101, year*10_000 + 1231, YearPrecision}, nil
}

// PrecisionOf returns the precision of the date that can be every day from earliest to latest.
func PrecisionOf(earliest, latest int64) Precision {
	switch {
	case earliest == latest:
		return DayPrecision
	case earliest/100 == latest/100:
		return MonthPrecision
	}
	return YearPrecision
}

// String writes the date as exactly as it is known.
func (d PartialDate) String() string { return string(AppendDate(nil, d.Earliest, d.Precision)) }

// AppendDate appends the date whose earliest day is given, as exactly as the precision says.
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
