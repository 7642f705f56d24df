package export

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrSchema is wrapped by errors of a schema, or of a format, that cannot represent the graph.
var ErrSchema = errors.New("the format cannot hold this graph")

// ErrInput is wrapped by errors of the calls of a Writer: in the wrong order, or different from the schema. If the
// format numbers its nodes, this includes an edge to a node that was not written, a node that was written twice, and a
// wrong count.
var ErrInput = errors.New("the graph differs from its schema")

// Kind is the type of an attribute's values.
type Kind uint8

// The kinds, with the Go type of their values in Node.Values and Edge.Values. nil is an unknown value.
const (
	Text    Kind = iota // string
	Integer             // int64
	Decimal             // int64: hundredths, such as money in a currency that is another attribute
	Float               // float64, including NaN and the infinities
	Boolean             // bool
	Date                // model.PartialDate
	List                // []string
)

const kinds = List + 1

// typeName returns the name of a kind in formats with types. They differ in the type of lists.
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

// Attribute is a property that each node, or each edge, can have. Its name consists of ASCII letters and digits and
// starts with a letter.
type Attribute struct {
	Name string
	Kind Kind
}

// Schema describes a graph before it is written.
type Schema struct {
	Name     string // of the graph, for display; can be empty
	Directed bool
	Parallel bool // whether several edges can connect the same two nodes; each edge must then have an id
	Dynamic  bool // whether nodes and edges can have a first and a last day
	Nodes    []Attribute
	Edges    []Attribute
	Counts   *Counts // nil if they are unknown; see Format.Counted
	Notes    []Note  // about the whole graph, with unique names
}

// Counts is the numbers of nodes and edges that will be written.
type Counts struct{ Nodes, Edges int64 }

// Weight is the name of the attribute that formats with edge weights write as the weight. It is Integer or Float.
const Weight = "weight"

// reserved has, in lower case, the names with a special meaning in a format or reader, such as id for igraph, or value
// for NetworkX in a Cytoscape file. The second paragraph has the names that Gephi, igraph, Graphviz or NetworkX read as
// the appearance of a node or an edge.
var reserved = strings.Fields(`
	id key source target label name kind type value edgeid start end timeset timestamp interval interaction represents suid
	selected spells

	size x y z r g b color colour viz width height shape position pos font style curved background zorder opacity image edgelabel
`)

// check returns an error for the first part of a schema that some format cannot represent.
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
	if a.Kind == Date { // tables also have columns for its earliest and latest day
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

// Node is a node to be written. Its values are in the order of Schema.Nodes. The caller can reuse them after the call.
type Node struct {
	ID         string // unique, not empty
	Kind       string // such as Firm; can be empty
	Label      string // the text in a picture; if it is empty, the id is used
	Start, End int64  // first and last day as YYYYMMDD, in this order; 0 for an open end; only with Schema.Dynamic
	Values     []any
}

// Edge is an edge to be written, from Source to Target. Its values are in the order of Schema.Edges. The caller can
// reuse them after the call.
type Edge struct {
	ID             string // unique among edges and nodes; required if edges can be parallel
	Source, Target string // ids of nodes that were written
	Type           string // such as INVESTED_IN; can be empty
	Start, End     int64  // as in Node
	Values         []any
}

// Writer writes a graph. It is not safe for concurrent use. After an error, every call returns that error.
type Writer interface {
	// Node writes a node. All nodes come before all edges.
	Node(n Node) error
	// Edge writes an edge.
	Edge(e Edge) error
	// Close ends the file. It does not close the underlying writer. A file that was not closed is incomplete.
	Close() error
}
