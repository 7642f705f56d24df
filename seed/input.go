package seed

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// byteOrderMark opens the UTF-8 files of some spreadsheets.
const byteOrderMark = "\ufeff"

// input is a data file on its way to the CSV reader. It keeps the bytes of the record at hand, so that a position, which
// that reader counts in bytes, can be given in characters.
type input struct {
	file     io.Reader
	buffered []byte
	start    int   // where in kept the record at hand begins
	offset   int64 // the same in the file, without its byte order mark
	line     int   // the line that it begins in, from 1
	bounds   bounds
	fault    *fault // why the file is read no further
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

// Read implements io.Reader. Behind what is too large it returns errBounds.
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

// next says that the record at hand ends before the given offset.
func (in *input) next(offset int64) {
	end := min(in.start+int(offset-in.offset), len(in.buffered))
	in.line += bytes.Count(in.buffered[in.start:end], []byte{'\n'})
	in.start, in.offset = end, offset
}

// character returns the column in characters of a place in the record at hand whose column is given in bytes.
func (in *input) character(line, column int) int {
	text := in.buffered[in.start:]
	for range line - in.line {
		_, text, _ = bytes.Cut(text, []byte{'\n'})
	}
	return utf8.RuneCount(text[:min(column-1, len(text))]) + 1
}

// metered tells how many bytes are read from a file and sums them up. Reading ends with the error of moved.
type metered struct {
	file  io.Reader
	sum   io.Writer
	moved func(bytes int) error
}

// Read implements io.Reader.
func (m metered) Read(p []byte) (int, error) {
	n, err := m.file.Read(p)
	_, _ = m.sum.Write(p[:n]) // a hash takes everything
	if ended := m.moved(n); ended != nil {
		return 0, ended
	}
	return n, err
}
