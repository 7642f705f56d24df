package ftm

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Country returns the ISO 3166 code of the country with an English name, and whether it is known.
func Country(name string) (code string, known bool) {
	code, known = countryCodes()[strings.ToLower(name)]
	return code, known
}

// countryCodes returns the codes of countries by their English names in lower case.
var countryCodes = sync.OnceValue(func() map[string]string {
	codes := map[string]string{
		"hong kong": "hk", "macau": "mo", "macao": "mo", "usa": "us", "uk": "gb", "czech republic": "cz", "turkey": "tr",
	}
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			if name := names.Name(region); name != "" {
				codes[strings.ToLower(name)] = strings.ToLower(region.String())
			}
		}
	}
	return codes
})
