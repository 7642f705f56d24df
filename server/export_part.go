package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"
)

// requestsPart reports whether the response is one part of the file. It ignores the Range header in three cases:
// several ranges, which a server may ignore (RFC 9110, section 14.2) and which would each generate the file; an
// If-Range of another file; and a compressed file, where a part costs as much as the whole, since its size is only
// known after compression.
func requestsPart(r *http.Request, file *exportFile) bool {
	of := r.Header.Get("If-Range")
	if file.zipped || of != "" && of != file.tag || strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range")
	}
	return r.Header.Get("Range") != ""
}

// isDecided responds to conditional requests that need no content, for example if the client has the current file. It
// reports whether it has responded.
func isDecided(w http.ResponseWriter, r *http.Request) bool {
	nothing := func(to http.ResponseWriter, r *http.Request) {
		http.ServeContent(to, r, "", time.Time{}, strings.NewReader(""))
	}
	tried := &dryRun{header: w.Header().Clone()}
	whole := r.Clone(r.Context())
	whole.Header.Del("Range")
	nothing(tried, whole)
	if tried.status == http.StatusOK {
		return false
	}
	nothing(w, whole)
	return true
}

// dryRun is a response writer that discards the response.
type dryRun struct {
	header http.Header
	status int
}

func (d *dryRun) Header() http.Header         { return d.header }
func (d *dryRun) WriteHeader(status int)      { d.status = status }
func (d *dryRun) Write(p []byte) (int, error) { return len(p), nil }

// servePart responds to a request that needs the size of the file. If the size is not cached, it generates the file
// an additional time to count its bytes.
func (s *exporter) servePart(ctx context.Context, out *sending, r *http.Request, file *exportFile) {
	size, err := s.sizeOf(ctx, file)
	if err != nil {
		s.broken(ctx, out, err)
		return
	}
	content := &regenerated{ctx: ctx, file: file, size: size}
	defer content.stop()
	out.last = func() error { return file.unchanged(ctx) }
	http.ServeContent(out, r, file.name, time.Time{}, content) // implements ranges
	if err := errors.Join(out.failure, content.failure); err != nil {
		s.broken(ctx, out, err)
	}
}

// sizeOf returns the size of a file in bytes.
func (s *exporter) sizeOf(ctx context.Context, file *exportFile) (int64, error) {
	if size, known := s.sizes.Get(file.tag); known {
		return size, nil
	}
	var counted sizeWriter
	if err := file.write(ctx, &counted, nil); err != nil {
		return 0, err
	}
	if err := file.unchanged(ctx); err != nil {
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

// regenerated is an io.ReadSeeker over a file. It generates the file again from the start and discards the bytes
// before its position. The generator runs only during reads, as a coroutine, so its panics reach the reader.
type regenerated struct {
	ctx      context.Context
	file     *exportFile
	size, at int64
	next     func() ([]byte, bool) // nil before the first read
	end      func()
	rest     []byte // of the last piece
	failure  error
}

// Seek sets the position in the file.
func (g *regenerated) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += g.at
	case io.SeekEnd:
		offset += g.size
	}
	if offset < 0 {
		return 0, fmt.Errorf("seek: %d is before the start", offset)
	}
	if offset != g.at {
		g.stop()
	}
	g.at = offset
	return offset, nil
}

// Read reads the next bytes.
func (g *regenerated) Read(p []byte) (int, error) {
	if g.next == nil {
		g.next, g.end = iter.Pull(g.written(g.at))
	}
	for len(g.rest) == 0 {
		piece, more := g.next()
		switch {
		case more:
			g.rest = piece
		case g.failure != nil:
			return 0, g.failure
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	g.at += int64(n)
	return n, nil
}

// stop stops the generator.
func (g *regenerated) stop() {
	if g.next != nil {
		g.end()
		g.next, g.rest = nil, nil
	}
}

// errLeft is the error for a reader that has stopped.
var errLeft = errors.New("the reader has stopped")

// written yields the bytes of the file from a position on, in pieces.
func (g *regenerated) written(from int64) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		err := g.file.write(g.ctx, &after{left: from, yield: yield}, nil)
		if err != nil && !errors.Is(err, errLeft) {
			g.failure = err
		}
	}
}

// after is a writer that yields the bytes after the first left bytes.
type after struct {
	left  int64
	yield func([]byte) bool
	ended bool
}

func (a *after) Write(p []byte) (int, error) {
	skipped := min(a.left, int64(len(p)))
	a.left -= skipped
	if expected := p[skipped:]; len(expected) > 0 {
		if a.ended = a.ended || !a.yield(expected); a.ended {
			return int(skipped), errLeft
		}
	}
	return len(p), nil
}
