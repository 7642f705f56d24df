package response

import (
	"errors"
	"testing"
)

// TestFirstFaultStays holds that a writer which failed keeps its error, also where it has written too much.
func TestFirstFaultStays(t *testing.T) {
	first := errors.New("first")
	w := &writer{out: []byte("[[["), limit: 2, err: first}
	if w.bound(); !errors.Is(w.err, first) {
		t.Errorf("the error is %v, want the first", w.err)
	}
	w.err = nil
	if w.bound(); w.err == nil {
		t.Error("too much is no error")
	}
}
