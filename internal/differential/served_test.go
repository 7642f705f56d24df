package differential_test

import (
	"net/http"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/transport"
)

// served is an executor with its HTTP handler.
type served struct {
	*engine.Executor
	http.Handler
}

func serve(c engine.Config) served {
	e := engine.New(c)
	return served{e, transport.New(e, 0)}
}
