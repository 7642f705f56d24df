package export

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stakegraph/graph/model"
)

// longestFtMID is how many bytes the id of an entity has at most.
const longestFtMID = 200

// ftmID writes an id in the characters that ids of FollowTheMoney have: ASCII letters and digits, and points and hyphens
// but at either end. A colon becomes two points, and each byte of what else there is a point and its two hexadecimal
// digits, so that the id can be read back: firm:uisee is firm..uisee. Of one that is too long the beginning stays, and
// the rest becomes its SHA-256.
func ftmID(id string) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, len(id)+8)
	for i := range len(id) {
		switch c := id[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-' && i > 0 && i < len(id)-1:
			b = append(b, c)
		case c == ':' && i > 0 && i < len(id)-1:
			b = append(b, '.', '.')
		case i == 0: // a point cannot come first
			b = append(b, '0', '.', digits[c>>4], digits[c&0xF])
		default:
			b = append(b, '.', digits[c>>4], digits[c&0xF])
		}
	}
	if len(b) <= longestFtMID {
		return string(b)
	}
	sum := sha256.Sum256(b)
	return string(b[:longestFtMID-2*len(sum)-2]) + "0." + hex.EncodeToString(sum[:])
}

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
