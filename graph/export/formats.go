package export

import (
	"fmt"
	"io"
	"slices"
)

// Format is a file format for graphs.
type Format struct {
	Name        string // in lower case, for users
	Extension   string // of files, without a dot
	MediaType   string
	Description string // one sentence, for a list of formats

	// Counted says that the file starts with the numbers of nodes and edges. The schema must have Counts, and they must
	// be right.
	Counted bool
	// Index says that the file numbers the nodes, so that the writer stores their ids. Each takes its bytes and 10 to
	// 12 more.
	Index bool
	// FactsOnly says that only NewFacts can write the format.
	FactsOnly bool

	open func(w io.Writer, s *Schema) (Writer, error)
}

// formats is in the order of lists: formats that preserve most for most readers come first.
var formats = []Format{
	{
		Name: "graphml", Extension: "graphml", MediaType: "application/graphml+xml", open: newGraphML,
		Description: "GraphML, for NetworkX, igraph, Gephi, yEd and most other tools.",
	},
	{
		Name: "gexf", Extension: "gexf", MediaType: "application/gexf+xml", open: newGEXF,
		Description: "GEXF 1.3 with time, for Gephi, its timeline, and NetworkX.",
	},
	{
		Name: "node-link", Extension: "json", MediaType: "application/json", open: newNodeLink,
		Description: "Node-link JSON, for NetworkX 3.4 and later, and D3.",
	},
	{
		Name: "cytoscape", Extension: "cyjs", MediaType: "application/json", open: newCytoscape,
		Description: "Cytoscape.js JSON, for Cytoscape.js, Cytoscape and NetworkX.",
	},
	{
		Name: "cx2", Extension: "cx2", MediaType: "application/json", open: newCX2, Counted: true, Index: true,
		Description: "CX2, for Cytoscape 3.10 and later, and NDEx.",
	},
	{
		Name: "pajek", Extension: "net", MediaType: "text/plain; charset=utf-8", open: newPajek, Counted: true, Index: true,
		Description: "Pajek, for Pajek, igraph and NetworkX: only the network, with weights.",
	},
	{
		Name: "dot", Extension: "dot", MediaType: "text/vnd.graphviz; charset=utf-8", open: newDOT,
		Description: "DOT, for Graphviz and gonum.",
	},
	{
		Name: "gephi", Extension: "gephi.zip", MediaType: "application/zip", open: newGephi,
		Description: "Two CSV files for the spreadsheet import of Gephi, safe to open as a spreadsheet.",
	},
	{
		Name: "neo4j-admin", Extension: "neo4j.zip", MediaType: "application/zip", open: newNeo4jAdmin,
		Description: "Two CSV files with typed headers, for neo4j-admin database import.",
	},
	{
		Name: "parquet", Extension: "parquet.zip", MediaType: "application/zip", open: newParquetPair,
		Description: "Two Parquet files, for data frames and databases.",
	},
	{
		Name: "arrow", Extension: "arrow.zip", MediaType: "application/zip", open: newArrowPair,
		Description: "Two Arrow IPC files, for data frames.",
	},
	{
		Name: "followthemoney", Extension: "ftm.json", MediaType: "application/json+ftm", FactsOnly: true,
		Description: "FollowTheMoney entities, as JSON lines, for Aleph and the tools of OpenSanctions.",
	},
}

// Formats returns all formats.
func Formats() []Format { return slices.Clone(formats) }

// FormatNamed returns the format with a name, and whether it exists.
func FormatNamed(name string) (Format, bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// New returns a Writer of a graph in the format with a name. It writes to w in pieces of tens of kilobytes, or of
// megabytes in table formats, and starts before it returns. Errors that are not from w wrap ErrSchema.
func New(format string, w io.Writer, s Schema) (Writer, error) {
	f, known := FormatNamed(format)
	switch {
	case !known:
		return nil, fmt.Errorf("%w: unknown format %q", ErrSchema, format)
	case f.FactsOnly:
		return nil, fmt.Errorf("%w: format %s requires facts", ErrSchema, f.Name)
	case f.Counted && s.Counts == nil:
		return nil, fmt.Errorf("%w: format %s requires the numbers of nodes and edges in advance", ErrSchema, f.Name)
	}
	s.Name = mend(s.Name)
	s.Nodes, s.Edges, s.Notes = slices.Clone(s.Nodes), slices.Clone(s.Edges), slices.Clone(s.Notes)
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := checkNotes(s.Notes); err != nil {
		return nil, err
	}
	to, err := f.open(w, &s)
	if err != nil {
		return nil, fmt.Errorf("export: begin %s: %w", f.Name, err)
	}
	return &checked{schema: s, counted: f.Counted, to: to}, nil
}
