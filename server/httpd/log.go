package httpd

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// logRequests writes a line for each request when it has been answered. It leaves out the URL's query, which can hold
// what a client asked for.
func logRequests(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		answer := record(w)
		defer func() {
			logger.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.Int("status", answer.status),
				slog.Int64("bytes", answer.bytes),
				slog.Float64("milliseconds", float64(time.Since(began).Microseconds())/1000),
				idOf(r))
		}()
		next.ServeHTTP(answer, r)
	})
}

// idOf is the id of the request that a line belongs to.
func idOf(r *http.Request) slog.Attr {
	return slog.String("requestId", apierror.RequestID(r.Context()))
}
