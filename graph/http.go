package graph

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// MaxBody is the greatest size of a request's body in bytes.
const MaxBody = 1 << 20

const (
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
)

// Header values, made once.
var (
	jsonHeader     = []string{jsonType + "; charset=utf-8"}
	responseHeader = []string{responseType + "; charset=utf-8"}
	retryAfter     = []string{"1"} // second
)

// ServeHTTP answers GraphQL over HTTP: POST with a JSON body, GET with the request in the query string.
func (e *Executor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if panicked := recover(); panicked != nil {
			e.logger.LogAttrs(r.Context(), slog.LevelError, "request failed",
				slog.String("requestId", RequestID(r.Context())), slog.Any("error", recovered(panicked)))
			e.reply(w, r, http.StatusInternalServerError, &graphql.Response{Errors: gqlerror.List{internalError(r.Context())}})
		}
	}()
	ctx := graphql.StartOperationTrace(r.Context())
	params, failure := readParams(w, r)
	if failure != nil {
		failed := &gqlerror.Error{Message: failure.message, Extensions: map[string]any{"code": CodeInvalidRequest}}
		e.reply(w, r, failure.status, &graphql.Response{Errors: gqlerror.List{failed}})
		return
	}
	op, errs := e.gqlgen.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		e.reply(w, r, requestErrorStatus(r), e.gqlgen.DispatchError(graphql.WithOperationContext(ctx, op), errs))
		return
	}
	responses, ctx := e.gqlgen.DispatchOperation(ctx, op)
	answer := responses(ctx)
	if answer == nil {
		answer = &graphql.Response{Errors: e.present(ctx, context.Cause(ctx))}
	}
	status := http.StatusOK
	switch {
	case isAway(answer.Errors): // whatever media type is asked for, since proxies are to see it
		status = http.StatusServiceUnavailable
		w.Header()["Retry-After"] = retryAfter
	case answer.Data == nil:
		status = requestErrorStatus(r)
	}
	e.reply(w, r, status, answer)
}

// requestFailure is why an HTTP request does not hold a GraphQL request.
type requestFailure struct {
	status  int
	message string
}

func readParams(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *requestFailure) {
	params := &graphql.RawParams{Headers: r.Header}
	now := graphql.Now()
	params.ReadTime.Start = now
	switch r.Method {
	case http.MethodGet:
		query := r.URL.Query()
		params.Query, params.OperationName = query.Get("query"), query.Get("operationName")
		if variables := query.Get("variables"); variables != "" {
			decoder := json.NewDecoder(strings.NewReader(variables))
			decoder.UseNumber()
			if err := decoder.Decode(&params.Variables); err != nil {
				return nil, &requestFailure{http.StatusBadRequest, "the parameter variables is not a JSON object"}
			}
		}
	case http.MethodPost:
		if !isJSON(r.Header.Get("Content-Type")) {
			return nil, &requestFailure{http.StatusUnsupportedMediaType, "the Content-Type of a POST is to be " + jsonType}
		}
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, MaxBody))
		decoder.UseNumber()
		if err := decoder.Decode(params); err != nil {
			if errors.As(err, new(*http.MaxBytesError)) {
				return nil, &requestFailure{http.StatusRequestEntityTooLarge, "the body is larger than 1 MiB"}
			}
			return nil, &requestFailure{
				http.StatusBadRequest,
				"the body is not a JSON object with query, and where needed operationName and variables",
			}
		}
	default:
		w.Header().Set("Allow", "GET, POST")
		return nil, &requestFailure{http.StatusMethodNotAllowed, "GraphQL is asked by POST or GET"}
	}
	if params.Query == "" {
		return nil, &requestFailure{http.StatusBadRequest, "there is no query"}
	}
	params.ReadTime.End = graphql.Now()
	return params, nil
}

func isJSON(contentType string) bool {
	if contentType == jsonType {
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return err == nil && mediaType == jsonType
}

// reply writes an answer. Data is written as it is, since it was just made.
func (e *Executor) reply(w http.ResponseWriter, r *http.Request, status int, answer *graphql.Response) {
	begin, end := "{", "}\n"
	if len(answer.Errors) > 0 {
		for _, err := range answer.Errors {
			if err.Extensions["code"] == nil {
				errcode.Set(err, errcode.ValidationFailed)
			}
		}
		errs, err := json.Marshal(answer.Errors)
		if err != nil { // an error's values are texts and numbers
			errs = []byte("[]")
		}
		begin += `"errors":` + string(errs)
		if answer.Data != nil {
			begin += ","
		}
	}
	if answer.Data != nil {
		begin += `"data":`
	}
	header := w.Header()
	header["Content-Type"] = jsonHeader
	if accepts(r) {
		header["Content-Type"] = responseHeader
	}
	header["Content-Length"] = []string{strconv.Itoa(len(begin) + len(answer.Data) + len(end))}
	w.WriteHeader(status)
	// A client that has gone away is not an error.
	_, _ = io.WriteString(w, begin)
	_, _ = w.Write(answer.Data)
	_, _ = io.WriteString(w, end)
}

// accepts reports whether the client asks for GraphQL's own media type.
func accepts(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), responseType) }

// requestErrorStatus is the status of a request that was not executed. With plain JSON it is 200, since clients that
// ask for that take any other for the network's fault.
func requestErrorStatus(r *http.Request) int {
	if accepts(r) {
		return http.StatusBadRequest
	}
	return http.StatusOK
}
