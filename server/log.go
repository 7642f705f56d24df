package main

import (
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/mattn/go-isatty"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// newLogger returns a logger that writes to w in the format "text", "json", or "auto", which is text on a terminal and
// JSON elsewhere.
func newLogger(w io.Writer, format string, level slog.Leveler) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if format == "text" || format == "auto" && isTerminal(w) {
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(slog.NewJSONHandler(w, options))
}

// isTerminal reports whether a person looks at what is written to w.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

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
