package playground

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func get(target string) *httptest.ResponseRecorder {
	mux := http.NewServeMux()
	Register(mux)
	answer := httptest.NewRecorder()
	mux.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, target, nil))
	return answer
}

// TestThirdParty compares the third-party files with the table of their origins.
func TestThirdParty(t *testing.T) {
	const folder = "third_party"
	table, err := fs.ReadFile(files, folder+"/README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	row := regexp.MustCompile(`(?m)^\| (\S+) \| (\S+) \| (\d+\.\d+\.\d+) \| MIT \| ([0-9a-f]{64}) \|$`)
	for _, cells := range row.FindAllStringSubmatch(string(table), -1) {
		if !strings.HasPrefix(cells[1], cells[2]+"/") {
			t.Errorf("%s is not in its package's folder", cells[1])
		}
		listed[cells[1]] = cells[4]
	}
	there := map[string]string{}
	err = fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == folder+"/README.md" {
			return err
		}
		content, err := fs.ReadFile(files, name)
		sum := sha256.Sum256(content)
		there[strings.TrimPrefix(name, folder+"/")] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(listed, there); diff != "" {
		t.Errorf("the table (-) and the files (+) differ:\n%s", diff)
	}
	for name := range there {
		licence := path.Dir(name) + "/LICENSE"
		if _, ok := there[licence]; !ok {
			t.Errorf("%s has no licence beside it", name)
		}
	}
}

// TestPage checks that the page loads nothing from other hosts, runs nothing inline, and that all of its assets
// exist.
func TestPage(t *testing.T) {
	answer := get("/")
	page := answer.Body.String()
	if got := answer.Header().Get("Content-Security-Policy"); got != pagePolicy {
		t.Errorf("policy %q", got)
	}
	if regexp.MustCompile(`<script>|\son\w+=|<style|\sstyle=`).MatchString(page) {
		t.Error("the page has something inline")
	}
	types := map[string]string{
		".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	}
	loaded := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(loaded) != 7 {
		t.Errorf("the page loads %d files, want 7", len(loaded))
	}
	for _, l := range loaded {
		if !regexp.MustCompile(`^assets/[0-9a-f]{16}/`).MatchString(l[1]) {
			t.Errorf("the page loads %s, which is not an asset", l[1])
			continue
		}
		asset := get("/" + l[1])
		want := types[l[1][strings.LastIndex(l[1], "."):]]
		if got := asset.Header().Get("Content-Type"); asset.Code != http.StatusOK || got != want || asset.Body.Len() == 0 {
			t.Errorf("%s: %d %s, want %s", l[1], asset.Code, got, want)
		}
		if !strings.Contains(asset.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s is not cached for good", l[1])
		}
	}
}

// TestPageHoldsExamples checks that the script of the page gets the content of the example files.
func TestPageHoldsExamples(t *testing.T) {
	answer := get("/")
	_, rest, found := strings.Cut(answer.Body.String(), `<script type="application/json" id="examples">`)
	data, _, closed := strings.Cut(rest, "</script>")
	if !found || !closed {
		t.Fatal("there is no element with the examples")
	}
	var got []Example
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	want, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestStaleAsset checks that a URL of another build does not return a file of this build.
func TestStaleAsset(t *testing.T) {
	answer := get("/assets/0123456789abcdef/playground.js")
	if answer.Code != http.StatusNotFound || strings.Contains(answer.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%d %v", answer.Code, answer.Header())
	}
}
