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

// recoverPanics answers INTERNAL when anything further in panics, so that one request never ends the program. Where the
// answer had begun already, the connection is cut, since half an answer must not look like a whole one.
func recoverPanics(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := record(w)
		defer func() {
			cause := recover()
			switch {
			case cause == nil:
				return
			case cause == http.ErrAbortHandler: // the agreed way to cut a connection
				panic(cause)
			}
			logger.LogAttrs(r.Context(), slog.LevelError, "panic",
				slog.String("cause", fmt.Sprint(cause)), slog.String("stack", string(debug.Stack())), idOf(r))
			if answer.status != 0 {
				panic(http.ErrAbortHandler)
			}
			for _, name := range []string{"Content-Length", "Content-Encoding", "Cache-Control"} {
				answer.Header().Del(name) // they were about the answer that is not to be
			}
			writeInternal(answer, r)
		}()
		next.ServeHTTP(answer, r)
	})
}

// writeInternal answers with INTERNAL in the form that GraphQL clients read.
func writeInternal(w http.ResponseWriter, r *http.Request) {
	answer := struct {
		Errors gqlerror.List `json:"errors"`
	}{gqlerror.List{apierror.Internal(r.Context())}}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(answer) // a client that has gone away is not an error
}
