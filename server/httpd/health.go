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

// readyWithin is the time limit for the response of the store. It is long, because a server with busy processors is
// slow but available. Probes have their own timeouts.
const readyWithin = 5 * time.Second

// answerAlive reports that the process is running. It checks nothing else.
func answerAlive(w http.ResponseWriter, _ *http.Request) { writeText(w, http.StatusOK, "ok\n") }

// answerReady reports whether the store responds, so that queries can be answered.
func answerReady(ping func(context.Context) error, logger *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
		defer cancel()
		if err := ping(ctx); err != nil {
			logger.LogAttrs(r.Context(), slog.LevelWarn, "the database does not respond", slog.Any("error", err), idOf(r))
			writeText(w, http.StatusServiceUnavailable, whyNotReady(err))
			return
		}
		writeText(w, http.StatusOK, "ready\n")
	}
}

// whyNotReady returns the public part of the error: the problem with the store, and the remedy.
func whyNotReady(err error) string {
	switch {
	case errors.Is(err, store.ErrReplaced):
		return "the database file was deleted or replaced: stop the server, delete the files ending in -wal and -shm, which belong to the " +
			"old file, restore the right file, and start the server\n"
	case errors.Is(err, store.ErrDamaged):
		return "the database is corrupt: restore it from a backup, or reload the data\n"
	}
	return "the database does not respond\n"
}

func writeText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}
