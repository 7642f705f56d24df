package neo4j_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// generatedGraph returns a server on a generated graph, and a bare driver for the same database.
func generatedGraph(t testing.TB, name string, shape storetest.Shape) (http.Handler, driver.DriverWithContext) {
	t.Helper()
	s := holding(t, name, func(l store.Loader) error { return loadInParts(t.Context(), l, shape) })
	config := forTest(t)
	d, err := driver.NewDriverWithContext(config.URI, driver.BasicAuth(config.User, config.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close(context.Background()) })
	return serve(engine.Config{Store: s, Timeout: 30 * time.Second}), d
}

// loadInParts loads a graph in several loads, since the server for tests does not have enough memory for one
// transaction.
func loadInParts(ctx context.Context, l store.Loader, shape storetest.Shape) error {
	var all facts
	if err := shape.Fill(&all); err != nil {
		return err
	}
	for part := range slices.Chunk(all, 50_000) {
		_, err := l.Load(ctx, func(w store.Writer) error {
			for _, write := range part {
				if err := write(w); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// facts buffers the facts that are written to it.
type facts []func(store.Writer) error

func (f *facts) Node(n model.Node) error {
	*f = append(*f, func(w store.Writer) error { return w.Node(n) })
	return nil
}

func (f *facts) Relationship(r model.Relationship) error {
	*f = append(*f, func(w store.Writer) error { return w.Relationship(r) })
	return nil
}

// byHand sends a case's Cypher in the fastest way that the driver has: an auto-commit transaction, and the whole answer
// at once.
func byHand(ctx context.Context, d driver.DriverWithContext, c benchCase) ([]any, error) {
	session := d.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, FetchSize: driver.FetchAll})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, c.cypher, c.params)
	if err != nil {
		return nil, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, err
	}
	return record.Values, nil
}

// TestBenchmarksAnswerAlike checks that both sides of each benchmark return the same answer.
func TestBenchmarksAnswerAlike(t *testing.T) {
	shape := storetest.Shape{Firms: 300, Investors: 200, Investments: 3000, Seed: 2}
	server, d := generatedGraph(t, "generated small", shape)
	for _, c := range benchCases(t, server, shape) {
		record, err := byHand(t.Context(), d, c)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		text, err := json.Marshal(c.answer(t, record))
		if err != nil {
			t.Fatal(err)
		}
		var got, want any
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(dataOf(t, server, c.query, c.variables), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the answers differ:\n%s", c.name, diff)
		}
	}
}

// BenchmarkRequest measures whole requests through the HTTP handler in process (graphql), the hand-written Cypher
// (cypher), and both alternately: in process (pairs), over a socket (socket), and concurrently (parallel). The ratios
// are of throughput: the time of the Cypher divided by the time of the request.
func BenchmarkRequest(b *testing.B) {
	shape := storetest.Standard
	server, d := generatedGraph(b, "generated standard", shape)
	overSocket := httptest.NewServer(server)
	defer overSocket.Close()
	for _, c := range benchCases(b, server, shape) {
		body := requestBody(b, c.query, c.variables)
		hand := func() {
			if _, err := byHand(context.Background(), d, c); err != nil {
				b.Error(err)
			}
		}
		inProcess := func() {
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, graphQLRequest(b, "/graphql", body))
			if recorder.Code != http.StatusOK || bytes.HasPrefix(recorder.Body.Bytes(), []byte(`{"errors"`)) {
				b.Error(recorder.Body.String())
			}
		}
		socket := func() {
			response, err := overSocket.Client().Post(overSocket.URL, "application/json", bytes.NewReader(body))
			if err != nil {
				b.Error(err)
				return
			}
			defer func() { _ = response.Body.Close() }()
			answer, err := io.ReadAll(response.Body)
			if err != nil || response.StatusCode != http.StatusOK || bytes.HasPrefix(answer, []byte(`{"errors"`)) {
				b.Errorf("%s, %v", answer, err)
			}
		}
		start := time.Now()
		for n := 0; n < 500 && time.Since(start) < 10*time.Second; n++ { // warms up the just-in-time compiler of Java
			hand()
			inProcess()
		}
		b.Run(c.name+"/graphql", func(b *testing.B) { alone(b, inProcess) })
		b.Run(c.name+"/cypher", func(b *testing.B) { alone(b, hand) })
		b.Run(c.name+"/pairs", func(b *testing.B) { pairs(b, inProcess, hand) })
		b.Run(c.name+"/socket", func(b *testing.B) { pairs(b, socket, hand) })
		b.Run(c.name+"/parallel", func(b *testing.B) { pairs(b, burst(inProcess), burst(hand)) })
	}
}

func alone(b *testing.B, run func()) {
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
}

// pairs runs both alternately, and changes which is first in each pair. It reports the ratio of their throughput, and
// the median ratio of the pairs, which noise affects less.
func pairs(b *testing.B, request, hand func()) {
	var requests, hands time.Duration
	var ratios []float64
	timed := func(run func()) time.Duration {
		start := time.Now()
		run()
		return time.Since(start)
	}
	for i := 0; b.Loop(); i++ {
		var r, h time.Duration
		if i%2 == 0 {
			r, h = timed(request), timed(hand)
		} else {
			h, r = timed(hand), timed(request)
		}
		requests, hands = requests+r, hands+h
		ratios = append(ratios, float64(h)/float64(r))
	}
	slices.Sort(ratios)
	b.ReportMetric(float64(hands)/float64(requests), "of-cypher")
	b.ReportMetric(ratios[len(ratios)/2], "median-of-cypher")
	b.ReportMetric(float64(requests.Microseconds())/float64(len(ratios)), "request-µs")
	b.ReportMetric(float64(hands.Microseconds())/float64(len(ratios)), "cypher-µs")
}

// burst returns a function that runs run many times, with several concurrent clients.
func burst(run func()) func() {
	const clients, each = 4, 8
	return func() {
		var group sync.WaitGroup
		for range clients {
			group.Go(func() {
				for range each {
					run()
				}
			})
		}
		group.Wait()
	}
}
