package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/klauspost/compress/gzhttp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// exporter serves files of the graph for network analysis tools. Each request generates its file while sending it. An
// interrupted download can be resumed, since equal requests to an unchanged graph give equal bytes.
type exporter struct {
	executor *engine.Executor
	lane     *admission.Lane // limits the number of files in progress
	logger   *slog.Logger
	timeout  time.Duration             // of one file
	sizes    *lru.Cache[string, int64] // by entity tag: the sizes of files that were written completely
}

const (
	cachedSizes = 1000
	// exportTimeout is the time limit for writing one file.
	exportTimeout = time.Hour
)

func newExporter(executor *engine.Executor, lane *admission.Lane, logger *slog.Logger) *exporter {
	sizes, err := lru.New[string, int64](cachedSizes)
	if err != nil {
		panic(err) // only if the size is not positive
	}
	return &exporter{executor: executor, lane: lane, logger: logger, timeout: exportTimeout, sizes: sizes}
}

// routes returns the handler for httpd.ExportPath and the paths below it.
func (s *exporter) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+httpd.ExportPath, s.serveList)
	mux.HandleFunc("GET "+httpd.ExportPath+"/{file}", s.serveFile)
	return mux
}

// serveList lists the available files and formats.
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
	}{Files: httpd.ExportPath + "/{name}.{extension}, optionally followed by .gz"}
	for _, name := range download.Names() {
		list.Names = append(list.Names, entry{name[0], name[1]})
	}
	for _, f := range export.Formats() {
		list.Formats = append(list.Formats, format{f.Extension, f.MediaType, f.Description})
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(list)
}

func (s *exporter) serveFile(w http.ResponseWriter, r *http.Request) {
	place, err := s.lane.Enter(r.Context())
	if err != nil {
		w.Header().Set("Retry-After", "10")
		s.refuse(w, apierror.Refusal(apierror.CodeOverloaded, "too many exports are in progress, in total or from this client: retry later"))
		return
	}
	defer place.Leave()
	ctx, cancel := context.WithTimeout(r.Context(), s.timeout)
	defer cancel()
	out := newSending(w, s.timeout)
	defer out.end()
	file, err := s.file(ctx, r)
	if err != nil {
		s.broken(ctx, out, err)
		return
	}
	isPart := requestsPart(r, file)
	h := w.Header()
	h.Set("Content-Type", file.mediaType())
	h.Set("Content-Disposition", `attachment; filename="`+file.name+`"`)
	h.Set("Cache-Control", "no-cache")
	h.Set(gzhttp.HeaderNoCompression, "yes") // the file is compressed here or not at all
	isOld := !r.ProtoAtLeast(1, 1)           // HTTP/1.0 clients cannot recognise the end of a file of unknown size
	isCoded := !isPart && !isOld && file.mediaType() != "application/zip" && !file.zipped && takesGzip(r)
	if isCoded {
		file.code()
		h.Set("Content-Encoding", "gzip")
	}
	if !file.zipped {
		h.Set("Accept-Ranges", "bytes")
	}
	h.Set("ETag", file.tag)
	if isDecided(out, r) {
		return
	}
	if err := file.prepare(ctx); err != nil {
		s.broken(ctx, out, err)
		return
	}
	if summary := summaryField(file.ready.Summary()); summary != "" {
		h.Set(httpd.SummaryHeader, summary)
	}
	switch {
	case r.Method == http.MethodHead && file.zipped: // the size is only known after compression
		out.WriteHeader(http.StatusOK)
	case isPart || isOld || r.Method == http.MethodHead:
		s.servePart(ctx, out, r, file)
	default:
		s.serveWhole(ctx, out, file)
	}
}

func (s *exporter) serveWhole(ctx context.Context, out *sending, file *exportFile) {
	if err := file.write(ctx, out, nil); err != nil {
		s.broken(ctx, out, err)
		return
	}
	if file.unchanged(ctx) == nil {
		s.sizes.Add(file.tag, out.written)
	}
}

// broken responds with an error if nothing has been sent yet. Otherwise it aborts the connection, so that the client
// does not mistake the partial file for a complete one.
func (s *exporter) broken(ctx context.Context, out *sending, err error) {
	list := apierror.Presenter{Logger: s.logger}.Present(ctx, err)
	if out.begun {
		s.logger.WarnContext(ctx, "export interrupted", "error", err, "bytes", out.written, "requestId", apierror.RequestID(ctx))
		panic(http.ErrAbortHandler)
	}
	for _, name := range []string{"Content-Disposition", "Content-Encoding", "ETag", "Accept-Ranges", httpd.SummaryHeader} {
		out.Header().Del(name)
	}
	if errors.Is(err, download.ErrUnknown) {
		writeErrors(out, http.StatusNotFound, list)
		return
	}
	s.refuse(out, list)
}

// exportStatuses has the status of each error code that is not a fault of the request. All others have status 400.
var exportStatuses = map[any]int{
	apierror.CodeLimitExceeded: http.StatusUnprocessableEntity, apierror.CodeTimeout: http.StatusGatewayTimeout,
	apierror.CodeUnavailable: http.StatusServiceUnavailable, apierror.CodeOverloaded: http.StatusServiceUnavailable,
	apierror.CodeAccessDenied: http.StatusServiceUnavailable, apierror.CodeInternal: http.StatusInternalServerError,
}

func (s *exporter) refuse(w http.ResponseWriter, errs gqlerror.List) {
	status, known := exportStatuses[errs[0].Extensions["code"]]
	if !known {
		status = http.StatusBadRequest
	}
	if status == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "1")
	}
	writeErrors(w, status, errs)
}

func writeErrors(w http.ResponseWriter, status int, errs gqlerror.List) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": errs}) // a client that has disconnected is not an error
}
