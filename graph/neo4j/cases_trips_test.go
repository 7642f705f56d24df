package neo4j_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// TestRoundTrips checks, in the driver's log of messages, that a query operation sends one statement and waits for the
// database once, including InitPlans that the database runs by itself. Other InitPlans wait once for each of their
// statements. Messages that open a connection or read a routing table come earlier and are not counted, since their
// results are cached. The file sorts after that of TestCases, which makes the database plan several statements at a
// time.
func TestRoundTrips(t *testing.T) {
	cases, err := filepath.Glob("../testdata/cases/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	direct := forTest(t)
	holding(t, "Little Giants", loadLittleGiants(t))
	routed := direct
	routed.URI = strings.Replace(direct.URI, "bolt://", "neo4j://", 1)
	for _, expansion := range []struct {
		name, database string
		config         neo4j.Config
	}{
		{"bolt", "neo4j", direct},
		{"bolt to the home database", "", direct},
		{"neo4j", "neo4j", routed},
		{"neo4j to the home database", "", routed},
	} {
		t.Run(expansion.name, func(t *testing.T) {
			var log boltLog
			expansion.config.Database, expansion.config.BoltLogger = expansion.database, &log
			s := holdingWith(t, expansion.config, "Little Giants", loadLittleGiants(t))
			server := serve(engine.Config{Store: s, Explainer: s})
			if err := s.Ping(t.Context()); err != nil {
				t.Fatal(err)
			}
			log.expect(t, "ping", 1, func() {
				if err := s.Ping(t.Context()); err != nil {
					t.Fatal(err)
				}
			})
			log.expect(t, "introspection", 0, func() { postQuery(t, server, "{ __schema { queryType { name } } }", nil) })
			together := 0
			for _, file := range cases {
				query, variables := questionOf(t, file)
				explanation, err := server.Explain(t.Context(), query, "", variables)
				want := 1
				if err != nil || explanation.Statement.Text == "" {
					want = 0
				}
				searches := len(explanation.Searches)
				together += strings.Count("\n"+explanation.Plan, "\nfinding ") - searches
				log.expectMore(t, filepath.Base(file), want, statementsOfSearch*searches, func() { postQuery(t, server, query, variables) })
			}
			if together == 0 {
				t.Error("no case has a search that is part of its one statement")
			}
		})
	}
}

// TestRoundTripsOfMany checks that concurrent requests also wait for the database once each.
func TestRoundTripsOfMany(t *testing.T) {
	const clients, each = 4, 10
	log := boltLog{openingsAside: true} // the first round may not open all connections
	config := forTest(t)
	config.BoltLogger, config.PoolSize = &log, 2*clients
	s := holdingWith(t, config, "Little Giants", loadLittleGiants(t))
	server := serve(engine.Config{Store: s, Explainer: s})
	many := func() {
		var all sync.WaitGroup
		for client := range clients {
			all.Go(func() {
				for i := range each {
					variables := map[string]any{"n": 1 + client*each + i}
					answer := postQuery(t, server, "query ($n: Int) { firms(first: $n) { nodes { name } } }", variables)
					if strings.Contains(answer, `"errors"`) {
						t.Error(answer)
					}
				}
			})
		}
		all.Wait()
	}
	many() // opens the connections
	log.clear()
	many()
	if statements, waits := log.count(); statements != clients*each || waits != clients*each {
		t.Errorf("%d requests sent %d statements and waited %d times", clients*each, statements, waits)
	}
}

func loadLittleGiants(t testing.TB) func(store.Loader) error {
	return func(into store.Loader) error {
		_, err := seed.Load(t.Context(), into, frozen.LittleGiants(), nil)
		return err
	}
}

// questionOf returns the query of a case file, and its variables.
func questionOf(t testing.TB, file string) (query string, variables map[string]any) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.Files {
		switch part.Name {
		case "query.graphql":
			query = string(part.Data)
		case "variables.json":
			decoder := json.NewDecoder(bytes.NewReader(part.Data))
			decoder.UseNumber()
			if err := decoder.Decode(&variables); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		}
	}
	return query, variables
}

// postQuery sends a query over HTTP, and returns the answer.
func postQuery(t testing.TB, server http.Handler, query string, variables map[string]any) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Error(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body)).WithContext(t.Context())
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	return recorder.Body.String()
}

// boltLog records the messages of every connection.
type boltLog struct {
	mu       sync.Mutex
	messages []boltMessage

	openingsAside bool // do not count the first messages of a new connection
}

type boltMessage struct {
	connection string
	byServer   bool
	text       string
}

// LogClientMessage records a message to the server.
func (l *boltLog) LogClientMessage(connection, format string, args ...any) {
	l.add(boltMessage{connection, false, fmt.Sprintf(format, args...)})
}

// LogServerMessage records a message of the server.
func (l *boltLog) LogServerMessage(connection, format string, args ...any) {
	l.add(boltMessage{connection, true, fmt.Sprintf(format, args...)})
}

func (l *boltLog) add(m boltMessage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.messages = append(l.messages, m)
}

func (l *boltLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.messages = nil
}

// count returns the number of statements, including those that begin and end a transaction, and the number of times
// that a connection waited for the server, which are messages to it that an answer follows.
func (l *boltLog) count() (statements, waits int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	requested := map[string]bool{}
	for _, m := range l.messages {
		switch {
		case l.openingsAside && isOpening(m.text):
		case !m.byServer:
			requested[m.connection] = true
			if strings.HasPrefix(m.text, "RUN ") || strings.HasPrefix(m.text, "BEGIN ") || m.text == "COMMIT" {
				statements++
			}
		case requested[m.connection]:
			requested[m.connection] = false
			waits++
		}
	}
	return statements, waits
}

// isOpening reports whether a message to the server belongs to the opening of a connection.
func isOpening(text string) bool {
	return slices.ContainsFunc([]string{"<", "HELLO ", "LOGON "}, func(begin string) bool { return strings.HasPrefix(text, begin) })
}

// expect checks that do sends the given number of statements, and waits for the database as often.
func (l *boltLog) expect(t *testing.T, name string, want int, do func()) {
	t.Helper()
	l.expectMore(t, name, want, 0, do)
}

// statementsOfSearch is the maximum number of statements of a search for paths: one for each step, and one for the
// relationships.
const statementsOfSearch = 12

// expectMore is expect with up to more additional statements, each with its own round trip.
func (l *boltLog) expectMore(t *testing.T, name string, want, more int, do func()) {
	t.Helper()
	l.clear()
	do()
	statements, waits := l.count()
	if statements == waits && statements >= want && statements <= want+more {
		return
	}
	t.Errorf("%s: %d statements and %d round trips, want %d of each, and at most %d more", name, statements, waits, want, more)
	l.mu.Lock()
	defer l.mu.Unlock()
	for m := range slices.Values(l.messages) {
		t.Logf("%s server %t: %.120s", m.connection, m.byServer, m.text)
	}
}
