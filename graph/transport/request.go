package transport

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/document"
)

// request is the GraphQL request in an HTTP request.
type request struct {
	document.Request

	unknown []string // other names in the request, for the message if it has no document
}

// requestError is the reason why an HTTP request does not contain a valid GraphQL request.
type requestError struct {
	status int // 0: the status of a request that is not executed
	*gqlerror.Error
}

func refused(status int, message string) *requestError {
	return &requestError{status, apierror.New(apierror.CodeInvalidRequest, message)}
}

// read reads the GraphQL request of an HTTP request. Numbers retain their digits.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (request, *requestError) {
	if r.Method == http.MethodGet {
		return h.readURL(r.URL)
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return request{}, refused(http.StatusUnsupportedMediaType, wrongType(r.Header.Get("Content-Type")))
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return request{}, refused(http.StatusUnsupportedMediaType, "Content-Encoding is not supported: send the body uncompressed")
	}
	if r.ContentLength > h.maxBody {
		return request{}, h.tooLarge()
	}
	body := bytes.NewBuffer(make([]byte, 0, max(r.ContentLength, 0)+bytes.MinRead)) // large enough to avoid reallocation
	if _, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, h.maxBody)); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return request{}, h.tooLarge()
		}
		return request{}, refused(http.StatusBadRequest, "the body is incomplete")
	}
	return h.readBody(body.Bytes())
}

// wrongType returns the message for a Content-Type that is not JSON.
func wrongType(contentType string) string {
	allowed := "send " + jsonType + " in UTF-8"
	switch {
	case contentType == "":
		return "the Content-Type is missing: " + allowed
	case strings.HasPrefix(contentType, "application/x-www-form-urlencoded"):
		allowed += ", with curl's --json"
	}
	return "the Content-Type is " + apierror.Quoted(contentType) + ": " + allowed
}

func (h *Handler) tooLarge() *requestError {
	return refused(http.StatusRequestEntityTooLarge,
		fmt.Sprintf("the body is too large; at most %d bytes are allowed: send less, or several requests", h.maxBody))
}

func (h *Handler) readBody(body []byte) (request, *requestError) {
	if !utf8.Valid(body) {
		return request{}, refused(http.StatusBadRequest, "the body is not valid UTF-8")
	}
	if err := checkJSON(h.engine.Documents().Limits, body); err != nil {
		return request{}, &requestError{0, apierror.Limit(err)}
	}
	if at := document.LoneSurrogate(body); at >= 0 {
		return request{}, refused(http.StatusBadRequest, fmt.Sprintf("the body has a lone surrogate at byte %d: "+
			"send both surrogates, or the character itself", at+1))
	}
	var read request
	if failure := read.decode(body); failure != "" {
		return request{}, refused(http.StatusBadRequest, failure)
	}
	return read, nil
}

func (h *Handler) readURL(address *url.URL) (request, *requestError) {
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return request{}, refused(http.StatusBadRequest, "the URL has parameters that cannot be parsed")
	}
	for _, name := range memberNames {
		if len(query[name]) > 1 {
			return request{}, refused(http.StatusBadRequest, "parameter `"+name+"` is given more than once: send it once")
		}
	}
	var read request
	read.Query, read.OperationName, read.DocumentID = query.Get("query"), query.Get("operationName"), query.Get("documentId")
	if read.IsEmpty() {
		for name := range query {
			if !slices.Contains(memberNames[:], name) {
				read.unknown = append(read.unknown, name)
			}
		}
	}
	for name, into := range map[string]*map[string]any{"variables": &read.Variables, "extensions": &read.Extensions} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		if err := checkJSON(h.engine.Documents().Limits, []byte(text)); err != nil {
			return request{}, &requestError{0, apierror.Limit(err)}
		}
		if document.LoneSurrogate([]byte(text)) >= 0 {
			return request{}, refused(http.StatusBadRequest, "parameter `"+name+"` has a lone surrogate: "+
				"send both surrogates, or the character itself")
		}
		if !decodeWhole([]byte(text), into) {
			return request{}, refused(http.StatusBadRequest, "parameter `"+name+"` is not a JSON object: send one, such as {\"id\": \"firm:uisee\"}")
		}
	}
	return read, nil
}
