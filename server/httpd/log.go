package httpd

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// logRequests logs a line for each request after its response. It omits the query of the URL, which can contain the
// GraphQL query of the client.
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

// idOf returns the log attribute with the id of a request.
func idOf(r *http.Request) slog.Attr {
	return slog.String("requestId", apierror.RequestID(r.Context()))
}
