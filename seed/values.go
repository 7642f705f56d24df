package seed

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// What a column may hold: each of these reads one column, notes what is wrong with it, and sets the property where
// there is a value. What is empty stays out.

const (
	maxIDLength = 200          // of an id in a file, in bytes
	maxInt      = 1<<31 - 1    // of GraphQL's Int
	minYear     = 1000         // one with fewer digits is a slip
	maxYear     = 9999         // of model.PartialDate
	day         = "YYYY-MM-DD" // the forms of a date
	optional    = ", or empty" // what is said of a value that may be missing
)

// required returns a column's value, which must be there.
func (r *row) required(column string) string {
	v := r.value(column)
	if v == "" {
		r.problem(column, "a value is required")
	}
	return v
}

// id returns the value of the row's own id.
func (r *row) id() string {
	v := r.required("id")
	if v != "" && !validID(v) {
		r.problem("id", "%s is not an id (expected at most %d of a-z, 0-9, -, . and _, beginning with a letter or digit)",
			quoted(v), maxIDLength)
	}
	return v
}

func validID(id string) bool {
	const first = "abcdefghijklmnopqrstuvwxyz0123456789"
	return len(id) <= maxIDLength && strings.Trim(id, first+"-._") == "" && strings.ContainsAny(id[:1], first)
}

func (r *row) text(p model.Properties, property model.Property, column string) {
	if v := r.value(column); v != "" {
		p[property] = v
	}
}

func (r *row) requiredText(p model.Properties, property model.Property, column string) {
	r.required(column)
	r.text(p, property, column)
}

// number returns a number of some kind from least to most, and whether the column has one.
func (r *row) number(column, kind string, least, most int64) (int64, bool) {
	v := r.value(column)
	n, ok := parseNumber(v, least, most)
	if v != "" && !ok {
		r.problem(column, "%s is not a %s (expected %d to %d"+optional+")", quoted(v), kind, least, most)
	}
	return n, ok
}

// year returns a year, and whether the column has one.
func (r *row) year(column string) (int64, bool) { return r.number(column, "year", minYear, maxYear) }

// parseNumber reads a whole number. Zeros behind a point are part of it: so spreadsheets and data frames write the
// numbers of a column in which some are missing.
func parseNumber(s string, least, most int64) (int64, bool) {
	whole, fraction, point := strings.Cut(s, ".")
	if point && (fraction == "" || strings.Trim(fraction, "0") != "") {
		return 0, false
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < least || n > most || whole[0] == '+' {
		return 0, false
	}
	return n, true
}

func (r *row) count(p model.Properties, property model.Property, column string, least int64) {
	if n, ok := r.number(column, "whole number", least, maxInt); ok {
		p[property] = n
	}
}

func (r *row) yearOf(p model.Properties, property model.Property, column string) {
	if n, ok := r.year(column); ok {
		p[property] = n
	}
}

func (r *row) date(p model.Properties, property model.Property, column string) {
	v := r.value(column)
	if v == "" {
		return
	}
	date, err := model.ParsePartialDate(v)
	if err != nil {
		r.problem(column, "%s is not a date (expected YYYY, YYYY-MM or "+day+optional+")", quoted(v))
		return
	}
	if date.Earliest < minYear*10_000 {
		r.problem(column, "year %s is out of range %d–%d", quoted(v[:4]), minYear, maxYear)
		return
	}
	p[property] = date
}

// boolean sets a truth value, which spreadsheets and data frames write with capitals.
func (r *row) boolean(p model.Properties, property model.Property, column string) {
	switch v := r.value(column); strings.ToLower(v) {
	case "":
	case "true", "false":
		p[property] = strings.EqualFold(v, "true")
	default:
		r.problem(column, "%s is not a Boolean (expected true or false)", quoted(v))
	}
}

// url sets the address of a page.
func (r *row) url(p model.Properties, property model.Property, column string) {
	v := r.value(column)
	if v == "" {
		return
	}
	address, err := url.Parse(v)
	if err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Hostname() == "" {
		r.problem(column, "%s is not a URL (expected https:// or http:// and a host"+
			optional+")", quoted(v))
		return
	}
	p[property] = v
}

// enum returns the place of the column's value, as the files write it, among the property's values.
func (r *row) enum(property model.Property, column, kind string) (int64, bool) {
	v := r.value(column)
	place, ok := property.EnumValue(strings.ToUpper(v))
	if v != "" && !ok {
		r.problem(column, "%s is not a %s (expected %s)", quoted(v), kind, strings.Join(property.Values(), ", "))
	}
	return place, ok
}

// amount returns hundredths of a currency's main unit, and whether the column has them.
func (r *row) amount(column string) (int64, bool) {
	v := r.value(column)
	if v == "" {
		return 0, false
	}
	n, err := model.ParseAmount(v)
	if err != nil || n < 0 {
		r.problem(column, "%s is not an amount (expected 0 to %s with at most two decimal places"+optional+")",
			quoted(v), model.FormatAmount(model.MaxAmount))
		return 0, false
	}
	return n, true
}

// money sets an amount and its currency: both or neither.
func (r *row) money(p model.Properties, property model.Property, amount, currency string) {
	n, ok := r.amount(amount)
	code := r.value(currency)
	if code != "" && !currencies[code] {
		r.problem(currency, "%s is not a currency code (expected three capital letters of ISO 4217, such as CNY or USD"+optional+")", quoted(code))
	}
	switch {
	case r.value(amount) != "" && code == "":
		r.problem(currency, "a currency is required for the amount %s (expected both or neither)", quoted(r.value(amount)))
	case code != "" && r.value(amount) == "":
		r.problem(amount, "an amount is required for the currency %s (expected both or neither)", quoted(code))
	case ok:
		p[property] = model.Money{Amount: n, Currency: code}
	}
}
