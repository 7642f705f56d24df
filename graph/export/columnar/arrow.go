package columnar

import (
	"encoding/binary"
	"io"
)

// ArrowRows is the maximum number of rows of a batch, which one call of Write writes to an Arrow file.
const ArrowRows = 8 << 10

// arrowAlign is the alignment of the parts of an Arrow file in bytes, so that it can be mapped into memory.
const arrowAlign = 64

const arrowMagic = "ARROW1"

// arrowFile writes the IPC file format of Arrow, https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format. It
// does not compress buffers, since not all readers support that. The ZIP file around it is compressed.
type arrowFile struct {
	to      io.Writer
	at      int64
	columns []*Column
	notes   [][2]string
	blocks  []arrowBlock
	nodes   [][2]int64 // for batchMessage, like buffers
	buffers [][2]int64
	bodies  [][]byte
	header  *arrowHeader
}

// arrowBlock is the position of a batch.
type arrowBlock struct {
	at       int64
	metadata int // bytes
	body     int64
}

// NewArrow starts a file with columns, and with notes as its metadata.
func NewArrow(w io.Writer, columns []*Column, notes [][2]string) (File, error) {
	f := &arrowFile{to: w, columns: columns, notes: notes, header: newArrowHeader()}
	if err := f.put([]byte(arrowMagic + "\x00\x00")); err != nil {
		return nil, err
	}
	if _, err := f.message(f.header.schemaMessage(columns, f.notes)); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *arrowFile) put(b []byte) error {
	n, err := f.to.Write(b)
	f.at += int64(n)
	return err
}

var arrowPadding [arrowAlign]byte

// pad returns the number of bytes from n to the next multiple of arrowAlign.
func pad(n int64) int { return int(-n & (arrowAlign - 1)) }

// message writes the prefix, metadata and padding before a body, and returns their length.
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

func (f *arrowFile) Write(columns []*Column) error {
	f.nodes, f.buffers, f.bodies = f.nodes[:0], f.buffers[:0], f.bodies[:0]
	body := int64(0)
	buffer := func(b []byte) {
		f.buffers = append(f.buffers, [2]int64{body, int64(len(b))})
		f.bodies = append(f.bodies, b)
		body += int64(len(b) + pad(int64(len(b))))
	}
	var add func(c *Column)
	add = func(c *Column) {
		f.nodes = append(f.nodes, [2]int64{int64(c.rows), int64(c.unknown)})
		if c.unknown == 0 {
			buffer(nil)
		} else {
			buffer(c.known)
		}
		if c.of == Texts || c.of == Lists {
			buffer(c.ends)
		}
		if c.of == Lists {
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

func (f *arrowFile) Close() error {
	footer := f.header.footer(f.columns, f.notes, f.blocks)
	end := []byte{0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0} // end-of-stream marker
	end = append(end, footer...)
	end = binary.LittleEndian.AppendUint32(end, uint32(len(footer)))
	return f.put(append(end, arrowMagic...))
}
