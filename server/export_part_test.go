package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/iotest"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// TestExportRanges checks that a part of a file has exactly the requested bytes, and that several ranges return the
// whole.
func TestExportRanges(t *testing.T) {
	send := downloading(t, someGraph(t))
	for _, path := range []string{"/export/graph.json", "/export/graph.cx2", "/export/investors-by-firm.gexf"} {
		whole := send(http.MethodGet, path).Body.Bytes()
		tag := send(http.MethodGet, path).Header().Get("ETag")
		size := len(whole)
		middle := size / 2
		for requested, want := range map[string][2]int{ // from, and to (exclusive)
			"bytes=0-0":  {0, 1},
			"bytes=0-99": {0, 100},
			"bytes=" + strconv.Itoa(middle) + "-" + strconv.Itoa(middle+70): {middle, middle + 71},
			"bytes=" + strconv.Itoa(middle) + "-":                           {middle, size},
			"bytes=-17":                                                     {size - 17, size},
			"bytes=-999999999":                                              {0, size},
			"bytes=" + strconv.Itoa(size-1) + "-":                           {size - 1, size},
		} {
			answer := send(http.MethodGet, path, "Range", requested, "Accept-Encoding", "gzip", "If-Range", tag)
			h := answer.Header()
			says := "bytes " + strconv.Itoa(want[0]) + "-" + strconv.Itoa(want[1]-1) + "/" + strconv.Itoa(size)
			if answer.Code != http.StatusPartialContent || !bytes.Equal(answer.Body.Bytes(), whole[want[0]:want[1]]) ||
				h.Get("Content-Range") != says || h.Get("ETag") != tag || h.Get("Content-Encoding") != "" {
				t.Errorf("%s, %s: %d with %d bytes, %v", path, requested, answer.Code, answer.Body.Len(), h)
			}
		}
		beyond := send(http.MethodGet, path, "Range", "bytes="+strconv.Itoa(size)+"-")
		if beyond.Code != http.StatusRequestedRangeNotSatisfiable || beyond.Header().Get("Content-Range") != "bytes */"+strconv.Itoa(size) {
			t.Errorf("%s: beyond its end: %d %v", path, beyond.Code, beyond.Header())
		}
		for _, headers := range [][]string{
			{"Range", "bytes=0-0,5-9"},
			{"Range", "bytes=5-", "If-Range", `"old"`},
			{"Range", "bytes=5-", "If-Range", "Mon, 02 Jan 2006 15:04:05 GMT"},
		} {
			if answer := send(http.MethodGet, path, headers...); answer.Code != http.StatusOK || !bytes.Equal(answer.Body.Bytes(), whole) {
				t.Errorf("%s, %v: %d with %d bytes", path, headers, answer.Code, answer.Body.Len())
			}
		}
	}
}

// TestExportRangesOfCompressed checks that a compressed file is always sent as a whole and does not offer ranges. It
// is written once, and not at all for HEAD.
func TestExportRangesOfCompressed(t *testing.T) {
	read := &counting{Store: someGraph(t)}
	send := downloading(t, read)
	for _, c := range []struct {
		path    string
		headers []string
	}{
		{"/export/graph.graphml.gz", nil},
		{"/export/investors-by-firm.gexf.gz", nil},
		{"/export/graph.graphml", []string{"Accept-Encoding", "gzip"}},
	} {
		whole := send(http.MethodGet, c.path, c.headers...)
		tag := whole.Header().Get("ETag")
		if whole.Code != http.StatusOK || whole.Header().Get("Accept-Ranges") != "" {
			t.Errorf("%s: %d %v", c.path, whole.Code, whole.Header())
		}
		for _, headers := range [][]string{
			{"Range", "bytes=0-9", "If-Range", tag}, {"Range", "bytes=-10", "If-Range", tag}, {"Range", "bytes=99999999-", "If-Range", tag},
		} {
			read.streams = 0
			answer := send(http.MethodGet, c.path, append(headers, c.headers...)...)
			h := answer.Header()
			if answer.Code != http.StatusOK || !bytes.Equal(answer.Body.Bytes(), whole.Body.Bytes()) || h.Get("ETag") != tag ||
				h.Get("Accept-Ranges") != "" || h.Get("Content-Range") != "" || read.streams > 1 {
				t.Errorf("%s, %v: %d with %d bytes after %d streams, %v", c.path, headers, answer.Code, answer.Body.Len(), read.streams, h)
			}
		}
		read.streams = 0
		if head := send(http.MethodHead, c.path, c.headers...); head.Code != http.StatusOK || head.Header().Get("ETag") != tag || read.streams > 0 {
			t.Errorf("%s: HEAD: %d after %d streams, %v", c.path, head.Code, read.streams, head.Header())
		}
	}
	if answer := send(http.MethodGet, "/export/graph.graphml.gz", "Range", "bytes=0-9"); answer.Code != http.StatusOK {
		t.Errorf("without a condition: %d", answer.Code)
	}
}

// TestExportHeadOfCompressed: the first request can ask for the headers alone, and nothing is compressed to find a size.
func TestExportHeadOfCompressed(t *testing.T) {
	read := &counting{Store: someGraph(t)}
	head := downloading(t, read)(http.MethodHead, "/export/graph.graphml.gz")
	if h := head.Header(); head.Code != http.StatusOK || head.Body.Len() > 0 || h.Get("ETag") == "" || h.Get("Content-Length") != "" || read.streams > 0 {
		t.Errorf("%d after %d streams, %v", head.Code, read.streams, h)
	}
}

// TestExportRangeKnowsNothing checks that the first request can be for a part.
func TestExportRangeKnowsNothing(t *testing.T) {
	s := someGraph(t)
	part := downloading(t, s)(http.MethodGet, "/export/graph.json", "Range", "bytes=-1000")
	whole := downloading(t, s)(http.MethodGet, "/export/graph.json").Body.Bytes()
	if !bytes.Equal(part.Body.Bytes(), whole[len(whole)-1000:]) {
		t.Errorf("%d %v", part.Code, part.Header())
	}
}

// TestExportResumedAfterLoad checks that a client that resumes a changed file gets the new file as a whole.
func TestExportResumedAfterLoad(t *testing.T) {
	s := someGraph(t)
	send := downloading(t, s)
	for _, path := range []string{"/export/graph.json", "/export/graph.json.gz"} {
		tag := send(http.MethodGet, path).Header().Get("ETag")
		addPerson(t, s, "person:new-"+strconv.Itoa(len(path)))
		answer := send(http.MethodGet, path, "Range", "bytes=100-", "If-Range", tag)
		if answer.Code != http.StatusOK || answer.Header().Get("ETag") == tag ||
			!bytes.Equal(answer.Body.Bytes(), send(http.MethodGet, path).Body.Bytes()) {
			t.Errorf("%s: %d %v", path, answer.Code, answer.Header())
		}
	}
}

// TestExportPartOvertaken checks that a part does not end normally if a load changes the file in the meantime.
func TestExportPartOvertaken(t *testing.T) {
	s := someGraph(t)
	loaded := false
	failing := &watched{Store: s, fact: func(stream, n int) error {
		if stream == 1 && n == 20 && !loaded { // stream 0 counted the file
			loaded = true
			addPerson(t, s, "person:meanwhile")
		}
		return nil
	}}
	server := exportServer(t, failing, httpd.Usual)
	_, body, err := fetchFile(t, server, "Range", "bytes=50-5000")
	if err == nil || len(body) >= 4951 || !loaded {
		t.Errorf("%d bytes, error %v", len(body), err)
	}
	if _, body, err = fetchFile(t, server, "Range", "bytes=50-5000"); err != nil || len(body) != 4951 {
		t.Errorf("and then %d bytes, error %v", len(body), err)
	}
}

// TestRegeneratedIsAReadSeeker checks that a file can be read from any position, for all values of whence.
func TestRegeneratedIsAReadSeeker(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/export/graph.json", nil)
	request.SetPathValue("file", "graph.json")
	s := generated(t, storetest.Shape{Firms: 3, Investors: 2, Investments: 4, Seed: 1})
	file, err := exportsOf(s).file(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if err := errors.Join(file.prepare(t.Context()), file.write(t.Context(), &whole, nil)); err != nil {
		t.Fatal(err)
	}
	content := &regenerated{ctx: t.Context(), file: file, size: int64(whole.Len())}
	defer content.stop()
	if err := iotest.TestReader(content, whole.Bytes()); err != nil {
		t.Error(err)
	}
}

// TestRegeneratedFails: an error of what writes is one of who reads, and not the end of the file.
func TestRegeneratedFails(t *testing.T) {
	broken := errors.New("broken")
	request := httptest.NewRequest(http.MethodGet, "/export/graph.json", nil)
	request.SetPathValue("file", "graph.json")
	file, err := exportsOf(&watched{Store: someGraph(t), fact: func(_, n int) error {
		if n == 20 {
			return broken
		}
		return nil
	}}).file(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	content := &regenerated{ctx: t.Context(), file: file}
	defer content.stop()
	if part, err := io.ReadAll(content); !errors.Is(err, broken) {
		t.Errorf("%d bytes, error %v, want that of what writes", len(part), err)
	}
}

// TestRegeneratedPanics checks that a panic of the writer reaches the reader, so that the server recovers from it.
func TestRegeneratedPanics(t *testing.T) {
	s := someGraph(t)
	server := exportServer(t, &watched{Store: s, fact: func(stream, n int) error {
		if stream > 0 && n == 20 {
			panic("the moon is made of cheese")
		}
		return nil
	}}, httpd.Usual)
	for range 2 {
		if answer, _, err := fetchFile(t, server, "Range", "bytes=100-"); answer != nil && answer.StatusCode == http.StatusPartialContent && err == nil {
			t.Error("the part looks whole")
		}
	}
}
