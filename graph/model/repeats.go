package model

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Repeated reports whether a text states the value of a fact, so that a source with this text is no conflict. The
// values are equal if
//
//   - a text is the same except for full and half width and white space around and between its words; case is
//     significant,
//   - a number, a year or an amount is the same number, with or without trailing zeros in the fraction and commas between
//     thousands,
//   - money has the same amount and, if the text has a currency before or after it, the same currency,
//   - a date is the same and has the same precision,
//   - one of the values of a list is the text.
//
// A text with more words, such as "almost 1000000000" or "2018 (concept)", states another value.
func Repeated(p Property, value any, text string) bool {
	text = evenSpace(text)
	switch v := value.(type) {
	case string:
		return evenSpace(v) == text
	case []string:
		return slices.ContainsFunc(v, func(one string) bool { return evenSpace(one) == text })
	case bool:
		return strings.EqualFold(text, map[bool]string{true: "true", false: "false"}[v])
	case PartialDate:
		date, err := ParsePartialDate(text)
		return err == nil && date == v
	case Money:
		return isAmount(text, v.Amount, v.Currency)
	case int64:
		if p.Type() == Enum {
			return strings.EqualFold(text, p.Values()[v])
		}
		if p.Type() == Amount {
			return isAmount(text, v, "USD")
		}
		return isAmount(text, 100*v, "")
	}
	return false
}

// isAmount reports whether a text states this number of hundredths, and no other currency.
func isAmount(text string, hundredths int64, currency string) bool {
	if before, rest, found := strings.Cut(text, " "); found && currency != "" && strings.EqualFold(before, currency) {
		text = rest
	} else if rest, behind, found := strings.Cut(text, " "); found && currency != "" && strings.EqualFold(behind, currency) {
		text = rest
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for _, group := range groups[1:] {
			if len(group) != 3 {
				return false
			}
		}
		whole = strings.Join(groups, "")
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	n, err := ParseHundredths(whole)
	return err == nil && n == hundredths
}

// evenSpace returns a text in its usual width, with single spaces between words.
func evenSpace(text string) string { return strings.Join(strings.Fields(norm.NFKC.String(text)), " ") }
