package export

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrSchema is wrapped by errors about a schema, or a choice of format, that cannot be written.
var ErrSchema = errors.New("the format cannot hold this graph")

// ErrInput is wrapped by errors about what a Writer was given: out of order, not as the schema has it, or, where the
// format numbers its nodes, an edge to a node that was not written, a node written twice, or another count than stated.
var ErrInput = errors.New("the graph differs from its schema")

// Kind is what the values of an attribute are.
type Kind uint8

// The kinds, with the Go type that their values have in Node.Values and Edge.Values. A nil is a value that is not known.
const (
	Text    Kind = iota // string
	Integer             // int64
	Decimal             // int64: hundredths, such as money in a currency that another attribute states
	Float               // float64, also NaN and the infinities
	Boolean             // bool
	Date                // model.PartialDate
	List                // []string
)

const kinds = List + 1

// typeName returns what formats with types of their own call a kind; they differ in what lists are.
func typeName(k Kind, list string) string {
	switch k {
	case Integer:
		return "long"
	case Float:
		return "double"
	case Boolean:
		return "boolean"
	case List:
		return list
	case Text, Decimal, Date:
		return "string"
	default:
		panic("export: an unknown kind")
	}
}

// Attribute is something that each node, or each edge, can state. Its name has ASCII letters and digits and begins with
// a letter.
type Attribute struct {
	Name string
	Kind Kind
}

// Schema says what a graph looks like before any of it is written.
type Schema struct {
	Name     string // of the graph, for a person; may be empty
	Directed bool
	Parallel bool // several edges may run between the same two nodes; each has an id then
	Dynamic  bool // nodes and edges can state from when and until when they were there
	Nodes    []Attribute
	Edges    []Attribute
	Counts   *Counts // nil where they are not known; see Format.Counted
	Notes    []Note  // on the whole; each name once
}

// Counts is how much will be written.
type Counts struct{ Nodes, Edges int64 }

// Weight is the name of the attribute of edges that formats with a place for an edge's weight put there. It is Integer
// or Float.
const Weight = "weight"

// reserved holds, in lower case, what some format or reader calls something of its own, such as igraph a node's id, or
// NetworkX a node of a Cytoscape file; and below that what Gephi, igraph, Graphviz or NetworkX take for the look of a node
// or an edge in a picture.
var reserved = strings.Fields(`
	id key source target label name kind type value edgeid start end timeset timestamp interval interaction represents suid
	selected spells

	size x y z r g b color colour viz width height shape position pos font style curved background zorder opacity image edgelabel
`)

// check reports the first thing that keeps a schema from being written in some format.
func (s *Schema) check() error {
	if s.Counts != nil && (s.Counts.Nodes < 0 || s.Counts.Edges < 0) {
		return fmt.Errorf("%w: negative count", ErrSchema)
	}
	for _, list := range [][]Attribute{s.Nodes, s.Edges} {
		seen := map[string]bool{}
		for _, a := range list {
			if err := a.check(seen); err != nil {
				return fmt.Errorf("%w: attribute %q %w", ErrSchema, a.Name, err)
			}
		}
	}
	for _, a := range s.Edges {
		if strings.EqualFold(a.Name, Weight) && (a.Name != Weight || a.Kind != Integer && a.Kind != Float) {
			return fmt.Errorf("%w: attribute %q must be named %q and be an Integer or a Float", ErrSchema, a.Name, Weight)
		}
	}
	return nil
}

var (
	errName     = errors.New("has an invalid name: only ASCII letters and digits are allowed, beginning with a letter")
	errReserved = errors.New("has a reserved name")
	errTwice    = errors.New("is a duplicate; names are case-insensitive")
	errKind     = errors.New("has an unknown kind")
)

func (a Attribute) check(seen map[string]bool) error {
	for i := range len(a.Name) {
		c := a.Name[i] | 0x20
		if (c < 'a' || c > 'z') && (i == 0 || a.Name[i] < '0' || a.Name[i] > '9') {
			return errName
		}
	}
	lower := strings.ToLower(a.Name)
	names := []string{lower}
	if a.Kind == Date { // tables have its earliest and its latest day beside it
		names = append(names, lower+"earliest", lower+"latest")
	}
	switch {
	case a.Name == "":
		return errName
	case slices.Contains(reserved, lower):
		return errReserved
	case a.Kind >= kinds:
		return errKind
	}
	for _, name := range names {
		if seen[name] {
			return errTwice
		}
		seen[name] = true
	}
	return nil
}

// Node is a node to be written. Its values are in the order of Schema.Nodes, and the caller's again once the call has
// returned.
type Node struct {
	ID         string // of this node alone, not empty
	Kind       string // such as Firm; may be empty
	Label      string // what a picture shows; may be empty, and the id is shown then
	Start, End int64  // the first and the last day as YYYYMMDD, in this order; 0 where it is open; only of a Dynamic schema
	Values     []any
}

// Edge is an edge to be written, from Source to Target. Its values are in the order of Schema.Edges, and the caller's
// again once the call has returned.
type Edge struct {
	ID             string // of this edge alone, and of no node; not empty where edges can be parallel
	Source, Target string // ids of nodes that were written
	Type           string // such as INVESTED_IN; may be empty
	Start, End     int64  // as those of Node
	Values         []any
}

// Writer writes a graph to what it was made with. It is not safe for use by several goroutines. After an error, every
// call returns that error.
type Writer interface {
	// Node writes a node. All nodes come before all edges.
	Node(n Node) error
	// Edge writes an edge.
	Edge(e Edge) error
	// Close ends the file. It does not close what is written to. A file that was not closed is not whole.
	Close() error
}
