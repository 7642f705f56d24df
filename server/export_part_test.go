package main

import (
	"bytes"
	"net/http"
	"strconv"
	"testing"
)

// TestExportRanges: a part of a file is that part of its bytes, and nothing that is not asked for in one piece.
func TestExportRanges(t *testing.T) {
	ask := downloading(t, someGraph(t))
	for _, path := range []string{"/export/graph.json", "/export/graph.cx2", "/export/graph.graphml.gz", "/export/investors-by-firm.gexf"} {
		whole := ask(http.MethodGet, path).Body.Bytes()
		tag := ask(http.MethodGet, path).Header().Get("ETag")
		size := len(whole)
		middle := size / 2
		for asked, want := range map[string][2]int{ // from, to before
			"bytes=0-0":  {0, 1},
			"bytes=0-99": {0, 100},
			"bytes=" + strconv.Itoa(middle) + "-" + strconv.Itoa(middle+70): {middle, middle + 71},
			"bytes=" + strconv.Itoa(middle) + "-":                           {middle, size},
			"bytes=-17":                                                     {size - 17, size},
			"bytes=-999999999":                                              {0, size},
			"bytes=" + strconv.Itoa(size-1) + "-":                           {size - 1, size},
		} {
			answer := ask(http.MethodGet, path, "Range", asked, "Accept-Encoding", "gzip", "If-Range", tag)
			h := answer.Header()
			says := "bytes " + strconv.Itoa(want[0]) + "-" + strconv.Itoa(want[1]-1) + "/" + strconv.Itoa(size)
			if answer.Code != http.StatusPartialContent || !bytes.Equal(answer.Body.Bytes(), whole[want[0]:want[1]]) ||
				h.Get("Content-Range") != says || h.Get("ETag") != tag || h.Get("Content-Encoding") != "" {
				t.Errorf("%s, %s: %d with %d bytes, %v", path, asked, answer.Code, answer.Body.Len(), h)
			}
		}
		beyond := ask(http.MethodGet, path, "Range", "bytes="+strconv.Itoa(size)+"-")
		if beyond.Code != http.StatusRequestedRangeNotSatisfiable || beyond.Header().Get("Content-Range") != "bytes */"+strconv.Itoa(size) {
			t.Errorf("%s: beyond its end: %d %v", path, beyond.Code, beyond.Header())
		}
		for _, headers := range [][]string{
			{"Range", "bytes=0-0,5-9"},
			{"Range", "bytes=5-", "If-Range", `"old"`},
			{"Range", "bytes=5-", "If-Range", "Mon, 02 Jan 2006 15:04:05 GMT"},
		} {
			if answer := ask(http.MethodGet, path, headers...); answer.Code != http.StatusOK || !bytes.Equal(answer.Body.Bytes(), whole) {
				t.Errorf("%s, %v: %d with %d bytes", path, headers, answer.Code, answer.Body.Len())
			}
		}
	}
}

// TestExportRangeKnowsNothing: the first request can be one for a part.
func TestExportRangeKnowsNothing(t *testing.T) {
	s := someGraph(t)
	part := downloading(t, s)(http.MethodGet, "/export/graph.json", "Range", "bytes=-1000")
	whole := downloading(t, s)(http.MethodGet, "/export/graph.json").Body.Bytes()
	if !bytes.Equal(part.Body.Bytes(), whole[len(whole)-1000:]) {
		t.Errorf("%d %v", part.Code, part.Header())
	}
}

// TestExportResumedAfterLoad: who goes on with a file that is another one by now gets that one, whole.
func TestExportResumedAfterLoad(t *testing.T) {
	s := someGraph(t)
	ask := downloading(t, s)
	for _, path := range []string{"/export/graph.json", "/export/graph.json.gz"} {
		tag := ask(http.MethodGet, path).Header().Get("ETag")
		addPerson(t, s, "person:new-"+strconv.Itoa(len(path)))
		answer := ask(http.MethodGet, path, "Range", "bytes=100-", "If-Range", tag)
		if answer.Code != http.StatusOK || answer.Header().Get("ETag") == tag ||
			!bytes.Equal(answer.Body.Bytes(), ask(http.MethodGet, path).Body.Bytes()) {
			t.Errorf("%s: %d %v", path, answer.Code, answer.Header())
		}
	}
}

// TestExportPartOvertaken: a part that a load overtakes does not end as if it were of the file that its tag names.
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
	server := exportServer(t, failing, usual)
	_, body, err := download(t, server, "Range", "bytes=50-5000")
	if err == nil || len(body) >= 4951 || !loaded {
		t.Errorf("%d bytes, error %v", len(body), err)
	}
	if _, body, err = download(t, server, "Range", "bytes=50-5000"); err != nil || len(body) != 4951 {
		t.Errorf("and then %d bytes, error %v", len(body), err)
	}
}

// TestRegeneratedPanics: a panic of what writes is one of who reads, which the server survives.
func TestRegeneratedPanics(t *testing.T) {
	s := someGraph(t)
	server := exportServer(t, &watched{Store: s, fact: func(stream, n int) error {
		if stream > 0 && n == 20 {
			panic("the moon is made of cheese")
		}
		return nil
	}}, usual)
	for range 2 {
		if answer, _, err := download(t, server, "Range", "bytes=100-"); answer != nil && answer.StatusCode == http.StatusPartialContent && err == nil {
			t.Error("the part looks whole")
		}
	}
}
