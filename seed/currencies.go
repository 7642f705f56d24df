package seed

import (
	_ "embed"
	"strings"
)

//go:embed currencies.txt
var currencyLines string

// currencies are the codes of ISO 4217 for what money is counted in: those in use, and those that were withdrawn since
// 1999, since a fact can be older. Codes of metals, of bonds and for tests are not among them.
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
