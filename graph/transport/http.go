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

// MaxBody is the greatest size of a request's body in bytes where nobody says otherwise.
const MaxBody = 1 << 20

// Handler answers GraphQL over HTTP.
type Handler struct {
	engine  *engine.Executor
	maxBody int64
}

// New returns a handler that takes bodies of so many bytes, or of MaxBody for 0.
func New(e *engine.Executor, maxBody int64) *Handler {
	return &Handler{engine: e, maxBody: cmp.Or(maxBody, MaxBody)}
}

// Header values, made once.
var (
	jsonHeader     = []string{jsonType + "; charset=utf-8"}
	responseHeader = []string{responseType + "; charset=utf-8"}
	varyHeader     = []string{"Accept"}
	retryAfter     = []string{"1"} // second
	notCached      = []string{"private, no-cache"}
)

// ServeHTTP answers GraphQL over HTTP, by the working draft of its specification: POST with a JSON body, GET with the
// request in the query string.
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

// execute answers a GraphQL request.
func (h *Handler) execute(a answerer, r *http.Request, request *document.Request) {
	operation, errs := h.engine.Prepare(r.Context(), request)
	if len(errs) > 0 {
		if errs[0].Extensions["code"] == apierror.CodePersistedQueryNotFound { // else a cache could hide that the text came since
			a.w.Header()["Cache-Control"] = notCached
		}
		a.refuse(a.statusOfRequestError(), errs...)
		return
	}
	defer operation.End() // once the client has the answer, or has been given up
	if r.Method == http.MethodGet && !operation.IsQuery() {
		a.w.Header().Set("Allow", "POST")
		a.refuse(http.StatusMethodNotAllowed, apierror.New(apierror.CodeInvalidRequest, "GET only allows queries: use POST"))
		return
	}
	data, errs := operation.Execute()
	switch {
	case apierror.IsAway(errs): // whatever media type is asked for, since proxies are to see it
		a.w.Header()["Retry-After"] = retryAfter
		a.refuse(http.StatusServiceUnavailable, errs...)
	case data == nil:
		a.refuse(a.statusOfRequestError(), errs...)
	default:
		a.write(http.StatusOK, errs, data)
	}
}

// answerer writes the one answer to a request.
type answerer struct {
	w         http.ResponseWriter
	byGraphQL bool // as responseType, else as jsonType
}

// statusOfRequestError is the status of a request in good form that is not executed.
func (a answerer) statusOfRequestError() int {
	if a.byGraphQL {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// refuse answers with errors and no data.
func (a answerer) refuse(status int, errs ...*gqlerror.Error) { a.write(status, errs, nil) }

// write writes data as it is, since it was just made.
func (a answerer) write(status int, errs gqlerror.List, data json.RawMessage) {
	begin, end := "{", "}\n"
	if len(errs) > 0 {
		text, err := json.Marshal(errs)
		if err != nil { // an error's values are texts and numbers
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
	// A client that has gone away is not an error.
	_, _ = io.WriteString(a.w, begin)
	_, _ = a.w.Write(data)
	_, _ = io.WriteString(a.w, end)
}
