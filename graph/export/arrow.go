package export

import (
	"archive/zip"
	"encoding/binary"
	"io"
)

// arrowRows is how many rows a batch of an Arrow file has at most.
const arrowRows = 8 << 10

// arrowAlign is what the place of each part of an Arrow file is a multiple of, so that it can be mapped into memory.
const arrowAlign = 64

const arrowMagic = "ARROW1"

// arrowFile writes Arrow's IPC file format, https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format. Nothing
// is compressed inside, since not all readers can; the ZIP file around it is.
type arrowFile struct {
	to      io.Writer
	at      int64
	columns []*column
	notes   [][2]string
	blocks  []arrowBlock
	nodes   []arrowNode
	buffers []arrowBuffer
	bodies  [][]byte
	header  *arrowHeader
}

// arrowBlock is where a batch is.
type arrowBlock struct {
	at       int64
	metadata int // bytes
	body     int64
}

func newArrow(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "arrow", zip.Deflate, func(w io.Writer, nodes bool) (table, error) {
		columns := recordColumns(s, nodes)
		f := &arrowFile{to: w, columns: columns, notes: recordNotes(s), header: newArrowHeader()}
		if err := f.put([]byte(arrowMagic + "\x00\x00")); err != nil {
			return nil, err
		}
		if _, err := f.message(f.header.schemaMessage(columns, f.notes)); err != nil {
			return nil, err
		}
		return newRecordTable(f, columns, s, nodes, arrowRows), nil
	})
}

func (f *arrowFile) put(b []byte) error {
	n, err := f.to.Write(b)
	f.at += int64(n)
	return err
}

var arrowPadding [arrowAlign]byte

// pad returns how much is missing from n to a multiple of arrowAlign.
func pad(n int64) int { return int(-n & (arrowAlign - 1)) }

// message writes what precedes a body, and returns its length.
func (f *arrowFile) message(metadata []byte) (length int, err error) {
	const prefix = 8
	padding := pad(f.at + prefix + int64(len(metadata)))
	begin := binary.LittleEndian.AppendUint32([]byte{0xFF, 0xFF, 0xFF, 0xFF}, uint32(len(metadata)+padding))
	for _, part := range [][]byte{begin, metadata, arrowPadding[:padding]} {
		if err := f.put(part); err != nil {
			return 0, err
		}
	}
	return prefix + len(metadata) + padding, nil
}

func (f *arrowFile) write(columns []*column) error {
	f.nodes, f.buffers, f.bodies = f.nodes[:0], f.buffers[:0], f.bodies[:0]
	body := int64(0)
	buffer := func(b []byte) {
		f.buffers = append(f.buffers, arrowBuffer{body, int64(len(b))})
		f.bodies = append(f.bodies, b)
		body += int64(len(b) + pad(int64(len(b))))
	}
	var add func(c *column)
	add = func(c *column) {
		f.nodes = append(f.nodes, arrowNode{int64(c.rows), int64(c.unknown)})
		if c.unknown == 0 {
			buffer(nil)
		} else {
			buffer(c.known)
		}
		if c.of == texts || c.of == lists {
			buffer(c.ends)
		}
		if c.of == lists {
			add(c.elements)
		} else {
			buffer(c.values)
		}
	}
	for _, c := range columns {
		add(c)
	}
	block := arrowBlock{at: f.at, body: body}
	var err error
	if block.metadata, err = f.message(f.header.batchMessage(int64(columns[0].rows), f.nodes, f.buffers, body)); err != nil {
		return err
	}
	f.blocks = append(f.blocks, block)
	for _, b := range f.bodies {
		if err := f.put(b); err != nil {
			return err
		}
		if err := f.put(arrowPadding[:pad(int64(len(b)))]); err != nil {
			return err
		}
	}
	return nil
}

func (f *arrowFile) close() error {
	footer := f.header.footer(f.columns, f.notes, f.blocks)
	end := []byte{0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0} // of the batches
	end = append(end, footer...)
	end = binary.LittleEndian.AppendUint32(end, uint32(len(footer)))
	return f.put(append(end, arrowMagic...))
}
