package playground

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed index.html example.html icon.svg playground.css playground.js examples third_party
var files embed.FS

// pagePolicy is the content security policy of the page: scripts and content only from this server. The dialogs of
// the editor add a style element, and its style sheet contains fonts and pictures as data, so these are allowed too.
// Inline scripts, style attributes, eval, workers, frames and other hosts are not.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-attr 'none'; " +
	"font-src data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// contentTypes are the types of the served files; no other files are served. The table of the operating system is not
// used, since it differs between machines.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".md":  "text/plain; charset=utf-8",
	"":     "text/plain; charset=utf-8", // the licences
}

// playground is the page with its assets.
type playground struct {
	page    asset
	example examplePage
	digest  string
	assets  map[string]asset
}

type asset struct {
	contentType string
	content     []byte
}

// ExamplePath is the path of the example page.
const ExamplePath = "/example"

// Register adds the pages and their assets to the routes. It panics if the embedded files are invalid, which is a fault
// of the build.
func Register(mux *http.ServeMux) {
	p, err := load()
	if err != nil {
		panic(fmt.Sprintf("the playground's embedded files: %v", err))
	}
	mux.HandleFunc("GET /{$}", p.servePage)
	mux.Handle("GET "+ExamplePath, p.example)
	mux.HandleFunc("GET /assets/{digest}/{path...}", p.serveAsset)
}

func load() (*playground, error) {
	p := &playground{assets: map[string]asset{}}
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		contentType, served := contentTypes[path.Ext(name)]
		if !served {
			return nil
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "playground/%s %d\n", name, len(content))
		sum.Write(content)
		p.assets[name] = asset{contentType, content}
		return nil
	})
	if err != nil {
		return nil, err
	}
	p.digest = hex.EncodeToString(sum.Sum(nil))[:16]
	page, err := p.renderPage()
	if err != nil {
		return nil, err
	}
	p.page = asset{"text/html; charset=utf-8", page}
	p.example, err = loadExamplePage(p.digest)
	return p, err
}

// renderPage fills the template of the page with the path of its assets and the examples.
func (p *playground) renderPage() ([]byte, error) {
	page, err := template.ParseFS(files, "index.html")
	if err != nil {
		return nil, err
	}
	examples, err := Examples()
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = page.Execute(&text, struct {
		Assets   string
		Examples []Example
	}{"assets/" + p.digest, examples})
	return text.Bytes(), err
}

func (p *playground) servePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", pagePolicy)
	w.Header().Set("Cache-Control", "no-cache")
	p.page.serve(w, r)
}

// serveAsset serves a file of the page. Its URL contains the digest of all files, so the content never changes and
// can be cached permanently.
func (p *playground) serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := p.assets[r.PathValue("path")]
	if !ok || r.PathValue("digest") != p.digest {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	a.serve(w, r)
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", a.contentType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.content))
}
