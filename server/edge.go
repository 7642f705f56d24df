package main

import (
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/rs/cors"
)

// compressFrom is the size in bytes from which an answer is worth compressing.
const compressFrom = 1 << 10

// compress compresses what clients take compressed.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(compressFrom), gzhttp.SetContentType(false))
	if err != nil {
		panic(err) // only for options that contradict each other
	}
	return wrap(next)
}

// share lets pages of other origins ask, as CORS has it, and nothing else that another site makes a browser send: neither
// what its tags embed, nor what its links and forms lead to. Such a request could not be read by that page, only make the
// server work. A browser that sends no Sec-Fetch-Site cannot be told from another client.
func share(origins []string, next http.Handler) http.Handler {
	return shareFrom(origins, next, func(string) bool { return false })
}

// sharePage does what share does for a page that runs no query or reads one node, and that links may therefore lead to.
func sharePage(origins []string, next http.Handler) http.Handler {
	return shareFrom(origins, next, func(mode string) bool { return mode == "navigate" })
}

func shareFrom(origins []string, next http.Handler, isOpen func(mode string) bool) http.Handler {
	isAllowed := func(*http.Request) bool { return false }
	if len(origins) > 0 { // without origins, the library would allow any
		shared := cors.New(cors.Options{
			AllowedOrigins: origins,
			AllowedMethods: []string{http.MethodGet, http.MethodPost},
			AllowedHeaders: []string{"*"},
			ExposedHeaders: []string{requestIDHeader, "Retry-After"},
			MaxAge:         int((10 * time.Minute).Seconds()),
		})
		next, isAllowed = shared.Handler(next), shared.OriginAllowed
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mode := r.Header.Get("Sec-Fetch-Mode")
		if r.Header.Get("Sec-Fetch-Site") == "cross-site" && !isOpen(mode) && (mode != "cors" || !isAllowed(r)) {
			writeText(w, http.StatusForbidden, "a page of another site cannot ask this server; --cors-origin lets the pages of an origin do so\n")
			return
		}
		next.ServeHTTP(w, r)
	})
}
