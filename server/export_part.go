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

// requestsPart reports whether a request asks for one part of a file, and is to have it. Several parts at once need not be given
// (RFC 9110, section 14.2), and each would be a file to write. Nor is a part of any use to a client that has begun
// another file. A part of a compressed file costs as much as the whole, since all of it has to be compressed to know its
// size. Each of these gets the whole.
func requestsPart(r *http.Request, file *exportFile) bool {
	of := r.Header.Get("If-Range")
	if file.zipped || of != "" && of != file.tag || strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range")
	}
	return r.Header.Get("Range") != ""
}

// isDecided answers where a request's conditions do, such as for a client that has the file, for which nothing has to be
// written.
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

// dryRun is an answer that nobody gets.
type dryRun struct {
	header http.Header
	status int
}

func (d *dryRun) Header() http.Header         { return d.header }
func (d *dryRun) WriteHeader(status int)      { d.status = status }
func (d *dryRun) Write(p []byte) (int, error) { return len(p), nil }

// servePart answers a request that needs the file's size. The file is written once to be counted, unless it was before.
func (s *exporter) servePart(ctx context.Context, out *sending, r *http.Request, file *exportFile) {
	size, err := s.sizeOf(ctx, file)
	if err != nil {
		s.broken(ctx, out, err)
		return
	}
	content := &regenerated{ctx: ctx, file: file, size: size}
	defer content.stop()
	out.last = func() error { return file.unchanged(ctx) }
	http.ServeContent(out, r, file.name, time.Time{}, content) // it knows what ranges mean
	if err := errors.Join(out.failure, content.failure); err != nil {
		s.broken(ctx, out, err)
	}
}

// sizeOf returns the size in bytes of a file.
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

// regenerated reads a file from any place on, by writing it anew and leaving out what comes before. What writes it runs
// only while it is read from, and a panic of it is one of the reader.
type regenerated struct {
	ctx      context.Context
	file     *exportFile
	size, at int64
	next     func() ([]byte, bool) // nil until it is read
	end      func()
	rest     []byte // of what was written last
	failure  error
}

// Seek moves to a place of the file.
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

// Read reads on.
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

// stop ends what writes the file.
func (g *regenerated) stop() {
	if g.next != nil {
		g.end()
		g.next, g.rest = nil, nil
	}
}

// errLeft: nobody reads any more.
var errLeft = errors.New("the reader has stopped")

// written gives what is written from a place on, piece by piece.
func (g *regenerated) written(from int64) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		err := g.file.write(g.ctx, &after{left: from, yield: yield}, nil)
		if err != nil && !errors.Is(err, errLeft) {
			g.failure = err
		}
	}
}

// after hands on what comes after so many bytes.
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
