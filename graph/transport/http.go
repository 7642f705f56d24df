package transport

import (
	"cmp"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/engine"
)

// MaxBody is the default maximum size of a request's body in bytes.
const MaxBody = 1 << 20

// Handler serves GraphQL over HTTP.
type Handler struct {
	engine  *engine.Executor
	maxBody int64
}

// New returns a handler that accepts bodies of at most maxBody bytes; 0 means MaxBody.
func New(e *engine.Executor, maxBody int64) *Handler {
	return &Handler{engine: e, maxBody: cmp.Or(maxBody, MaxBody)}
}

// Header values, allocated once.
var (
	jsonHeader     = []string{jsonType + "; charset=utf-8"}
	responseHeader = []string{responseType + "; charset=utf-8"}
	varyHeader     = []string{"Accept"}
	retryAfter     = []string{"1"} // second
	notCached      = []string{"private, no-cache"}
)

// ServeHTTP serves GraphQL over HTTP according to the working draft of its specification: POST with a JSON body, or GET
// with the request in the query string.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mediaType, acceptable := negotiate(r.Header["Accept"])
	a := answerer{w, mediaType == responseType}
	defer func() {
		if panicked := recover(); panicked != nil {
			h.engine.Logger().LogAttrs(r.Context(), slog.LevelError, "request failed",
				slog.String("requestId", apierror.RequestID(r.Context())), slog.Any("error", apierror.Recovered(panicked)))
			a.refuse(http.StatusInternalServerError, apierror.Internal(r.Context()))
		}
	}()
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, POST")
		a.refuse(http.StatusMethodNotAllowed, apierror.New(apierror.CodeInvalidRequest, "method not allowed: use POST or GET"))
		return
	}
	if !acceptable {
		a.refuse(http.StatusNotAcceptable, apierror.New(apierror.CodeInvalidRequest, "no acceptable media type: accept "+responseType+" or "+jsonType+
			"; the playground is at /"))
		return
	}
	request, failure := h.read(w, r)
	if failure != nil {
		a.refuse(cmp.Or(failure.status, a.statusOfRequestError()), failure.Error)
		return
	}
	if request.IsEmpty() {
		a.refuse(http.StatusBadRequest, apierror.New(apierror.CodeInvalidRequest, request.noQuery()))
		return
	}
	h.execute(a, r, &request.Request)
}

// execute executes a GraphQL request.
func (h *Handler) execute(a answerer, r *http.Request, request *document.Request) {
	operation, errs := h.engine.Prepare(r.Context(), request)
	if len(errs) > 0 {
		if errs[0].Extensions["code"] == apierror.CodePersistedQueryNotFound { // a cache could hide a later registration
			a.w.Header()["Cache-Control"] = notCached
		}
		a.refuse(a.statusOfRequestError(), errs...)
		return
	}
	defer operation.End() // after the response is written or abandoned
	if r.Method == http.MethodGet && !operation.IsQuery() {
		a.w.Header().Set("Allow", "POST")
		a.refuse(http.StatusMethodNotAllowed, apierror.New(apierror.CodeInvalidRequest, "GET only allows queries: use POST"))
		return
	}
	data, extensions, errs := operation.Execute()
	switch {
	case apierror.IsAway(errs): // for both media types, since proxies must see it
		a.w.Header()["Retry-After"] = retryAfter
		a.refuse(http.StatusServiceUnavailable, errs...)
	case data == nil:
		a.refuse(a.statusOfRequestError(), errs...)
	default:
		a.write(http.StatusOK, errs, data, extensions)
	}
}

// answerer writes the response to a request.
type answerer struct {
	w         http.ResponseWriter
	byGraphQL bool // with responseType; otherwise with jsonType
}

// statusOfRequestError returns the status of a well-formed request that is not executed.
func (a answerer) statusOfRequestError() int {
	if a.byGraphQL {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// refuse writes a response with errors and without data.
func (a answerer) refuse(status int, errs ...*gqlerror.Error) { a.write(status, errs, nil, nil) }

// write writes a response. data is written unchanged, since it is valid JSON.
func (a answerer) write(status int, errs gqlerror.List, data json.RawMessage, extensions map[string]any) {
	begin, end := "{", "}\n"
	if len(extensions) > 0 {
		if text, err := json.Marshal(extensions); err == nil { // always: they contain only texts
			end = `,"extensions":` + string(text) + end
		}
	}
	if len(errs) > 0 {
		text, err := json.Marshal(errs)
		if err != nil { // impossible: errors contain only texts and numbers
			text = []byte("[]")
		}
		begin += `"errors":` + string(text)
		if data != nil {
			begin += ","
		}
	}
	if data != nil {
		begin += `"data":`
	}
	header := a.w.Header()
	header["Content-Type"], header["Vary"] = jsonHeader, append(header["Vary"], varyHeader...)
	if a.byGraphQL {
		header["Content-Type"] = responseHeader
	}
	header["Content-Length"] = []string{strconv.Itoa(len(begin) + len(data) + len(end))}
	a.w.WriteHeader(status)
	// A client that has disconnected is not an error.
	_, _ = io.WriteString(a.w, begin)
	_, _ = a.w.Write(data)
	_, _ = io.WriteString(a.w, end)
}
