package seed

import (
	_ "embed"
	"strings"
)

//go:embed currencies.txt
var currencyLines string

// currencies has the currency codes of ISO 4217: those in use, and those withdrawn since 1999, since facts can be older
// than the withdrawal. Codes of metals, bond-market units and tests are excluded.
var currencies = func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(currencyLines) {
		if !strings.HasPrefix(line, "#") {
			for code := range strings.FieldsSeq(line) {
				all[code] = true
			}
		}
	}
	return all
}()
