package neo4j_test

import (
	"context"
	"slices"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// batchesByHand is the rows of a graph for an ideal load, which has the whole graph from the start: as parameters of
// the driver, grouped by statement, with the markers among the labels of a new node.
type batchesByHand struct {
	nodes         []batchByHand
	relationships []batchByHand
	facts         int
}

type batchByHand struct {
	text string
	rows []any
}

// gathering is a Writer that builds batchesByHand.
type gathering struct {
	nodes         []model.Node
	relationships []model.Relationship
	marked        map[string][len(markerNames)]bool
}

var markerNames = [...]string{model.Founder.String(), model.Investor.String()}

func (g *gathering) mark(id string, marker int) {
	marks := g.marked[id]
	marks[marker] = true
	g.marked[id] = marks
}

func (g *gathering) Node(n model.Node) error {
	if n.Investor {
		g.mark(n.ID(), 1)
	}
	g.nodes = append(g.nodes, n)
	return nil
}

func (g *gathering) Relationship(r model.Relationship) error {
	switch r.Type {
	case model.HasRole:
		if r.Properties[model.IsFounder] == true {
			g.mark(r.From, 0)
		}
	case model.InvestedIn, model.CommittedTo:
		g.mark(r.From, 1)
	}
	g.relationships = append(g.relationships, r)
	return nil
}

func unwindByHand(b *testing.B, shape storetest.Shape) batchesByHand {
	b.Helper()
	g := gathering{marked: map[string][len(markerNames)]bool{}}
	if err := shape.Fill(&g); err != nil {
		b.Fatal(err)
	}
	nodes, relationships := map[string][]any{}, map[string][]any{}
	for _, n := range g.nodes {
		labels := ":Fact:" + n.Label.String()
		for i, marked := range g.marked[n.ID()] {
			if marked {
				labels += ":" + markerNames[i]
			}
		}
		row := neo4j.Stored(n.Properties)
		if n.Investor {
			row["listedAsInvestor"] = true
		}
		text := "UNWIND $rows AS row CREATE (n" + labels + ") SET n = row"
		nodes[text] = append(nodes[text], row)
	}
	for _, r := range g.relationships {
		text := "UNWIND $rows AS row MATCH (a:Fact {id: row.from}) MATCH (b:Fact {id: row.to})" +
			" CREATE (a)-[r:" + r.Type.String() + "]->(b) SET r = row.stated"
		row := map[string]any{"from": r.From, "to": r.To, "stated": neo4j.Stored(r.Properties)}
		relationships[text] = append(relationships[text], row)
	}
	return batchesByHand{inBatches(nodes), inBatches(relationships), len(g.nodes) + len(g.relationships)}
}

func inBatches(rows map[string][]any) (batches []batchByHand) {
	const size = 5000
	for text, all := range rows {
		for batch := range slices.Chunk(all, size) {
			batches = append(batches, batchByHand{text, batch})
		}
	}
	return batches
}

// write sends the batches in one transaction.
func (all batchesByHand) write(ctx context.Context, d driver.DriverWithContext) error {
	session := d.NewSession(ctx, driver.SessionConfig{})
	defer func() { _ = session.Close(ctx) }()
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Close(ctx) }()
	for _, batch := range slices.Concat(all.nodes, all.relationships) {
		result, err := tx.Run(ctx, batch.text, map[string]any{"rows": batch.rows})
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// BenchmarkLoad measures loads into an empty database, UNWIND of the same rows through the bare driver, alternately,
// and the same load again, which changes nothing. The database buffers a transaction in memory, so a server at
// NEO4J_URI needs a heap of at least three gigabytes.
func BenchmarkLoad(b *testing.B) {
	config := forTest(b)
	shape := storetest.Standard
	rows := unwindByHand(b, shape)
	bare := bare(b, config)
	loadedGraph = ""
	var loading, unwinding, again time.Duration
	timed := func(total *time.Duration, run func() error) {
		b.Helper()
		start := time.Now()
		if err := run(); err != nil {
			b.Fatal(err)
		}
		*total += time.Since(start)
	}
	opened := func(with func(*neo4j.Store)) {
		b.Helper()
		neo4jtest.Empty(b)
		s, err := neo4j.Open(b.Context(), config)
		if err != nil {
			b.Fatal(err)
		}
		with(s)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	load := func(s *neo4j.Store, want store.Tally) func() error {
		return func() error {
			tally, err := s.Load(b.Context(), shape.Fill)
			if err == nil && tally != want {
				b.Fatalf("tally %+v, want %+v", tally, want)
			}
			return err
		}
	}
	turns := []func(){
		func() {
			opened(func(*neo4j.Store) { timed(&unwinding, func() error { return rows.write(b.Context(), bare) }) })
		},
		func() {
			opened(func(s *neo4j.Store) {
				timed(&loading, load(s, store.Tally{Created: rows.facts}))
				timed(&again, load(s, store.Tally{Unchanged: rows.facts}))
			})
		},
	}
	for b.Loop() {
		for _, turn := range turns {
			turn()
		}
		slices.Reverse(turns) // the first of a pair runs on colder caches
	}
	b.ReportMetric(loading.Seconds()/float64(b.N), "s/load")
	b.ReportMetric(unwinding.Seconds()/float64(b.N), "s/unwind")
	b.ReportMetric(again.Seconds()/float64(b.N), "s/again")
	b.ReportMetric(float64(loading)/float64(unwinding), "load/unwind")
}
