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

// corsPolicy are the rules for requests from pages of other origins. Allowed origins use CORS. All other cross-site
// requests of browsers are rejected, including those of embedded content, links and forms: the page could not read
// the response, but the server would do the work. A browser that sends no Sec-Fetch-Site cannot be distinguished from
// other clients.
type corsPolicy struct {
	origins []string // in the form of the Origin header, or *
	// local also allows pages on a loopback address of this machine, with any port.
	local bool
	// linked allows links from other sites, to paths that run no query or read a single node.
	linked bool
	// refused is called for preflights from origins that are not allowed. It can be nil.
	refused func(*http.Request)
}

// wrap applies the rules before next.
func (s corsPolicy) wrap(next http.Handler) http.Handler {
	isAllowed := func(*http.Request) bool { return false }
	if len(s.origins) > 0 || s.local { // without an origin, the library allows all
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

// isLocal reports whether an origin is a loopback address of this machine.
func isLocal(origin string) bool {
	u, err := url.Parse(origin)
	isOrigin := err == nil && origin == u.Scheme+"://"+u.Host // without a user, a path or a query
	return isOrigin && (u.Scheme == "http" || u.Scheme == "https") && isThisMachine(u.Hostname())
}

// isPreflight reports whether a request is a CORS preflight.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""
}

const (
	// loggedOrigins is the number of rejected origins that are remembered.
	loggedOrigins = 100
	// originInLog is the maximum length of an origin in a log line, in bytes. Clients can send any text.
	originInLog = 200
)

// logRefusals returns a function that logs rejected origins, once for each of the last ones. The log tells operators
// why a page does not work: browsers only report a network error.
func logRefusals(logger *slog.Logger) func(*http.Request) {
	known, err := lru.New[string, struct{}](loggedOrigins)
	if err != nil {
		panic(err) // only if the size is not positive
	}
	return func(r *http.Request) {
		origin := r.Header.Get("Origin")
		origin = origin[:min(len(origin), originInLog)]
		if seen, _ := known.ContainsOrAdd(origin, struct{}{}); seen {
			return
		}
		advice := "cross-origin request rejected: to allow the origin, add it with --cors-origin"
		if origin == "null" { // the origin of every sandboxed frame, so it cannot be allowed
			advice = "request from a page without an origin, such as a local file, rejected: serve the page over HTTP"
		}
		logger.LogAttrs(r.Context(), slog.LevelWarn, advice,
			slog.String("origin", origin), slog.String("path", r.URL.Path), idOf(r))
	}
}
