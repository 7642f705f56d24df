package main

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

const (
	// sendWithin is the time limit for sending one piece.
	sendWithin = 30 * time.Second
	// pieceSize is the size of a piece in bytes. Writers of tables produce several megabytes at once.
	pieceSize = 1 << 16
	// leastRate is the minimum average rate of a client in bytes per second, after sendGrace. Without it a slow
	// client could occupy a place until the time limit of the whole file.
	leastRate = 16 << 10
	sendGrace = time.Minute
)

// allowance returns the time limit for the next piece, given the bytes written so far and the time that they took.
func allowance(written int64, taken time.Duration) time.Duration {
	earned := sendGrace + time.Duration(written/leastRate)*time.Second
	return min(sendWithin, earned-taken)
}

// sending is a response with a time limit for each piece and a long one in total. The limit of the server applies to
// complete responses, and with HTTP/2 also to the time before the response begins.
type sending struct {
	http.ResponseWriter
	control *http.ResponseController
	within  time.Duration // the total time limit
	begun   bool          // the header has been sent, so the response can no longer change
	length  int64         // the Content-Length; 0 if unknown
	written int64
	taken   time.Duration // total time that the client took for the written bytes
	now     func() time.Time
	// last is called before the end of a response of known length is sent. It can be nil.
	last    func() error
	failure error
}

func newSending(w http.ResponseWriter, within time.Duration) *sending {
	s := &sending{ResponseWriter: w, control: http.NewResponseController(w), within: within, now: time.Now}
	s.allow(within)
	return s
}

// allow sets the time limit for the bytes sent from now on. Errors mean that the connection has no such limit.
func (s *sending) allow(d time.Duration) { _ = s.control.SetWriteDeadline(s.now().Add(d)) }

// end sets the time limit for the remaining bytes to that of one piece.
func (s *sending) end() { s.allow(sendWithin) }

// WriteHeader sends the header.
func (s *sending) WriteHeader(status int) {
	s.begun = true
	s.length, _ = strconv.ParseInt(s.Header().Get("Content-Length"), 10, 64)
	s.ResponseWriter.WriteHeader(status)
}

// Write sends bytes in pieces.
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
