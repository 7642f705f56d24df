package neo4j_test

import (
	"net/http"

	"github.com/stakegraph/stakegraph/graph"
	"github.com/stakegraph/stakegraph/graph/transport"
)

// served is an executor with who asks it over HTTP.
type served struct {
	*graph.Executor
	http.Handler
}

func serve(c graph.Config) served {
	e := graph.New(c)
	return served{e, transport.New(e, 0)}
}
