package httpd

import (
	"crypto/rand"
	"net/http"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// requestIDHeader carries a request's id both ways.
const requestIDHeader = "X-Request-Id"

// identify gives every request an id: the client's own where it is fit to be printed, or a new one. It goes into the
// answer's header and into the context, from where it reaches log lines and errors.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader)
		if !fitRequestID(id) {
			id = rand.Text()
		}
		w.Header().Set(requestIDHeader, id)
		next.ServeHTTP(w, r.WithContext(apierror.WithRequestID(r.Context(), id)))
	})
}

// fitRequestID reports whether a client's id is 1 to 64 of A to Z, a to z, 0 to 9, _ and -, so that it is safe in logs
// and headers.
func fitRequestID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		letter := 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
		digit := '0' <= c && c <= '9'
		if !letter && !digit && c != '_' && c != '-' {
			return false
		}
	}
	return true
}
