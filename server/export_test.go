package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// someGraph returns a small generated graph.
func someGraph(t *testing.T) store.Store {
	t.Helper()
	return generated(t, storetest.Shape{Firms: 60, Investors: 40, Investments: 200, Seed: 1})
}

func generated(t *testing.T, shape storetest.Shape) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Load(t.Context(), shape.Fill); err != nil {
		t.Fatal(err)
	}
	return s
}

func exportsOf(s store.Reader) *exporter {
	quiet := slog.New(slog.DiscardHandler)
	lanes := admission.New(admission.ForEmbedded(2))
	return newExporter(engine.New(engine.Config{Store: s, Logger: quiet, Admission: lanes}), lanes.Exports(), quiet)
}

// downloading returns a function that requests a file. Headers are names and values alternately.
func downloading(t *testing.T, s store.Reader) func(method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	exports := httpd.New(httpd.Config{GraphQL: http.NotFoundHandler(), Export: exportsOf(s).routes(), Logger: slog.New(slog.DiscardHandler)})
	return func(method, path string, headers ...string) *httptest.ResponseRecorder {
		t.Helper()
		request := httptest.NewRequest(method, path, nil)
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		answer := httptest.NewRecorder()
		exports.ServeHTTP(answer, request)
		return answer
	}
}

// answered is a response.
type answered struct {
	body string
	err  error
}

// fetch sends a request. Headers are names and values alternately.
func fetch(url string, headers ...string) <-chan answered {
	got := make(chan answered, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		request, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			got <- answered{err: err}
			return
		}
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		answer, err := client.Do(request)
		if err != nil {
			got <- answered{err: err}
			return
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		got <- answered{string(body), err}
	}()
	return got
}

// addPerson changes the graph.
func addPerson(t *testing.T, s store.Store, id string) {
	t.Helper()
	if _, err := s.Load(t.Context(), func(w store.Writer) error {
		return w.Node(model.Node{Label: model.Person, Properties: model.Properties{model.ID: id, model.Name: id}})
	}); err != nil {
		t.Fatal(err)
	}
}

func unzipped(t *testing.T, zipped []byte) []byte {
	t.Helper()
	reader, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestExportList checks that the list has all exports and formats.
func TestExportList(t *testing.T) {
	answer := downloading(t, someGraph(t))(http.MethodGet, "/export")
	var list struct {
		Names   []struct{ Name, About string }
		Formats []struct{ Extension, MediaType, About string }
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &list); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("%d %s: %v", answer.Code, answer.Body, err)
	}
	if len(list.Names) != len(download.Names()) || len(list.Formats) != len(export.Formats()) {
		t.Errorf("%d names and %d formats", len(list.Names), len(list.Formats))
	}
	for _, n := range list.Names {
		if n.Name == "" || n.About == "" {
			t.Errorf("%+v", n)
		}
	}
}

// TestExportFiles checks the name, the type and the content of each format. The content equals that of the command.
func TestExportFiles(t *testing.T) {
	s := someGraph(t)
	send := downloading(t, s)
	for _, f := range export.Formats() {
		for _, name := range []string{"graph", "investors-by-firm"} {
			if f.FactsOnly && name != "graph" {
				continue
			}
			file := name + "." + f.Extension
			answer := send(http.MethodGet, "/export/"+file+"?asOf=2020")
			h := answer.Header()
			if answer.Code != http.StatusOK || h.Get("Content-Type") != f.MediaType || h.Get("ETag") == "" ||
				h.Get("Content-Disposition") != `attachment; filename="`+file+`"` || h.Get("Accept-Ranges") != "bytes" {
				t.Errorf("%s: %d %v", file, answer.Code, h)
			}
			var out, errs bytes.Buffer
			status := run(t.Context(), []string{"export", "-c", "--store", "sqlite:" + s.Location(), file, "asOf=2020"}, streams{out: &out, err: &errs})
			if status != 0 || out.Len() == 0 || !bytes.Equal(out.Bytes(), answer.Body.Bytes()) {
				t.Errorf("%s: the command writes %d bytes, status %d %s; the server %d", file, out.Len(), status, &errs, answer.Body.Len())
			}
		}
	}
}

// TestExportCompressed checks compression of the file and of the transfer; each has its own entity tag.
func TestExportCompressed(t *testing.T) {
	send := downloading(t, someGraph(t))
	plain := send(http.MethodGet, "/export/graph.graphml")
	coded := send(http.MethodGet, "/export/graph.graphml", "Accept-Encoding", "br, GZIP; q=0.5")
	file := send(http.MethodGet, "/export/graph.graphml.gz", "Accept-Encoding", "gzip")
	if h := coded.Header(); h.Get("Content-Encoding") != "gzip" || h.Get("Content-Type") != "application/graphml+xml" ||
		!strings.Contains(h.Get("Content-Disposition"), `"graph.graphml"`) || h.Get("Vary") != "Accept-Encoding" {
		t.Errorf("compressed on its way: %v", h)
	}
	if h := file.Header(); h.Get("Content-Encoding") != "" || h.Get("Content-Type") != "application/gzip" ||
		!strings.Contains(h.Get("Content-Disposition"), `"graph.graphml.gz"`) {
		t.Errorf("compressed as a file: %v", h)
	}
	for name, zipped := range map[string]*httptest.ResponseRecorder{"coded": coded, "file": file} {
		if !bytes.Equal(unzipped(t, zipped.Body.Bytes()), plain.Body.Bytes()) {
			t.Errorf("%s is another file", name)
		}
	}
	tags := map[string]bool{}
	for _, answer := range []*httptest.ResponseRecorder{plain, coded, file} {
		tags[answer.Header().Get("ETag")] = true
	}
	if len(tags) != 3 {
		t.Errorf("the tags are %v", tags)
	}
	for _, refused := range []string{"", "identity", "gzip;q=0", "gzip; q=0.00", "x-gzip"} {
		if answer := send(http.MethodGet, "/export/graph.graphml", "Accept-Encoding", refused); answer.Header().Get("Content-Encoding") != "" {
			t.Errorf("Accept-Encoding %q: %v", refused, answer.Header())
		}
	}
	if answer := send(http.MethodGet, "/export/graph.gephi.zip", "Accept-Encoding", "gzip"); answer.Header().Get("Content-Encoding") != "" {
		t.Errorf("a ZIP file is compressed again: %v", answer.Header())
	}
}

// counting counts the streams of a store.
type counting struct {
	store.Store
	streams int
}

func (c *counting) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) error {
	c.streams++
	return c.Store.Stream(ctx, part, w)
}

// TestExportProgress checks that writing a large file reports progress after each 1,000 facts.
func TestExportProgress(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/export/graph.json", nil)
	request.SetPathValue("file", "graph.json")
	file, err := exportsOf(generated(t, storetest.Shape{Firms: 1200, Investors: 2, Investments: 4, Seed: 1})).file(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	var reported []int64
	err = errors.Join(file.prepare(t.Context()), file.write(t.Context(), io.Discard, func(written, _ int64) { reported = append(reported, written) }))
	if err != nil || len(reported) == 0 || !slices.IsSorted(reported) || reported[0] != 1000 {
		t.Errorf("reported %v, error %v, want it after each 1000 facts", reported, err)
	}
}

// TestExportConditions checks that a client with the current file gets 304, without reading the graph.
func TestExportConditions(t *testing.T) {
	s := someGraph(t)
	read := &counting{Store: s}
	send := downloading(t, read)
	const path = "/export/graph.json"
	whole := send(http.MethodGet, path)
	tag := whole.Header().Get("ETag")
	coded := send(http.MethodGet, path, "Accept-Encoding", "gzip").Header().Get("ETag")
	read.streams = 0
	for _, listed := range []string{tag, `"x", ` + tag, "W/" + tag, "*"} {
		answer := send(http.MethodGet, path, "If-None-Match", listed)
		if answer.Code != http.StatusNotModified || answer.Body.Len() > 0 || answer.Header().Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d %v", listed, answer.Code, answer.Header())
		}
	}
	if answer := send(http.MethodGet, path, "If-None-Match", coded, "Accept-Encoding", "gzip"); answer.Code != http.StatusNotModified {
		t.Errorf("the tag of what was compressed: %d", answer.Code)
	}
	if answer := send(http.MethodGet, path, "If-Match", `"x"`); answer.Code != http.StatusPreconditionFailed {
		t.Errorf("If-Match: %d", answer.Code)
	}
	head := send(http.MethodHead, path)
	if h := head.Header(); head.Code != http.StatusOK || head.Body.Len() > 0 || h.Get("ETag") != tag || h.Get("Content-Length") != strconv.Itoa(whole.Body.Len()) {
		t.Errorf("HEAD: %d %v", head.Code, h)
	}
	if read.streams != 0 {
		t.Errorf("%d streams were read for that", read.streams)
	}
	if answer := send(http.MethodGet, path, "If-None-Match", `"x"`); answer.Code != http.StatusOK || read.streams != 1 ||
		!bytes.Equal(answer.Body.Bytes(), whole.Body.Bytes()) {
		t.Errorf("another tag: %d after %d streams", answer.Code, read.streams)
	}
	addPerson(t, s, "person:new")
	if answer := send(http.MethodGet, path, "If-None-Match", tag); answer.Code != http.StatusOK || answer.Header().Get("ETag") == tag {
		t.Errorf("after a load: %d %v", answer.Code, answer.Header())
	}
}

// TestExportsRefused checks the status and the code of errors.
func TestExportsRefused(t *testing.T) {
	send := downloading(t, someGraph(t))
	for _, c := range []struct {
		method, path string
		status       int
		code, says   string
	}{
		{http.MethodGet, "/export/nothing.gexf", http.StatusNotFound, apierror.CodeInvalidArgument, "The exports are firms-by-investor, graph,"},
		{http.MethodGet, "/export/graph.docx", http.StatusNotFound, apierror.CodeInvalidArgument, "the extensions are .graphml, .gexf, .json,"},
		{http.MethodGet, "/export/graph.parquet", http.StatusNotFound, apierror.CodeInvalidArgument, ".parquet.zip"},
		{http.MethodGet, "/export/graph", http.StatusNotFound, apierror.CodeInvalidArgument, `unknown extension "."`},
		{http.MethodGet, "/export/graph.gexf?colour=red", http.StatusBadRequest, apierror.CodeInvalidArgument, `unknown parameter "colour"`},
		{http.MethodGet, "/export/graph.gexf?a;b", http.StatusBadRequest, apierror.CodeInvalidRequest, "cannot be parsed"},
		{http.MethodGet, "/export/neighbourhood.gexf?of=x", http.StatusBadRequest, apierror.CodeInvalidID, `"x"`},
		{http.MethodHead, "/export/graph.docx", http.StatusNotFound, "", ""},
		{http.MethodPost, "/export/graph.gexf", http.StatusMethodNotAllowed, "", ""},
		{http.MethodGet, "/export/a/b", http.StatusNotFound, "", ""},
	} {
		answer := send(c.method, c.path)
		var body struct{ Errors []responseError }
		if c.code != "" {
			if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil || len(body.Errors) == 0 {
				t.Errorf("%s: %s: %v", c.path, answer.Body, err)
				continue
			}
			if output := body.Errors[0]; output.Extensions.Code != c.code || !strings.Contains(output.Message, c.says) {
				t.Errorf("%s: %+v, want %s and %q", c.path, output, c.code, c.says)
			}
		}
		if h := answer.Header(); answer.Code != c.status || h.Get("ETag") != "" || h.Get("Content-Disposition") != "" {
			t.Errorf("%s %s: %d %v, want %d", c.method, c.path, answer.Code, h, c.status)
		}
	}
}

type responseError struct {
	Message    string
	Extensions struct{ Code string }
}

// TestExportsSwitchedOff checks that there are no exports if they are disabled, or if only trusted documents are
// allowed.
func TestExportsSwitchedOff(t *testing.T) {
	url := loadedStore(t)
	trusted := filepath.Join(t.TempDir(), "trusted.json")
	if err := os.WriteFile(trusted, []byte(`{"One": "{ __typename }"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flags := range [][]string{nil, {"--no-exports"}, {"--trusted-documents", trusted}} {
		want := http.StatusNotFound
		if flags == nil {
			want = http.StatusOK
		}
		r := start(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", url}, flags...)...)
		for _, path := range []string{"export", "export/graph.json"} {
			if answer, body := get(t, r.url+path); answer.StatusCode != want {
				t.Errorf("%v: /%s: %d %s", flags, path, answer.StatusCode, body)
			}
		}
		r.end(t)
	}
}
