package main

import (
	"log/slog"
	"net/http"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	// keptRefusals is of how many origins it is remembered that they were refused.
	keptRefusals = 100
	// originInLog is how many bytes of an origin a log line has. It is a client's own text.
	originInLog = 200
)

// logRefusals returns what logs that the pages of an origin may not ask, once for each of the last origins. A person who
// runs the server finds there why a page does not work: its browser says no more than that the network failed.
func logRefusals(logger *slog.Logger) func(*http.Request) {
	known, err := lru.New[string, struct{}](keptRefusals)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return func(r *http.Request) {
		origin := r.Header.Get("Origin")
		origin = origin[:min(len(origin), originInLog)]
		if seen, _ := known.ContainsOrAdd(origin, struct{}{}); seen {
			return
		}
		advice := "a page of another origin was refused: to allow it, start the server with --cors-origin and this origin"
		if origin == "null" { // every sandboxed frame has it, so it cannot be allowed by itself
			advice = "a page without an origin was refused, such as a file: serve the page over HTTP"
		}
		logger.LogAttrs(r.Context(), slog.LevelWarn, advice,
			slog.String("origin", origin), slog.String("path", r.URL.Path), idOf(r))
	}
}
