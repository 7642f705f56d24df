package httpd

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compressFrom is the size in bytes from which an answer is worth compressing.
const compressFrom = 1 << 10

// compress compresses what clients take compressed. Of two codings that a client takes alike, GraphQL's answers have gzip:
// they are small, and gzip makes them smaller than the fastest Zstandard does.
func compress(next http.Handler) http.Handler {
	usual, byGzip := compressed(next, true), compressed(next, false)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == graphqlPath {
			byGzip.ServeHTTP(w, r)
			return
		}
		usual.ServeHTTP(w, r)
	})
}

func compressed(next http.Handler, preferZstd bool) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.MinSize(compressFrom), gzhttp.SetContentType(false), gzhttp.PreferZstd(preferZstd))
	if err != nil {
		panic(err) // only for options that contradict each other
	}
	return wrap(next)
}
