package house

import (
	"regexp"
	"testing"
)

// TestCitation checks that CITATION.cff has the newest version of CHANGELOG.md, or no version before the first release.
func TestCitation(t *testing.T) {
	released := regexp.MustCompile(`(?m)^## \[(\d[^\]]*)\]`).FindStringSubmatch(ReadPage(t, "CHANGELOG.md"))
	cited := regexp.MustCompile(`(?m)^version: "?([^"\n]+)"?$`).FindStringSubmatch(ReadPage(t, "CITATION.cff"))
	switch {
	case released == nil && cited != nil:
		t.Errorf("CITATION.cff cites version %s, and CHANGELOG.md has none", cited[1])
	case released != nil && (cited == nil || cited[1] != released[1]):
		t.Errorf("CITATION.cff cites version %q, and the newest of CHANGELOG.md is %s", cited, released[1])
	}
}
