package differential_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/oracle"
)

// TestOracleAgrees runs generated queries on SQLite and the oracle, with generated graphs. TestDifferential compares them
// with Neo4j as well.
func TestOracleAgrees(t *testing.T) {
	const enough = 2000
	counts := newCounter(0)
	open := embedded(t, counts, func(s store.Store) store.Store { return s })
	for seed := *seedFlag; counts.evaluated < enough; seed++ {
		searchGraph(t, open, seed, "")
	}
	t.Logf("%d of %d queries, %d not empty", counts.evaluated, counts.queries, counts.filled)
}

// inMemory returns the oracle of a graph.
func inMemory(h history) *oracle.Oracle {
	var g oracle.Graph
	for _, f := range h.facts() {
		if f.node != nil {
			_ = g.Node(*f.node) // it never fails
		} else {
			_ = g.Relationship(*f.relationship)
		}
	}
	return oracle.New(querySchema, &g)
}

const otherwise = "the oracle answers otherwise"

// evaluated compares a response with the oracle's answer. It returns what is wrong, and the oracle's answer or error.
func (c *compared) evaluated(d document, values map[string]any, answer string) (what, how string) {
	var stored struct {
		Data   json.RawMessage
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(answer), &stored); err != nil {
		return "the answer is not JSON", err.Error()
	}
	for _, e := range stored.Errors {
		if e.Extensions.Code == apierror.CodeInvalidArgument && c.oracle.Check(d.text, values) == nil {
			return "the stores refuse what the oracle finds nothing wrong with", ""
		}
	}
	if len(stored.Errors) > 0 {
		return "", ""
	}
	data, err := c.oracle.Answer(d.text, c.counts.cursors.Translate(values))
	if err == nil {
		err = c.counts.cursors.Match(data, stored.Data)
	}
	switch {
	case errors.Is(err, oracle.ErrNotAnswered):
		return "the oracle does not answer", err.Error()
	case err != nil:
		return otherwise, err.Error()
	}
	c.counts.evaluated++
	return "", ""
}

// TestOracleFinds checks that the oracle detects an error that both stores have.
func TestOracleFinds(t *testing.T) {
	forgotten := func(l *plan.List) { l.Where = nil }
	counts := newCounter(0)
	open := embedded(t, counts, func(s store.Store) store.Store { return faulty{s, forgotten} })
	const enough = 10
	for seed := uint64(1); seed <= enough; seed++ {
		c, err := open(graphs.Example(int(seed)))
		if err != nil {
			t.Fatal(err)
		}
		found := search(t, c, graphs.Example(int(seed)), seed, time.Second)
		c.close()
		if found != nil {
			if found.what != otherwise {
				t.Error(found)
			}
			return
		}
	}
	t.Errorf("it is not found in %d graphs", enough)
}

// embedded returns a function that loads a graph into two SQLite stores, each wrapped by changed.
func embedded(t *testing.T, counts *counter, changed func(store.Store) store.Store) func(history) (*compared, error) {
	return func(h history) (*compared, error) {
		left, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			return nil, err
		}
		right, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			_ = left.Close()
			return nil, err
		}
		return compare(t.Context(), h, changed(left), changed(right), counts)
	}
}
