package httpd

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compressFrom is the minimum size in bytes of a response that is compressed.
const compressFrom = 1 << 10

// compress compresses responses for clients that accept it. If a client accepts gzip and Zstandard equally, GraphQL
// responses use gzip, which makes small responses smaller than the fastest Zstandard does. The schema uses gzip too, because
// GraphQL Code Generator accepts Zstandard even where Node.js cannot read it.
func compress(next http.Handler) http.Handler {
	usual, byGzip := compressed(next, true), compressed(next, false)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == graphqlPath || r.URL.Path == schemaPath {
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
		panic(err) // only if options contradict each other
	}
	return wrap(next)
}
