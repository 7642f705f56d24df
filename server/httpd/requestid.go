package httpd

import (
	"crypto/rand"
	"net/http"
	"strings"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// requestIDHeader carries a request's id both ways.
const requestIDHeader = "X-Request-Id"

// withRequestID gives every request an id: the client's own where it is fit to be printed, or a new one. It goes into the
// answer's header and into the context, from where it reaches log lines and errors.
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

// inRequestIDs are the characters that a client's id can have, so that it is safe in logs and headers.
const inRequestIDs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

// fitRequestID reports whether a client's id is 1 to 64 of inRequestIDs.
func fitRequestID(id string) bool {
	return id != "" && len(id) <= 64 && strings.Trim(id, inRequestIDs) == ""
}
