package storetest

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkStreamMemory streams a graph of 40 MiB and measures the memory of the program meanwhile.
func checkStreamMemory(t *testing.T, open func(t *testing.T) store.Store) {
	const nodes, size, most = 10_000, 4 << 10, 16 << 20
	s := opened(t, open)
	url := strings.Repeat("u", size)
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		for i := range nodes {
			n := node(model.Source, fmt.Sprintf("source:%06d", i), model.Properties{model.URL: url})
			if err := w.Node(n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	before := heapInUse()
	w := counted(func(n int) error {
		if n%1000 != 0 {
			return nil
		}
		if now := heapInUse(); now > before+most {
			return fmt.Errorf("at node %d the stream of %d MiB holds %d MiB", n, nodes*size>>20, (now-before)>>20)
		}
		return nil
	})
	if err := s.Stream(t.Context(), nil, w); err != nil {
		t.Error(err)
	}
}

// heapInUse returns the bytes of Go's heap that are in use.
func heapInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// counted returns a Writer that discards its facts and calls each with the number of nodes so far.
func counted(each func(n int) error) store.Writer { return &counting{each: each} }

type counting struct {
	nodes int
	each  func(n int) error
}

func (c *counting) Node(model.Node) error {
	c.nodes++
	return c.each(c.nodes)
}

func (c *counting) Relationship(model.Relationship) error { return nil }

// checkConcurrentStream checks operations during a stream.
func checkConcurrentStream(t *testing.T, open func(t *testing.T) store.Store, options Options) {
	if !options.ReadsDuringLoad {
		t.Run("reads", func(t *testing.T) {
			s := opened(t, open)
			loadFixture(t, s)
			checkStreamWithReads(t, s)
		})
		return
	}
	s := opened(t, open)
	loadFixture(t, s)
	t.Run("reads", func(t *testing.T) { checkStreamWithReads(t, s) })
	t.Run("into its own store", func(t *testing.T) {
		tally, err := s.Load(t.Context(), func(w store.Writer) error { return s.Stream(t.Context(), nil, w) })
		if err != nil {
			t.Fatalf("Load: %v", err)
		}
		f := fixture()
		expectTally(t, "load", tally, store.Tally{Unchanged: len(f.nodes) + len(f.relationships)})
	})
	t.Run("a load that fails", func(t *testing.T) {
		errFill := errors.New("fill gave up")
		_, err := s.Load(t.Context(), func(w store.Writer) error {
			if err := otherWrites().fill(w); err != nil {
				return err
			}
			expectStream(t, s, fixture())
			return errFill
		})
		if !errors.Is(err, errFill) {
			t.Errorf("Load: error %v, want %v", err, errFill)
		}
	})
	t.Run("a load", func(t *testing.T) { checkStreamWithLoad(t, s, options) })
}

// checkStreamWithReads runs a plan and another stream within a stream.
func checkStreamWithReads(t *testing.T, s store.Store) {
	once := false
	w := &received{before: func(string) error {
		if !once {
			once = true
			expect(t, s, root(&plan.TotalCount{From: firms}), list{len(firmIDs)})
			expectStream(t, s, fixture())
		}
		return nil
	}}
	if err := s.Stream(t.Context(), nil, w); err != nil {
		t.Errorf("Stream: %v", err)
	}
}

// checkStreamWithLoad commits a load between two facts of a stream.
func checkStreamWithLoad(t *testing.T, s store.Store, options Options) {
	changes := otherWrites()
	changed := map[string]bool{}
	for _, n := range changes.nodes {
		changed[n.ID()] = true
	}
	for _, r := range changes.relationships {
		changed[r.ID()] = true
	}
	f := fixture()
	var got received
	got.before = func(id string) error {
		if id == "firm:alpha" {
			load(t, s, changes)
		}
		return nil
	}
	if err := s.Stream(t.Context(), nil, &got); err != nil {
		t.Fatalf("Stream: %v", err)
	}
	want := inOrder(f)
	if !options.Snapshots {
		times := map[string]int{}
		stayed := func(all facts) (left facts) {
			for _, n := range all.nodes {
				times[n.ID()]++
				if !changed[n.ID()] {
					left.nodes = append(left.nodes, n)
				}
			}
			for _, r := range all.relationships {
				times[r.ID()]++
				if !changed[r.ID()] {
					left.relationships = append(left.relationships, r)
				}
			}
			return left
		}
		want, got.facts = stayed(want), stayed(got.facts)
		for id, n := range times {
			if n > 2 {
				t.Errorf("Stream: %q comes twice", id)
			}
		}
	}
	expectFacts(t, "nodes", got.nodes, want.nodes, model.Node.ID)
	expectFacts(t, "relationships", got.relationships, want.relationships, model.Relationship.ID)
}

// checkStreamWithClose checks that Close waits for a stream, and that no stream starts afterwards.
func checkStreamWithClose(t *testing.T, open func(t *testing.T) store.Store) {
	s := open(t)
	loadFixture(t, s)
	begun, finish := make(chan struct{}), make(chan struct{})
	var got received
	got.before = func(string) error {
		if len(got.nodes) == 0 {
			close(begun)
			<-finish
		}
		return nil
	}
	streamed, closed := make(chan error, 1), make(chan error, 1)
	go func() { streamed <- s.Stream(t.Context(), nil, &got) }()
	<-begun
	go func() { closed <- s.Close() }()
	for deadline := time.Now().Add(checkTimeout); s.Ping(t.Context()) == nil; {
		if time.Now().After(deadline) {
			t.Fatal("Ping: the store is never closed")
		}
	}
	for since := time.Now(); time.Since(since) < 100*time.Millisecond; { // enough time for a Close that does not wait to return
		_ = s.Ping(t.Context())
	}
	select {
	case err := <-closed:
		t.Errorf("Close: %v before the stream had ended", err)
		closed <- err
	default:
	}
	close(finish)
	if err := <-streamed; err != nil {
		t.Errorf("Stream beside Close: %v", err)
	}
	if err := <-closed; err != nil {
		t.Errorf("Close: %v", err)
	}
	if want := fixture(); len(got.nodes) != len(want.nodes) || len(got.relationships) != len(want.relationships) {
		t.Errorf("Stream beside Close: %d nodes and %d relationships", len(got.nodes), len(got.relationships))
	}
	if err := s.Stream(t.Context(), nil, &received{}); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Stream after Close: error %v, want %v", err, store.ErrUnavailable)
	}
}
