package store

import "context"

// Streamer hands over the graph as it is stored, for exports and for copies into another store.
type Streamer interface {
	// Stream writes every node and then every relationship to w, each once: the nodes in order of id, the relationships
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
	// writes nothing more.
	Stream(ctx context.Context, w Writer) error
}
