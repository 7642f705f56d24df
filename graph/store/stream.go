package store

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Streamer hands over the graph or a part of it as it is stored, for exports, for analysis and for copies into another
// store.
type Streamer interface {
	// Stream writes every node of the part and then every relationship of it to w, each once, and all of the graph where
	// part is nil: the nodes in order of id, the relationships
	// in the order of the vocabulary's types, and within a type in order of id; ids are ordered by code point. What w gets
	// equals what was loaded, but that money in dollars does not state its value in dollars again; properties and lists
	// are w's to keep. A Writer of a load can take it as it comes.
	//
	// It hands over rows while they arrive and holds a bounded number of them, however large the graph is. It sees all of
	// a load that had returned before it began, and nothing of one that has not been committed. What was stored before it
	// began and is not changed until it ends, it never misses and never repeats, whatever is loaded meanwhile; whether it
	// sees some of what is, is for the store to say. Runs, loads and other streams go on beside it, also from within w,
	// where they do beside a Run.
	//
	// An error of w ends it and is returned as it is. It returns ErrCancelled or ErrTimeout soon after ctx ends, and
	// writes nothing more. It returns ErrTooLarge for a part with more conditions than the database can take.
	Stream(ctx context.Context, part *plan.Subgraph, w Writer) error

	// Revision returns a text that stands for the state of the graph: another one after each load that created or updated
	// a fact, never one that stood for an earlier state, and the same while nothing is loaded. A graph that nothing was
	// ever loaded into can have the empty text.
	Revision(ctx context.Context) (string, error)
}
