package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// request is a GraphQL request as an HTTP request holds it. Query or document is given, or a hash among the extensions.
type request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	DocumentID    string         `json:"documentId"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
}

// requestError is why an HTTP request does not hold a GraphQL request that could be answered.
type requestError struct {
	status  int
	message string
	beyond  error // the limit that it is beyond; the status then is that of a request that is not executed
}

func refused(status int, message string) *requestError {
	return &requestError{status: status, message: message}
}

// read reads the request of an HTTP request. Numbers keep their digits.
func (e *Executor) read(w http.ResponseWriter, r *http.Request) (request, *requestError) {
	if r.Method == http.MethodGet {
		return e.readURL(r.URL.Query())
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return request{}, refused(http.StatusUnsupportedMediaType, "the Content-Type of a POST must be "+jsonType+", in UTF-8")
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return request{}, refused(http.StatusUnsupportedMediaType, "a Content-Encoding is not supported: send the body as it is")
	}
	if r.ContentLength > e.maxBody {
		return request{}, e.tooLarge()
	}
	body := bytes.NewBuffer(make([]byte, 0, max(r.ContentLength, 0)+bytes.MinRead)) // so that it need not grow
	if _, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, e.maxBody)); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return request{}, e.tooLarge()
		}
		return request{}, refused(http.StatusBadRequest, "the body is incomplete: send it again")
	}
	return e.readBody(body.Bytes())
}

func (e *Executor) tooLarge() *requestError {
	return refused(http.StatusRequestEntityTooLarge,
		fmt.Sprintf("the body is larger than %d bytes: send less, or several requests", e.maxBody))
}

func (e *Executor) readBody(body []byte) (request, *requestError) {
	if !utf8.Valid(body) {
		return request{}, refused(http.StatusBadRequest, "the body is not valid UTF-8")
	}
	if err := e.documents.limits.checkJSON(body); err != nil {
		return request{}, &requestError{beyond: err}
	}
	var read request
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		return request{}, refused(http.StatusBadRequest, whyNotRead(body, err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return request{}, refused(http.StatusBadRequest, "the body has something after its JSON object: send one object")
	}
	return read, nil
}

// whyNotRead says what is wrong with a body, without repeating any of it.
func whyNotRead(body []byte, err error) string {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch first := bytes.TrimLeft(body, " \t\r\n"); {
	case len(first) == 0:
		return "the body is empty: send a JSON object with query"
	case first[0] == '[':
		return "the body is a list: send one request at a time"
	case errors.As(err, &wrongType) && wrongType.Field != "":
		kind := "text"
		if wrongType.Field == "variables" || wrongType.Field == "extensions" {
			kind = "object"
		}
		return fmt.Sprintf("%s is not a JSON %s", wrongType.Field, kind)
	case errors.As(err, &syntax):
		return fmt.Sprintf("the body is not valid JSON at byte %d", syntax.Offset)
	}
	return "the body is not a JSON object: send one with query and, where needed, operationName and variables"
}

func (e *Executor) readURL(query url.Values) (request, *requestError) {
	read := request{
		Query: query.Get("query"), OperationName: query.Get("operationName"), DocumentID: query.Get("documentId"),
	}
	for name, into := range map[string]*map[string]any{"variables": &read.Variables, "extensions": &read.Extensions} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		if err := e.documents.limits.checkJSON([]byte(text)); err != nil {
			return request{}, &requestError{beyond: err}
		}
		decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
		decoder.UseNumber()
		err := decoder.Decode(into)
		if _, more := decoder.Token(); err != nil || !errors.Is(more, io.EOF) {
			return request{}, refused(http.StatusBadRequest, "the parameter "+name+" is not a JSON object")
		}
	}
	return read, nil
}

// params returns the request as gqlgen takes it.
func (r request) params(header http.Header) *graphql.RawParams {
	return &graphql.RawParams{
		Query: r.Query, OperationName: r.OperationName, Variables: r.Variables, Extensions: r.Extensions, Headers: header,
	}
}
