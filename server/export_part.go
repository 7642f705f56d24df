package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// servePart answers a request for a part of a file, or for what can be said without it. The file's size has to be known
// for that: it is written once to be counted, unless it was before.
func (s *exporter) servePart(ctx context.Context, w http.ResponseWriter, r *http.Request, file *exportFile) {
	content := &regenerated{ctx: ctx, file: file, size: func() (int64, error) { return s.sizeOf(ctx, file) }}
	defer content.stop()
	out := &seenWriter{ResponseWriter: w, slowly: slowly{to: w, control: http.NewResponseController(w)}}
	// http.ServeContent knows what conditions and ranges mean. It asks for the size first.
	if _, err := content.Seek(0, io.SeekEnd); err != nil {
		s.broken(ctx, w, 0, err)
		return
	}
	http.ServeContent(out, r, file.name, time.Time{}, content)
	if content.failure != nil {
		s.broken(ctx, w, out.written, content.failure)
	}
}

func (s *exporter) sizeOf(ctx context.Context, file *exportFile) (int64, error) {
	if size, known := s.sizes.Get(file.tag); known {
		return size, nil
	}
	var counted sizeWriter
	if err := file.write(ctx, &counted, nil); err != nil {
		return 0, err
	}
	s.sizes.Add(file.tag, int64(counted))
	return int64(counted), nil
}

// sizeWriter counts bytes.
type sizeWriter int64

func (c *sizeWriter) Write(p []byte) (int, error) {
	*c += sizeWriter(len(p))
	return len(p), nil
}

// seenWriter is a response writer that knows what was sent.
type seenWriter struct {
	http.ResponseWriter
	slowly
}

// Write sends a piece.
func (w *seenWriter) Write(p []byte) (int, error) { return w.slowly.Write(p) }

// regenerated reads a file from any place on, by writing it anew and leaving out what comes before.
type regenerated struct {
	ctx     context.Context
	file    *exportFile
	size    func() (int64, error)
	at      int64
	reader  *io.PipeReader // nil until it is read
	done    chan struct{}  // closed when nobody writes to the pipe any more
	failure error
}

// Seek moves to a place of the file, before anything is read.
func (g *regenerated) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += g.at
	case io.SeekEnd:
		size, err := g.size()
		if err != nil {
			return 0, err
		}
		offset += size
	}
	if offset < 0 {
		return 0, fmt.Errorf("seek: %d is before the beginning", offset)
	}
	if offset != g.at {
		g.stop()
	}
	g.at = offset
	return offset, nil
}

// Read reads on.
func (g *regenerated) Read(p []byte) (int, error) {
	if g.reader == nil {
		reader, writer := io.Pipe()
		g.reader, g.done = reader, make(chan struct{})
		go func() {
			defer close(g.done)
			writer.CloseWithError(g.file.write(g.ctx, &after{to: writer, left: g.at}, nil))
		}()
	}
	n, err := g.reader.Read(p)
	g.at += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		g.failure = err
	}
	return n, err
}

// stop ends what writes the file.
func (g *regenerated) stop() {
	if g.reader != nil {
		_ = g.reader.Close()
		<-g.done
		g.reader = nil
	}
}

// after hands on what comes after so many bytes.
type after struct {
	to   io.Writer
	left int64
}

func (a *after) Write(p []byte) (int, error) {
	skipped := min(a.left, int64(len(p)))
	a.left -= skipped
	if skipped == int64(len(p)) {
		return len(p), nil
	}
	n, err := a.to.Write(p[skipped:])
	return n + int(skipped), err
}
