package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
)

// Sentinels. Every error of a store wraps one of them or is an internal fault; the database's own words stay in the
// error's text, for the log.
var (
	// ErrUnavailable: the database cannot be reached or is shutting down; trying again later can help.
	ErrUnavailable = errors.New("store is unavailable")
	// ErrReplaced: the database's file was deleted, replaced or cut short while it was open. It is an ErrUnavailable.
	ErrReplaced = fmt.Errorf("%w: its file was deleted or replaced", ErrUnavailable)
	// ErrDamaged: the database is not whole, and is to be restored or loaded anew. It is an ErrUnavailable.
	ErrDamaged = fmt.Errorf("%w: it is corrupt", ErrUnavailable)
	// ErrBusy: as many statements are under way as may be at one time, and this one waited too long for its turn or could
	// not even wait. It was not begun, or it was ended to make room for others. Or the answers under way hold so much
	// memory that this one finds none.
	ErrBusy = errors.New("too many statements are in progress")
	// ErrDenied: the database does not accept the user, the password or the token that it is opened with, or does not
	// let that user do what was asked.
	ErrDenied = errors.New("database denied access")
	// ErrTimeout: the statement took longer than the context's deadline allows.
	ErrTimeout = errors.New("statement timed out")
	// ErrCancelled: the context was cancelled.
	ErrCancelled = errors.New("statement was cancelled")
	// ErrTooLarge: the plan is beyond what the database can take as one statement or hold as one record.
	ErrTooLarge = errors.New("statement or record is too large")
	// ErrInvalid: what was to be written breaks a rule of the model, or names an end that does not exist.
	ErrInvalid = errors.New("graph data is invalid")
	// ErrForeign: the database is another program's, or has another version of this one's layout.
	ErrForeign = errors.New("database cannot be used")
)

// Reader answers plans.
type Reader interface {
	Searcher
	Streamer

	// Run sends the plan as one statement and returns the one record that answers it, and sends nothing for a plan
	// without items. It sees all of a load that had returned before it began. It returns ErrCancelled or ErrTimeout
	// soon after ctx ends, and ErrTooLarge without having sent a statement that the database would refuse for its size. It
	// stops, with the error of the context's Allowance, where the record has more bytes than that lets it have, or needs
	// memory that other answers hold. A reader that package admission puts before a store returns ErrBusy, too.
	Run(ctx context.Context, p *plan.Plan) (*Record, error)

	// Profile sends the statement that an Explainer returns for the plan so that the database tells how it goes about it, and returns what
	// it tells, for a person to read: a line for each step, and the work that each took where the database counts it.
	// Its errors are those of Run.
	Profile(ctx context.Context, p *plan.Plan) (string, error)

	// Answer looks for all InitPlans of a plan and reads its row of them, by one statement: it returns what the Finder
	// finds for each, in their order, and the record that Run returns of the plan With these. It returns neither for a
	// plan that takes more than one statement on this store, which it may have seen only from the answer to the first: who
	// asks then looks for one InitPlan after the other. Its errors are those of Run and of a Finder.
	Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *Record, error)

	Finder
}

// Finder looks for what a plan's row is to be read of. Errors are those of Run, and a plan.LimitError for a search that
// goes too far.
type Finder interface {
	// Paths looks for paths. Two stores with one graph find the same ones, in the same order.
	Paths(ctx context.Context, spec *plan.Paths) (plan.FoundPaths, error)

	// Neighbourhood looks for a neighbourhood. Two stores with one graph find the same, in the same order.
	Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error)
}

// Explainer tells what a store would send to its database, for a person to read. It sends nothing.
type Explainer interface {
	// Explain returns the statement that Run would send. For a plan with InitPlans it is the one that Answer would send, and
	// has no text where Answer would send none.
	Explain(p *plan.Plan) (Statement, error)

	// ExplainSearch returns the statements that Paths or Neighbourhood would send for an InitPlan. Of those that are sent for
	// each step it returns the first.
	ExplainSearch(spec plan.InitPlan) ([]Statement, error)

	// ExplainCandidates returns the statement that Candidates would send.
	ExplainCandidates(spec []search.Lookup, sectors bool) (Statement, error)

	// ExplainStream returns the statements that Stream would send for a part.
	ExplainStream(part *plan.Subgraph) []Statement
}

// Statement is what a store sends to its database.
type Statement struct {
	Language string // "SQL" or "Cypher"
	Text     string
	Args     []any  // in order; of a statement with named parameters one map
	When     string // of a search's: how often it is sent, and with what, in words
}

// Loader takes in facts.
type Loader interface {
	// Load calls fill with a Writer, which is a LoadWriter too, and then makes all that was written visible at once. Where fill or a write returns
	// an error, or ctx ends, nothing of the load is ever visible. Loads take turns.
	//
	// A load that leaves a node with a label that one of its relationships does not allow fails with a MisfitError. The
	// check sees the graph as the load leaves it; of several misfits the error names the first in order of the node's id,
	// the name of the relationship's type, the role and the relationship's id.
	//
	// Markers follow from what is stored: Founder from roles, Investor from Node.Investor, investments and commitments.
	Load(ctx context.Context, fill func(Writer) error) (Tally, error)
}

// Writer takes in facts one by one: a load under way, or what a stream is written to. It is not safe for use by several
// goroutines.
type Writer interface {
	// Node stores a node. One with this id that is there already is given this label and these properties in place of
	// its own; it counts as unchanged where they are equal.
	Node(n model.Node) error

	// Relationship stores a relationship between two nodes, both of them stored before, in this load or an earlier one,
	// and of labels that its type allows. A RoundID is the id of a Round stored before.
	// One of this type with this id that is there already is replaced likewise; ids of different types are kept apart.
	Relationship(r model.Relationship) error
}

// LoadWriter is the Writer of a load. It also reads the graph as the load has made it so far: what earlier loads stored
// with what this one wrote.
type LoadWriter interface {
	Writer

	// Nodes returns, in no order, those of the nodes with these ids that are there.
	Nodes(ids []string) ([]model.Node, error)

	// Listed returns, in no order, those of the nodes with these ids that are there and were stored with Node.Investor.
	Listed(ids []string) ([]model.Node, error)

	// Links returns, in no order, the relationships of a type.
	Links(t model.RelType) ([]Link, error)

	// Conflicts returns, in no order, all conflicts that are there.
	Conflicts() ([]model.Node, error)

	// Replace stores a node in the place of the one with this id, which the graph then has no more. The relationships of
	// that node and the conflicts about it are those of the new one. It counts as one update. No node may have the new
	// node's id already.
	Replace(id string, n model.Node) error

	// Facts returns how many nodes and relationships there are.
	Facts() (int, error)
}

// Link is a relationship without what it states: its id and those of its ends.
type Link struct{ ID, From, To string }

// Tally counts what a load did.
type Tally struct {
	Created, Updated, Unchanged int
}

// Store is a database that keeps a graph.
type Store interface {
	Reader
	Explainer
	Loader

	// Ping reports whether the database answers. It does not wait for statements under way, however many there are.
	Ping(ctx context.Context) error

	// Empty reports whether no node is stored.
	Empty(ctx context.Context) (bool, error)

	// Location says in words that mean something to a person where the graph is kept. It holds no secret.
	Location() string

	// Close waits for what is under way and lets go of the database. Run, Load and Stream return ErrUnavailable
	// afterwards.
	Close() error
}
