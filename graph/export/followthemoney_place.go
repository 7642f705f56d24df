package export

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/stakegraph/stakegraph/graph/model"
)

// place writes the country by its ISO 3166 code, as far as its English name tells it, and all that is known as an
// address.
func (f *followTheMoney) place(p model.Properties) {
	var parts []string
	for _, property := range []model.Property{model.City, model.Province, model.Country} {
		if s, ok := p[property].(string); ok && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return
	}
	f.property("address", strings.Join(parts, ", "))
	country, _ := p[model.Country].(string)
	if code, known := countryCodes()[strings.ToLower(country)]; known {
		f.property("country", code)
	}
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
