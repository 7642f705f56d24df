package seed

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// byteOrderMark is at the start of the UTF-8 files of some spreadsheets.
const byteOrderMark = "\ufeff"

// input passes a data file to the CSV reader. It buffers the bytes of the current record, to convert positions: the CSV
// reader counts columns in bytes, and problems count them in characters.
type input struct {
	file     io.Reader
	buffered []byte
	start    int   // offset of the current record in buffered
	offset   int64 // offset of the current record in the file, without its byte order mark
	line     int   // line in which the current record begins, from 1
	bounds   bounds
	fault    *fault // why the rest of the file is not read
}

func newInput(file io.Reader) (*input, error) {
	first := make([]byte, len(byteOrderMark))
	n, err := io.ReadFull(file, first)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if string(first[:n]) != byteOrderMark {
		file = io.MultiReader(bytes.NewReader(first[:n]), file)
	}
	return &input{file: file, line: 1, bounds: newBounds()}, nil
}

// Read implements io.Reader. It returns errBounds after a value or a row that is too large.
func (in *input) Read(p []byte) (int, error) {
	if in.fault != nil {
		return 0, errBounds
	}
	n, err := in.file.Read(p)
	if n, in.fault = in.bounds.pass(p[:n]); in.fault != nil {
		err = errBounds
	}
	in.buffered = append(in.buffered[:copy(in.buffered, in.buffered[in.start:])], p[:n]...)
	in.start = 0
	return n, err
}

// next ends the current record at the given offset of the file.
func (in *input) next(offset int64) {
	end := min(in.start+int(offset-in.offset), len(in.buffered))
	in.line += bytes.Count(in.buffered[in.start:end], []byte{'\n'})
	in.start, in.offset = end, offset
}

// character converts a column of the current record from bytes to characters.
func (in *input) character(line, column int) int {
	text := in.buffered[in.start:]
	for range line - in.line {
		_, text, _ = bytes.Cut(text, []byte{'\n'})
	}
	return utf8.RuneCount(text[:min(column-1, len(text))]) + 1
}

// metered hashes the bytes read from a file, and reports their number to moved. An error of moved ends reading.
type metered struct {
	file  io.Reader
	sum   io.Writer
	moved func(bytes int) error
}

// Read implements io.Reader.
func (m metered) Read(p []byte) (int, error) {
	n, err := m.file.Read(p)
	_, _ = m.sum.Write(p[:n]) // a hash never fails
	if ended := m.moved(n); ended != nil {
		return 0, ended
	}
	return n, err
}
