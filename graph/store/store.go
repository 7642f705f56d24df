package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
)

// Sentinel errors. Every error of a store wraps one of them or is an internal fault. The error's text contains the
// message of the database, for the log.
var (
	// ErrUnavailable: the database cannot be reached or is shutting down. A later retry can succeed.
	ErrUnavailable = errors.New("store is unavailable")
	// ErrReplaced: the database's file was deleted, replaced or truncated while it was open. It wraps ErrUnavailable.
	ErrReplaced = fmt.Errorf("%w: its file was deleted or replaced", ErrUnavailable)
	// ErrDamaged: the database is corrupt, and must be restored or loaded again. It wraps ErrUnavailable.
	ErrDamaged = fmt.Errorf("%w: it is corrupt", ErrUnavailable)
	// ErrBusy: too many statements are in progress. The statement waited too long for its turn, could not wait, or was
	// ended to make room for others. Or the answers in progress use too much memory for this one.
	ErrBusy = errors.New("too many statements are in progress")
	// ErrDenied: the database rejects the credentials, or the user does not have the permission.
	ErrDenied = errors.New("database denied access")
	// ErrTimeout: the statement exceeded the deadline of the context.
	ErrTimeout = errors.New("statement timed out")
	// ErrCancelled: the context was cancelled.
	ErrCancelled = errors.New("statement was cancelled")
	// ErrTooLarge: the plan is too large for one statement, or its answer for one record.
	ErrTooLarge = errors.New("statement or record is too large")
	// ErrInvalid: the data breaks a rule of the model, or refers to a node that does not exist.
	ErrInvalid = errors.New("graph data is invalid")
	// ErrForeign: the database belongs to another program, or has the layout of another version.
	ErrForeign = errors.New("database cannot be used")
)

// Reader answers plans.
type Reader interface {
	Searcher
	Streamer

	// Run sends the plan as one statement and returns its record. It sends nothing for a plan without items. It sees
	// every load that returned before it began. It returns ErrCancelled or ErrTimeout soon after ctx ends. It returns
	// ErrTooLarge, without sending the statement, if the database would reject it for its size. If the record exceeds
	// the context's Allowance, or needs memory that other answers use, it stops with the error of the Allowance. With
	// package admission in front of the store, it can also return ErrBusy.
	Run(ctx context.Context, p *plan.Plan) (*Record, error)

	// Profile runs the statement that an Explainer returns for the plan with the database's own profiling, and returns
	// the profile as text: a line for each step, with its work if the database measures it. Its errors are those of
	// Run.
	Profile(ctx context.Context, p *plan.Plan) (string, error)

	// Answer runs all InitPlans of a plan and reads its row with one statement. It returns the result of each InitPlan,
	// as the Finder would, in their order, and the record that Run returns for the plan With these results. It returns
	// neither for a plan that requires several statements on this store, which it may detect only in the answer to the
	// first. The caller then runs the InitPlans one by one. Its errors are those of Run and of a Finder.
	Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *Record, error)

	Finder
}

// Finder runs the InitPlans of paths and neighbourhoods. Its errors are those of Run, and a plan.LimitError for one that
// exceeds a limit.
type Finder interface {
	// Paths searches for paths. Stores with equal graphs return the same paths in the same order.
	Paths(ctx context.Context, spec *plan.Paths) (plan.FoundPaths, error)

	// Neighbourhood searches for a neighbourhood. Stores with equal graphs return the same result in the same order.
	Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error)
}

// Explainer returns the statements that a store would send to its database, for display. It sends nothing.
type Explainer interface {
	// Explain returns the statement that Run would send. For a plan with InitPlans, it returns the statement that
	// Answer would send, or one without text if Answer would send none.
	Explain(p *plan.Plan) (Statement, error)

	// ExplainSearch returns the statements that Paths or Neighbourhood would send for an InitPlan. Of statements that
	// are sent for each step, it returns the first.
	ExplainSearch(spec plan.InitPlan) ([]Statement, error)

	// ExplainCandidates returns the statement that Candidates would send.
	ExplainCandidates(lookups []search.Lookup, sectors bool) (Statement, error)

	// ExplainStream returns the statements that Stream would send for a part.
	ExplainStream(part *plan.Subgraph) []Statement
}

// Statement is a statement that a store sends to its database.
type Statement struct {
	Language string // "SQL" or "Cypher"
	Text     string
	Args     []any  // in order; a single map for a statement with named parameters
	When     string // of an InitPlan: when it is sent, how often, and with which values, in words
}

// Loader loads facts.
type Loader interface {
	// Load calls fill with a Writer, which is also a LoadWriter, and then makes all of its writes visible at once. If
	// fill or a write returns an error, or ctx ends, nothing of the load becomes visible. Only one load runs at a time.
	//
	// A load fails with a MisfitError if it leaves a node with a label that one of its relationships does not allow.
	// The check applies to the graph at the end of the load. If there are several misfits, the error reports the first
	// in the order of the node's id, the name of the relationship's type, the role and the relationship's id.
	//
	// Markers are derived from the stored facts: Founder from roles, and Investor from Node.Investor, investments and
	// commitments.
	Load(ctx context.Context, fill func(Writer) error) (Tally, error)
}

// Writer receives facts one by one. It is a load in progress, or the destination of a stream. It is not safe for
// concurrent use.
type Writer interface {
	// Node stores a node. A stored node with the same id gets the new label and properties. It counts as unchanged if
	// they are equal.
	Node(n model.Node) error

	// Relationship stores a relationship between two nodes. They must be stored already, in this load or an earlier
	// one, and have labels that the type allows. A RoundID must be the id of a stored Round. A stored relationship with
	// the same type and id is replaced likewise. Relationships of different types can have the same id.
	Relationship(r model.Relationship) error
}

// LoadWriter is the Writer of a load. It also reads the graph in its current state: the facts of earlier loads with the
// changes of this load so far.
type LoadWriter interface {
	Writer

	// Nodes returns the stored nodes with these ids, unordered.
	Nodes(ids []string) ([]model.Node, error)

	// Listed returns the stored nodes with these ids that have Node.Investor set, unordered.
	Listed(ids []string) ([]model.Node, error)

	// Links returns the relationships of a type, unordered.
	Links(t model.RelType) ([]Link, error)

	// Conflicts returns all conflicts, unordered.
	Conflicts() ([]model.Node, error)

	// Replace replaces the stored node with this id, which the graph then no longer contains. Its relationships and the
	// conflicts about it become those of the new node. This counts as one update. The id of the new node must not be
	// stored already, unless it is the same.
	Replace(id string, n model.Node) error

	// Facts returns the number of nodes and relationships.
	Facts() (int, error)
}

// Link is a relationship without its properties: its id and those of its ends.
type Link struct{ ID, From, To string }

// Tally counts the facts that a load created, updated and left unchanged.
type Tally struct {
	Created, Updated, Unchanged int
}

// Store is a database that stores a graph.
type Store interface {
	Reader
	Explainer
	Loader

	// Ping returns an error if the database does not respond. It does not wait for statements in progress, however many
	// there are.
	Ping(ctx context.Context) error

	// Empty reports whether no node is stored.
	Empty(ctx context.Context) (bool, error)

	// Location returns a description of the database's location, for display. It contains no secret.
	Location() string

	// Close waits for the statements in progress and disconnects from the database. Run, Load and Stream then return
	// ErrUnavailable.
	Close() error
}
