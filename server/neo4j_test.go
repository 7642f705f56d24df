package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// TestServeNeo4j runs a server on Neo4j through failures: the database is unavailable at the start, then the password
// is wrong, then the graph is loaded, and then the database is killed under load and restarted. The server keeps
// running, and never gives a wrong answer.
func TestServeNeo4j(t *testing.T) {
	database := neo4jtest.PrepareFor(t, neo4jtest.Options{})
	password := filepath.Join(t.TempDir(), "password")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(password, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(database.Password + "wrong")
	flags := []string{"--store", database.URI, "--neo4j-user", database.User, "--neo4j-password-file", password}
	r := start(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1", "--log-format", "json"}, flags...)...)
	if !strings.Contains(r.said, "not open yet") {
		t.Errorf("it says of a database that is not there:\n%s", r.said)
	}
	r.expect(t, apierror.CodeUnavailable, http.StatusServiceUnavailable)
	r.awaitLog(t, "check the address, and that Neo4j is running")

	if err := database.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.awaitLog(t, "check the user, the password or token")
	r.expect(t, apierror.CodeAccessDenied, http.StatusServiceUnavailable)

	write(database.Password + "\n")
	r.awaitLog(t, "the database is open")
	r.awaitReady(t)
	r.expect(t, "", http.StatusOK)
	r.besideCostly(t)
	underLoad(t, r, database)

	var out, errs lines
	if status := run(t.Context(), append([]string{"load"}, flags...), streams{out: &out, err: &errs}); status != 0 {
		t.Errorf("load: status %d\n%s", status, errs.String())
	}
	if !strings.Contains(out.String(), "Loaded into "+database.URI) || !strings.Contains(out.String(), "unchanged") {
		t.Errorf("a second load says\n%s", out.String())
	}
	profile := append([]string{"explain", "-", "--profile"}, flags...)
	out.b.Reset()
	if status := run(t.Context(), profile, streams{in: strings.NewReader(founderQuery), out: &out, err: &errs}); status != 0 {
		t.Errorf("explain --profile: status %d\n%s", status, errs.String())
	}
	for _, want := range []string{"\nCypher\n", "\nProfile\n", "db hits: ", "IndexSeek"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("explain --profile does not say %q:\n%s", want, out.String())
		}
	}
	r.end(t)
	if strings.Contains(r.log.String()+r.said+errs.String(), database.Password) {
		t.Error("the password is told")
	}
}

// A query of the Little Giants with its answer.
const (
	founderQuery  = `{ firm(id: "firm:uisee") { founders { nodes { name } } } }`
	founderAnswer = `{"data":{"firm":{"founders":{"nodes":[{"name":"Wu Gansha"}]}}}}` + "\n"
)

// underLoad kills the database while clients continuously send queries, and restarts it. Each response is the right
// answer or an error with the reason.
func underLoad(t *testing.T, r *running, database *neo4jtest.Server) {
	t.Helper()
	var stop atomic.Bool
	right, away := make(chan struct{}), make(chan struct{})
	tell := func(what chan<- struct{}) {
		select {
		case what <- struct{}{}:
		default: // nobody is waiting for it
		}
	}
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			for !stop.Load() {
				switch status, code, body := r.query(t); {
				case status == http.StatusOK && body == founderAnswer:
					tell(right)
				case status == http.StatusServiceUnavailable && (code == apierror.CodeUnavailable || code == apierror.CodeOverloaded):
					tell(away)
				default:
					t.Errorf("status %d: %s", status, body)
				}
			}
		})
	}
	await(t, right)
	if err := database.Kill(); err != nil {
		t.Error(err)
	}
	await(t, away)
	if answer, _ := get(t, r.url+"readyz"); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("/readyz while the database is away: %d", answer.StatusCode)
	}
	if answer, _ := get(t, r.url+"healthz"); answer.StatusCode != http.StatusOK {
		t.Errorf("/healthz while the database is away: %d", answer.StatusCode)
	}
	if err := database.Restart(t.Context()); err != nil {
		t.Error(err)
	}
	r.awaitReady(t)
	await(t, right)
	stop.Store(true)
	clients.Wait()
	r.expect(t, "", http.StatusOK)
}

// await waits until ten more events are reported. The time limit is that of the test.
func await(t *testing.T, output <-chan struct{}) {
	t.Helper()
	for range 10 {
		select {
		case <-output:
		case <-t.Context().Done():
			t.Fatal("the clients do not get there")
		}
	}
}

// query sends the query and returns the status, the error code if any, and the body.
func (r *running) query(t *testing.T) (status int, code, body string) {
	request, err := json.Marshal(map[string]string{"query": founderQuery})
	if err != nil {
		t.Error(err)
		return 0, "", ""
	}
	answer, err := http.Post(r.url+"graphql", "application/json", strings.NewReader(string(request)))
	if err != nil {
		t.Error(err)
		return 0, "", ""
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Error(err)
	}
	var output struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(text, &output); err != nil {
		t.Errorf("%v in %s", err, text)
	}
	if len(output.Errors) > 0 {
		code = output.Errors[0].Extensions.Code
	}
	if answer.StatusCode == http.StatusServiceUnavailable && answer.Header.Get("Retry-After") == "" {
		t.Error("503 without Retry-After")
	}
	return answer.StatusCode, code, string(text)
}

// expect sends the query and compares the code or, without a code, the answer.
func (r *running) expect(t *testing.T, code string, status int) {
	t.Helper()
	gotStatus, gotCode, body := r.query(t)
	if gotStatus != status || gotCode != code || code == "" && body != founderAnswer {
		t.Errorf("status %d, %s; want %d with the code %q", gotStatus, body, status, code)
	}
}

// awaitReady waits until /readyz changes.
func (r *running) awaitReady(t *testing.T) {
	t.Helper()
	for t.Context().Err() == nil {
		if answer, _ := get(t, r.url+"readyz"); answer.StatusCode == http.StatusOK {
			return
		}
	}
}

// awaitLog waits until the log contains a text.
func (r *running) awaitLog(t *testing.T, said string) {
	t.Helper()
	for {
		log, more := r.log.next()
		if strings.Contains(log, said) {
			return
		}
		select {
		case <-more:
		case <-t.Context().Done():
			t.Fatalf("the log never says %q:\n%s", said, log)
		}
	}
}
