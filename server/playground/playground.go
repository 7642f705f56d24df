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

//go:embed index.html icon.svg playground.css playground.js examples third_party
var files embed.FS

// pagePolicy is what the playground's page may do: run and show what this server sends, and talk to this server. The
// editor's dialogs bring a style element of their own, and its style sheet holds its fonts and a few pictures, so these
// are allowed too; inline scripts and style attributes, eval, workers, frames and other hosts are not.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-attr 'none'; " +
	"font-src data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// contentTypes are the kinds of files that the page is made of; nothing else is served. The system's own table is not
// asked, since it differs from machine to machine.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".md":  "text/plain; charset=utf-8",
	"":     "text/plain; charset=utf-8", // the licences
}

// playground is the page that a person asks questions on, with all that it is made of.
type playground struct {
	page   asset
	digest string
	assets map[string]asset
}

type asset struct {
	contentType string
	content     []byte
}

// Register adds the page and its assets to the routes. A fault in the embedded files is a fault of the build, and ends the
// program.
func Register(mux *http.ServeMux) {
	p, err := load()
	if err != nil {
		panic(fmt.Sprintf("the playground's embedded files: %v", err))
	}
	mux.HandleFunc("GET /{$}", p.servePage)
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
	p.page = asset{"text/html; charset=utf-8", page}
	return p, err
}

// renderPage fills the page's template: where its assets are, and the examples that it opens with.
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

// serveAsset answers with a file of the page. Its address holds the digest of all of them, so that it never changes
// and may be kept for good.
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
