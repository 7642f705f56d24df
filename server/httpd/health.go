package httpd

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/stakegraph/stakegraph/graph/store"
)

// readyWithin is how long the store may take to show that it answers. It is long, since a server whose processors are all at
// work is slow, not away. A probe has a time-out of its own.
const readyWithin = 5 * time.Second

// answerAlive says that the process lives; it asks nothing else.
func answerAlive(w http.ResponseWriter, _ *http.Request) { writeText(w, http.StatusOK, "ok\n") }

// answerReady says whether the store answers, and so whether a query would.
func answerReady(ping func(context.Context) error, logger *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
		defer cancel()
		if err := ping(ctx); err != nil {
			logger.LogAttrs(r.Context(), slog.LevelWarn, "the store does not answer", slog.Any("error", err), idOf(r))
			writeText(w, http.StatusServiceUnavailable, whyNotReady(err))
			return
		}
		writeText(w, http.StatusOK, "ready\n")
	}
}

// whyNotReady says what is wrong with the store and what to do, as far as it is not for the log alone.
func whyNotReady(err error) string {
	switch {
	case errors.Is(err, store.ErrReplaced):
		return "the database's file was deleted or replaced: stop the server, delete the files with -wal and -shm beside it, which belong to " +
			"the old file, put the right file in its place, and start the server\n"
	case errors.Is(err, store.ErrDamaged):
		return "the database is damaged: restore it from a backup, or load the data anew\n"
	}
	return "the store does not answer\n"
}

func writeText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}
