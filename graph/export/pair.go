package export

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io"

	kflate "github.com/klauspost/compress/flate"
)

// table writes the nodes or the edges of a pair of files.
type table interface {
	node(n *Node) error
	edge(e *Edge) error
	Close() error
}

// pairFormat is the format of a pair of files.
type pairFormat struct {
	extension    string
	method       uint16 // zip.Store for files with internal compression
	nodes, edges string // the columns of the format, separated by commas
	open         func(w io.Writer, own string, attributes []Attribute) (table, error)
}

// pair writes two files, first the nodes and then the edges, into one ZIP file as they arrive. The files have no
// timestamps, so that the same graph gives the same bytes. If there are notes, a third file has them as JSON.
type pair struct {
	pairFormat
	zip           *zip.Writer
	schema        *Schema
	current       table
	edgesAreBegun bool
}

func newPair(w io.Writer, s *Schema, format pairFormat) (Writer, error) {
	p := &pair{pairFormat: format, zip: zip.NewWriter(w), schema: s}
	p.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return kflate.NewWriter(w, flate.DefaultCompression)
	})
	return p, p.begin("nodes", p.nodes, s.Nodes)
}

func (p *pair) begin(name, own string, attributes []Attribute) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name + "." + p.extension, Method: p.method})
	if err == nil {
		p.current, err = p.open(w, own, attributes)
	}
	return err
}

func (p *pair) Node(n Node) error { return p.current.node(&n) }

func (p *pair) Edge(e Edge) error {
	if err := p.toEdges(); err != nil {
		return err
	}
	return p.current.edge(&e)
}

// toEdges ends the file of nodes and starts the file of edges, once.
func (p *pair) toEdges() error {
	if p.edgesAreBegun {
		return nil
	}
	p.edgesAreBegun = true
	return errors.Join(p.current.Close(), p.begin("edges", p.edges, p.schema.Edges))
}

func (p *pair) Close() error {
	if err := p.toEdges(); err != nil {
		return err
	}
	if err := p.current.Close(); err != nil {
		return err
	}
	if err := p.about(); err != nil {
		return err
	}
	return p.zip.Close()
}

// about writes the notes, if there are any.
func (p *pair) about() error {
	if len(p.schema.Notes) == 0 {
		return nil
	}
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: "about.json", Method: zip.Store})
	if err == nil {
		_, err = w.Write(append(p.schema.appendAbout(nil), '\n'))
	}
	return err
}
