package seed

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Each of these methods reads one column and reports a problem if its value is invalid. Most set a property, unless the
// value is empty.

const (
	maxIDLength = 200          // bytes of an id in a file
	maxInt      = 1<<31 - 1    // of GraphQL's Int
	minYear     = 1000         // a year with fewer digits is a typing error
	maxYear     = 9999         // of model.PartialDate
	day         = "YYYY-MM-DD" // the full form of a date
	optional    = ", or empty" // part of messages about optional values
)

// required returns a column's value, which must not be empty.
func (r *row) required(column string) string {
	v := r.value(column)
	if v == "" {
		r.problem(column, "a value is required")
	}
	return v
}

// id returns the row's id.
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

// number returns a whole number from least to most, and whether the column has one. Kind is the noun for messages.
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

// parseNumber parses a whole number. It accepts zeros after a decimal point: spreadsheets and data frames write the numbers
// of a column with missing values as decimals.
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

// boolean sets a Boolean. Case is ignored, since spreadsheets and data frames write capitals.
func (r *row) boolean(p model.Properties, property model.Property, column string) {
	switch v := r.value(column); strings.ToLower(v) {
	case "":
	case "true", "false":
		p[property] = strings.EqualFold(v, "true")
	default:
		r.problem(column, "%s is not a Boolean (expected true or false)", quoted(v))
	}
}

// url sets an absolute http or https URL.
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

// enum returns the index of the column's value among the property's values, and whether the column has one of them.
func (r *row) enum(property model.Property, column, kind string) (int64, bool) {
	v := r.value(column)
	place, ok := property.EnumValue(strings.ToUpper(v))
	if v != "" && !ok {
		r.problem(column, "%s is not a %s (expected %s)", quoted(v), kind, strings.Join(property.Values(), ", "))
	}
	return place, ok
}

// amount returns an amount in hundredths of a currency's main unit, and whether the column has one.
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

// money sets an amount and its currency: both or neither are required.
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
