package playground

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestExamplePage checks that the modules of the page are assets, and that its policy allows each inline part by its digest, and
// nothing else.
func TestExamplePage(t *testing.T) {
	answer := get(ExamplePath)
	page, policy := answer.Body.String(), answer.Header().Get("Content-Security-Policy")
	if answer.Code != http.StatusOK || strings.Contains(page, "{{") {
		t.Errorf("%d, and the page has something left to fill in: %v", answer.Code, strings.Contains(page, "{{"))
	}
	modules := regexp.MustCompile(`": "\.(/assets/[^"]+\.mjs)"`).FindAllStringSubmatch(page, -1)
	if len(modules) != 3 {
		t.Errorf("the import map has %d modules, want 3", len(modules))
	}
	for _, m := range modules {
		asset := get(m[1])
		if asset.Code != http.StatusOK || asset.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%s: %d %s", m[1], asset.Code, asset.Header().Get("Content-Type"))
		}
	}
	parts := strings.Count(page, "<script") + strings.Count(page, "<style")
	if digests := strings.Count(policy, "'sha256-"); parts != 4 || digests != parts {
		t.Errorf("%d inline parts and %d digests, want 4 of each: %s", parts, digests, policy)
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		t.Errorf("the policy allows too much: %s", policy)
	}
}
