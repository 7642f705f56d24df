package httpd

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// recoverPanics responds with INTERNAL if a handler panics, so that one request cannot end the program. If the
// response has already begun, it aborts the connection, so that a partial response does not look complete.
func recoverPanics(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := record(w)
		defer func() {
			cause := recover()
			switch {
			case cause == nil:
				return
			case cause == http.ErrAbortHandler: // the standard signal to abort a connection
				panic(cause)
			}
			logger.LogAttrs(r.Context(), slog.LevelError, "panic",
				slog.String("cause", fmt.Sprint(cause)), slog.String("stack", string(debug.Stack())), idOf(r))
			if answer.status != 0 {
				panic(http.ErrAbortHandler)
			}
			for _, name := range []string{"Content-Length", "Content-Encoding", "Cache-Control"} {
				answer.Header().Del(name) // they described the abandoned response
			}
			writeInternal(answer, r)
		}()
		next.ServeHTTP(answer, r)
	})
}

// writeInternal responds with the code INTERNAL in the format of GraphQL.
func writeInternal(w http.ResponseWriter, r *http.Request) {
	answer := struct {
		Errors gqlerror.List `json:"errors"`
	}{gqlerror.List{apierror.Internal(r.Context())}}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(answer) // a client that has disconnected is not an error
}
