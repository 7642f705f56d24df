package main

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

const (
	// sendWithin is how long a client may take for a piece.
	sendWithin = 30 * time.Second
	// pieceSize in bytes is what is sent at a time: of tables some megabytes are ready at once.
	pieceSize = 1 << 16
	// A client takes leastRate in bytes a second, on average and after sendGrace. A slower one would hold its place until
	// the time for the whole file is over.
	leastRate = 16 << 10
	sendGrace = time.Minute
)

// allowance returns how long a client may take for its next piece, when it has taken so many bytes in so long.
func allowance(written int64, taken time.Duration) time.Duration {
	earned := sendGrace + time.Duration(written/leastRate)*time.Second
	return min(sendWithin, earned-taken)
}

// sending is an answer whose client may take its time for the whole, but not for each piece. The server's own limit is for
// whole answers, and HTTP/2 holds it against one that is still being prepared too.
type sending struct {
	http.ResponseWriter
	control *http.ResponseController
	within  time.Duration // for all of it
	begun   bool          // and cannot be another answer any more
	length  int64         // that was promised; 0 where none was
	written int64
	taken   time.Duration // by the client, for what was written
	now     func() time.Time
	// last is asked before the last of a promised length is sent; nil asks nothing.
	last    func() error
	failure error
}

func newSending(w http.ResponseWriter, within time.Duration) *sending {
	s := &sending{ResponseWriter: w, control: http.NewResponseController(w), within: within, now: time.Now}
	s.allow(within)
	return s
}

// allow gives what is sent from now on so much time. Where a connection has no such limit there is nothing to do.
func (s *sending) allow(d time.Duration) { _ = s.control.SetWriteDeadline(s.now().Add(d)) }

// end leaves what is still to be sent the time of a piece.
func (s *sending) end() { s.allow(sendWithin) }

// WriteHeader begins the answer.
func (s *sending) WriteHeader(status int) {
	s.begun = true
	s.length, _ = strconv.ParseInt(s.Header().Get("Content-Length"), 10, 64)
	s.ResponseWriter.WriteHeader(status)
}

// Write sends bytes piece by piece.
func (s *sending) Write(p []byte) (written int, err error) {
	s.begun = true
	for piece := range slices.Chunk(p, pieceSize) {
		if s.last != nil && s.length > 0 && s.written+int64(len(piece)) >= s.length {
			err = s.last()
		}
		if err == nil {
			var n int
			began := s.now()
			s.allow(allowance(s.written, s.taken))
			n, err = s.ResponseWriter.Write(piece)
			s.taken += s.now().Sub(began)
			written += n
			s.written += int64(n)
		}
		if err != nil {
			s.failure = err
			return written, err
		}
	}
	s.allow(s.within)
	return written, nil
}
