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

// share lets pages of other origins ask, as CORS has it; without origins, browsers let none.
func share(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{requestIDHeader, "Retry-After"},
		MaxAge:         int((10 * time.Minute).Seconds()),
	}).Handler(next)
}

// notEmbedded refuses what the tags of another site's page ask for, such as an image whose address is a query: that page
// could not read the answer, only make the server work. A POST needs no such care: it has to be JSON, for which a browser
// asks leave first.
func notEmbedded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") == "no-cors" {
			writeText(w, http.StatusForbidden, "another site's page cannot embed this\n")
			return
		}
		next.ServeHTTP(w, r)
	})
}
