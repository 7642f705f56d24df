package differential_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	documentsOfGraph = 16 // documents for one graph
	valuesOfDocument = 12 // sets of values for one document
)

// search compares two stores by generated documents. It returns the first difference, with the smallest document and values
// that are found within the given time, or nil if there is none.
func search(t *testing.T, c *compared, h history, seed uint64, shrinking time.Duration) (found *difference) {
	t.Helper()
	// rapid increments its seed, so that consecutive seeds would draw mostly the same.
	setFlag(t, "rapid.seed", strconv.FormatUint(seed*0x9e3779b97f4a7c15, 10))
	setFlag(t, "rapid.checks", strconv.Itoa(documentsOfGraph))
	setFlag(t, "rapid.shrinktime", shrinking.String())
	setFlag(t, "rapid.nofailfile", "true") // the seed reproduces a failure
	report := &searching{TB: t}
	defer func() {
		if panicked := recover(); panicked != nil && panicked != any(endOfSearch) {
			panic(panicked)
		}
		if report.failed != "" && found == nil {
			t.Fatal(report.failed) // an error of a generator
		}
	}()
	values := collectValues(h)
	rapid.Check(report, func(rt *rapid.T) {
		if c.counts.full() {
			return
		}
		d := documents.Draw(rt, "document")
		sets := []map[string]any{{}}
		if len(d.variables) > 0 {
			sets = rapid.SliceOfN(d.values(values), valuesOfDocument, valuesOfDocument).Draw(rt, "values")
		}
		for _, set := range sets {
			if difference := c.ask(t.Context(), d, set); difference != nil {
				found = difference
				c.counts.mostShapes = 0 // smaller documents are new shapes
				rt.Fatal(difference.what)
			}
		}
	})
	return found
}

// searching is the test that rapid reports to. The differences that it finds are reported elsewhere.
type searching struct {
	rapid.TB
	failed string
}

const endOfSearch = "end of search"

func (s *searching) Logf(string, ...any)               {}
func (s *searching) Log(...any)                        {}
func (s *searching) Errorf(format string, args ...any) { s.failed += fmt.Sprintf(format, args...) }
func (s *searching) Error(args ...any)                 { s.failed += fmt.Sprint(args...) }
func (s *searching) Fail()                             { s.failed += "failed" }
func (s *searching) Failed() bool                      { return s.failed != "" }
func (s *searching) FailNow()                          { panic(any(endOfSearch)) }

// setFlag sets a flag until the test ends.
func setFlag(t *testing.T, name, value string) {
	t.Helper()
	f := flag.Lookup(name)
	before := f.Value.String()
	if err := f.Value.Set(value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Value.Set(before); err != nil {
			t.Error(err)
		}
	})
}

// reduce removes the facts and properties of a graph that are not needed to reproduce a difference.
func reduce(t *testing.T, h history, found *difference, open func(history) (*compared, error)) history {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	remains := func(h history) bool {
		if ctx.Err() != nil {
			return false
		}
		c, err := open(h)
		if err != nil { // such as a relationship without one of its nodes
			return false
		}
		defer c.close()
		_, again := c.once(t.Context(), found.document, found.variables)
		return again != nil && again.what == found.what
	}
	for i := range slices.Backward(h) {
		for size := max(1, len(h[i])/2); size > 0; size /= 2 {
			for end := len(h[i]); end > 0; end -= size {
				smaller := slices.Clone(h)
				smaller[i] = slices.Delete(slices.Clone(h[i]), max(0, end-size), end)
				if remains(smaller) {
					h = smaller
				}
			}
		}
	}
	for i := range h {
		for j, f := range h[i] {
			for property := range f.properties() {
				smaller := slices.Clone(h)
				smaller[i] = slices.Clone(h[i])
				smaller[i][j] = f.without(property)
				if !property.Required() && remains(smaller) {
					h, f = smaller, smaller[i][j]
				}
			}
		}
	}
	return h
}

// scattered returns a seed far from the seed of n+1, since rapid increments its seed.
func scattered(n uint64) int { return int(n * 0x9e3779b97f4a7c15 >> 1) }
