package httpd

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/rs/cors"
)

// corsPolicy says which pages of other origins may ask for what is at a path. They may do so as CORS has it, and nothing else
// that another site makes a browser send gets there: neither what its tags embed, nor what its links and forms lead to. Such a
// request could not be read by that page, only make the server work. A browser that sends no Sec-Fetch-Site cannot be distinguished
// from another client.
type corsPolicy struct {
	origins []string // as CORS names them
	// local lets pages on this machine's own address ask too, whatever their port.
	local bool
	// linked lets links lead to what runs no query or reads one node.
	linked bool
	// refused is called for preflights from origins that may not ask; nil: nothing is called.
	refused func(*http.Request)
}

// wrap puts the rules before next.
func (s corsPolicy) wrap(next http.Handler) http.Handler {
	isAllowed := func(*http.Request) bool { return false }
	if len(s.origins) > 0 || s.local { // without a rule, the library would allow any
		shared := s.cors()
		next, isAllowed = shared.Handler(next), shared.OriginAllowed
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.refused != nil && isPreflight(r) && !isAllowed(r) {
			s.refused(r)
		}
		mode := r.Header.Get("Sec-Fetch-Mode")
		isOpen := s.linked && mode == "navigate" || mode == "cors" && isAllowed(r)
		if r.Header.Get("Sec-Fetch-Site") == "cross-site" && !isOpen {
			writeText(w, http.StatusForbidden, "cross-site request not allowed; the operator can allow an origin with --cors-origin\n")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s corsPolicy) cors() *cors.Cors {
	options := cors.Options{
		AllowedOrigins: s.origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{requestIDHeader, "Retry-After", SummaryHeader},
		MaxAge:         int((10 * time.Minute).Seconds()),
	}
	if !s.local || slices.Contains(s.origins, "*") {
		return cors.New(options)
	}
	named := func(*http.Request) bool { return false }
	if len(s.origins) > 0 {
		named = cors.New(options).OriginAllowed
	}
	options.AllowOriginVaryRequestFunc = func(r *http.Request, origin string) (bool, []string) {
		return isLocal(origin) || named(r), nil
	}
	return cors.New(options)
}

// isLocal reports whether an origin is that of a page on this machine's own address.
func isLocal(origin string) bool {
	u, err := url.Parse(origin)
	isOrigin := err == nil && origin == u.Scheme+"://"+u.Host // without a user, a path or a query
	return isOrigin && (u.Scheme == "http" || u.Scheme == "https") && isThisMachine(u.Hostname())
}

// isPreflight reports whether a browser asks by this request whether a page may send another.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""
}

const (
	// loggedOrigins is of how many origins it is remembered that they were refused.
	loggedOrigins = 100
	// originInLog is how many bytes of an origin a log line has. It is a client's own text.
	originInLog = 200
)

// logRefusals returns what logs that the pages of an origin may not ask, once for each of the last origins. A person who
// runs the server finds there why a page does not work: its browser says no more than that the network failed.
func logRefusals(logger *slog.Logger) func(*http.Request) {
	known, err := lru.New[string, struct{}](loggedOrigins)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return func(r *http.Request) {
		origin := r.Header.Get("Origin")
		origin = origin[:min(len(origin), originInLog)]
		if seen, _ := known.ContainsOrAdd(origin, struct{}{}); seen {
			return
		}
		advice := "cross-origin request rejected: to allow the origin, add it with --cors-origin"
		if origin == "null" { // every sandboxed frame has it, so it cannot be allowed by itself
			advice = "request from a page without an origin, such as a local file, rejected: serve the page over HTTP"
		}
		logger.LogAttrs(r.Context(), slog.LevelWarn, advice,
			slog.String("origin", origin), slog.String("path", r.URL.Path), idOf(r))
	}
}
