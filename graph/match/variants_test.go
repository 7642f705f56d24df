package match_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestVariantsAreRefused checks that a name with an additional word for a subsidiary, a holding or another firm
// matches nothing. It tests a sample of the firms, without names of other nodes and without repeated words.
func TestVariantsAreRefused(t *testing.T) {
	const every = 12
	names := listedNames(t)
	var cases []expectedMatch
	i := 0
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if i++; i%every != 0 || !strings.HasPrefix(names[name][0], "firm:") || strings.ContainsAny(name, "(（") {
			continue
		}
		words := []string{" bank", " securities", " foundation", " growth fund", " institute"}
		short := name
		if bare, has := strings.CutSuffix(name, "有限公司"); has {
			short = strings.TrimSuffix(bare, "股份")
		}
		if strings.ContainsFunc(short, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			words = []string{"银行", "证券", "创投", "投资管理", "控股", "股权投资基金管理有限公司"}
		}
		for _, word := range words {
			if variant := short + word; names[variant] == nil && !strings.Contains(short, strings.TrimSpace(word)) && !strings.Contains(short, "投资") {
				cases = append(cases, expectedMatch{variant, "-"})
			}
		}
	}
	checkMatches(t, littleGiants(t), cases)
	t.Logf("%d names", len(cases))
}
