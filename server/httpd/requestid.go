package httpd

import (
	"crypto/rand"
	"net/http"
	"strings"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// requestIDHeader is the header for the request id, in requests and responses.
const requestIDHeader = "X-Request-Id"

// withRequestID gives every request an id: the client's own if it is valid, or a new one. The id is in the response
// header and in the context, for log lines and errors.
func withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader)
		if !fitRequestID(id) {
			id = rand.Text()
		}
		w.Header().Set(requestIDHeader, id)
		next.ServeHTTP(w, r.WithContext(apierror.WithRequestID(r.Context(), id)))
	})
}

// inRequestIDs are the allowed characters of a client's id. They are safe in logs and headers.
const inRequestIDs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

// fitRequestID reports whether an id consists of 1 to 64 characters of inRequestIDs.
func fitRequestID(id string) bool {
	return id != "" && len(id) <= 64 && strings.Trim(id, inRequestIDs) == ""
}
