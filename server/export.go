package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/klauspost/compress/gzhttp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"stakegraph/graph"
	"stakegraph/graph/export"
)

// exporter answers with files of the graph for the tools of network scientists. A file is written anew for each request,
// while it is sent; what was sent of one that was broken off need not be sent again, since equal requests to an equal
// graph give equal bytes.
type exporter struct {
	executor *graph.Executor
	logger   *slog.Logger
	timeout  time.Duration // of one file
	underWay atomic.Int32
	sizes    *lru.Cache[string, int64] // by entity tag: of files that were written whole
}

const (
	exportPath  = "/export"
	mostExports = 4 // at one time: each holds a connection to the database
	keptSizes   = 1000
	// sendWithin is how long a client may take for some tens of kilobytes.
	sendWithin = 30 * time.Second
	// exportTimeout is how long writing one file may take.
	exportTimeout = time.Hour
)

func newExporter(executor *graph.Executor, logger *slog.Logger) *exporter {
	sizes, err := lru.New[string, int64](keptSizes)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &exporter{executor: executor, logger: logger, timeout: exportTimeout, sizes: sizes}
}

// routes returns what answers at exportPath and below.
func (s *exporter) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+exportPath, s.serveList)
	mux.HandleFunc("GET "+exportPath+"/{file}", s.serveFile)
	return mux
}

// serveList says which files there are.
func (s *exporter) serveList(w http.ResponseWriter, _ *http.Request) {
	type entry struct {
		Name  string `json:"name"`
		About string `json:"about"`
	}
	type format struct {
		Extension string `json:"extension"`
		MediaType string `json:"mediaType"`
		About     string `json:"about"`
	}
	list := struct {
		Files   string   `json:"files"`
		Names   []entry  `json:"names"`
		Formats []format `json:"formats"`
	}{Files: exportPath + "/{name}.{extension}, or with .gz behind it"}
	for _, name := range graph.ExportNames() {
		list.Names = append(list.Names, entry{name[0], name[1]})
	}
	for _, f := range export.Formats() {
		list.Formats = append(list.Formats, format{f.Extension, f.MediaType, f.Description})
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(list)
}

// exportFile is a file that is asked for.
type exportFile struct {
	*graph.Export
	name   string
	zipped bool   // by gzip, as the file or for the way to the client
	tag    string // its entity tag
}

// exportNamed returns what the name of a file and its parameters ask for: NAME.EXTENSION, or that with .gz behind it.
func exportNamed(file string, parameters url.Values) (request graph.ExportRequest, zipped bool) {
	rest, zipped := strings.CutSuffix(file, ".gz")
	name, extension, _ := strings.Cut(rest, ".")
	request = graph.ExportRequest{Name: name, Format: extension, Parameters: parameters}
	for _, f := range export.Formats() {
		if f.Extension == extension {
			request.Format = f.Name
		}
	}
	return request, zipped
}

func (s *exporter) serveFile(w http.ResponseWriter, r *http.Request) {
	if s.underWay.Add(1) > mostExports {
		s.underWay.Add(-1)
		w.Header().Set("Retry-After", "10")
		s.refuse(w, graph.Refusal(graph.CodeOverloaded, "the server has too many exports under way: try again later"))
		return
	}
	defer s.underWay.Add(-1)
	ctx, cancel := context.WithTimeout(r.Context(), s.timeout)
	defer cancel()
	file, err := s.file(ctx, r)
	if err != nil {
		s.refuse(w, s.executor.Present(ctx, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.Format().MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+file.name+`"`)
	h.Set("Accept-Ranges", "bytes")
	h.Set("Cache-Control", "no-cache")
	h.Set(gzhttp.HeaderNoCompression, "yes") // the file is compressed here or not at all
	if strings.HasSuffix(file.name, ".gz") {
		h.Set("Content-Type", "application/gzip")
	} else if r.Header.Get("Range") == "" && takesGzip(r) {
		file.zipped = true
		file.tag = strings.TrimSuffix(file.tag, `"`) + `-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", file.tag)
	if r.Header.Get("Range") != "" || r.Header.Get("If-None-Match") != "" || r.Method == http.MethodHead {
		s.servePart(ctx, w, r, file)
		return
	}
	out := &slowly{to: w, control: http.NewResponseController(w)}
	if err := file.write(ctx, out, nil); err != nil {
		s.broken(ctx, w, out.written, err)
		return
	}
	s.sizes.Add(file.tag, out.written)
}

// file prepares the file that a request asks for.
func (s *exporter) file(ctx context.Context, r *http.Request) (*exportFile, error) {
	parameters, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, graph.Refusal(graph.CodeInvalidRequest, "the address has parameters that cannot be read")
	}
	request, zipped := exportNamed(r.PathValue("file"), parameters)
	prepared, err := s.executor.Export(ctx, request)
	if err != nil {
		return nil, err
	}
	version, err := prepared.Version(ctx)
	if err != nil {
		return nil, err
	}
	file := &exportFile{Export: prepared, name: request.Name + "." + prepared.Format().Extension, zipped: zipped}
	if zipped {
		file.name += ".gz"
	}
	file.tag = `"` + version + "-" + buildTag() + strings.TrimPrefix(file.name, request.Name) + `"`
	return file, nil
}

func takesGzip(r *http.Request) bool {
	for _, listed := range r.Header.Values("Accept-Encoding") {
		for coding := range strings.SplitSeq(listed, ",") {
			name, quality, _ := strings.Cut(strings.TrimSpace(coding), ";")
			if name == "gzip" && strings.ReplaceAll(quality, " ", "") != "q=0" {
				return true
			}
		}
	}
	return false
}

// write writes the file, compressed where it is to be.
func (f *exportFile) write(ctx context.Context, w io.Writer, progress func(written, of int64)) error {
	if !f.zipped {
		return f.Write(ctx, w, progress)
	}
	zipped := gzip.NewWriter(w) // it states no time
	if err := f.Write(ctx, zipped, progress); err != nil {
		return err
	}
	return zipped.Close()
}

// broken answers with an error where nothing of the file was sent. Else it cuts the connection off, so that nobody takes
// what came for the whole.
func (s *exporter) broken(ctx context.Context, w http.ResponseWriter, written int64, err error) {
	list := s.executor.Present(ctx, err)
	if written > 0 {
		s.logger.WarnContext(ctx, "an export was broken off", "error", err, "bytes", written, "requestId", graph.RequestID(ctx))
		panic(http.ErrAbortHandler)
	}
	for _, name := range []string{"Content-Disposition", "Content-Encoding", "ETag", "Accept-Ranges", "Content-Type"} {
		w.Header().Del(name)
	}
	s.refuse(w, list)
}

// exportStatuses holds the status of each code that is not about the request itself.
var exportStatuses = map[any]int{
	graph.CodeLimitExceeded: http.StatusUnprocessableEntity, graph.CodeTimeout: http.StatusGatewayTimeout,
	graph.CodeUnavailable: http.StatusServiceUnavailable, graph.CodeOverloaded: http.StatusServiceUnavailable,
	graph.CodeAccessDenied: http.StatusServiceUnavailable, graph.CodeInternal: http.StatusInternalServerError,
}

func (s *exporter) refuse(w http.ResponseWriter, errs gqlerror.List) {
	status := http.StatusBadRequest
	if of, known := exportStatuses[errs[0].Extensions["code"]]; known {
		status = of
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": errs})
}

// slowly writes to a client that may take its time for the whole, but not for each piece.
type slowly struct {
	to      io.Writer
	control *http.ResponseController
	written int64
}

func (s *slowly) Write(p []byte) (int, error) {
	if err := s.control.SetWriteDeadline(time.Now().Add(sendWithin)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := s.to.Write(p)
	s.written += int64(n)
	return n, err
}
