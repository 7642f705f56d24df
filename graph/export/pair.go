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
	close() error
}

// pair writes two files, first that of the nodes and then that of the edges, into one ZIP file as they come. The files
// have no time, so that the same graph gives the same bytes. Where there are notes, a third file has them as JSON.
type pair struct {
	zip           *zip.Writer
	schema        *Schema
	extension     string
	method        uint16
	open          func(w io.Writer, nodes bool) (table, error)
	current       table
	edgesAreBegun bool
}

// newPair begins a pair. Files that are compressed inside have the method zip.Store.
func newPair(
	w io.Writer, s *Schema, extension string, method uint16, open func(w io.Writer, nodes bool) (table, error),
) (Writer, error) {
	p := &pair{zip: zip.NewWriter(w), schema: s, extension: extension, method: method, open: open}
	p.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return kflate.NewWriter(w, flate.DefaultCompression)
	})
	return p, p.begin("nodes", true)
}

func (p *pair) begin(name string, nodes bool) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name + "." + p.extension, Method: p.method})
	if err == nil {
		p.current, err = p.open(w, nodes)
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

// toEdges ends the nodes' file and begins the edges', once.
func (p *pair) toEdges() error {
	if p.edgesAreBegun {
		return nil
	}
	p.edgesAreBegun = true
	return errors.Join(p.current.close(), p.begin("edges", false))
}

func (p *pair) Close() error {
	if err := p.toEdges(); err != nil {
		return err
	}
	if err := p.current.close(); err != nil {
		return err
	}
	if err := p.about(); err != nil {
		return err
	}
	return p.zip.Close()
}

// about writes the notes, where there are some.
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
