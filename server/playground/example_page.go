package playground

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"regexp"
	"strings"
)

// examplePage is an application in a single file, which a developer can copy. Its parts are therefore inline, and the policy allows
// exactly these by their digests.
type examplePage struct {
	page   asset
	policy string
}

// inline matches the inline scripts and styles of a page.
var inline = regexp.MustCompile(`(?s)<(script|style)(?: type="\w+")?>(.*?)</(?:script|style)>`)

// loadExamplePage fills in the path of the assets.
func loadExamplePage(digest string) (examplePage, error) {
	text, err := files.ReadFile("example.html")
	if err != nil {
		return examplePage{}, err
	}
	page := strings.ReplaceAll(string(text), "{{assets}}", "./assets/"+digest)
	allowed := map[string]string{"script": "'self'"}
	for _, part := range inline.FindAllStringSubmatch(page, -1) {
		sum := sha256.Sum256([]byte(part[2]))
		allowed[part[1]] += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return examplePage{
		page: asset{"text/html; charset=utf-8", []byte(page)},
		policy: "default-src 'none'; script-src " + allowed["script"] + "; style-src" + allowed["style"] +
			"; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	}, nil
}

func (p examplePage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", p.policy)
	w.Header().Set("Cache-Control", "no-cache")
	p.page.serve(w, r)
}
