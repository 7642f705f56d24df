package store

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Streamer streams the graph or a part of it as it is stored, for exports, analysis, and copies into another store.
type Streamer interface {
	// Stream writes every node and then every relationship of the part to w, each once. If part is nil, it writes the
	// whole graph. Nodes are in the order of their ids, and relationships in the order of the vocabulary's types and
	// then of their ids. Ids are ordered by code point. The facts equal those that were loaded, except that money in
	// dollars does not repeat its value in dollars. w may keep properties and lists. A Writer of a load can receive the
	// stream.
	//
	// It passes rows on as they arrive, and buffers a bounded number of them, however large the graph is. It sees every
	// load that returned before it began, and nothing of a load that is not committed. It neither misses nor repeats
	// facts that were stored before it began and do not change until it ends, whatever is loaded meanwhile. The store
	// documents whether it sees changes of facts during the stream. Runs, loads and other streams can continue during a
	// stream. Those that can run during a Run can also be called from w.
	//
	// It returns an error of w unchanged. It returns ErrCancelled or ErrTimeout soon after ctx ends, and writes nothing
	// more. It returns ErrTooLarge for a part with more conditions than the database supports.
	Stream(ctx context.Context, part *plan.Subgraph, w Writer) error

	// Revision returns a text that identifies the state of the graph. It changes with each load that creates or updates
	// a fact, never returns to an earlier text, and does not change otherwise. It can be empty for a graph without any
	// load.
	Revision(ctx context.Context) (string, error)
}
