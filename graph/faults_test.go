//go:build !race

package graph_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// TestFaultOfOneRow changes the label of a stored node directly in the database. Fields that lead to it are null,
// with an error that has the path of the node, and the rest of the answer is complete.
func TestFaultOfOneRow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE node SET label = 'OtherInvestor' WHERE id = 'investor:china-ic-fund-3'"); err != nil {
		t.Fatal(err)
	}
	executor := serve(engine.Config{Store: s, Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	const fund = `commitments(first: 100) { nodes { id } }`
	for _, c := range []struct{ query, path, data string }{
		{
			`{ firm(id: "firm:uisee") { name } investor(id: "investor:ministry-of-finance") { ` + fund + ` } }`,
			`["investor","commitments","nodes",%d]`, `{"firm":{"name":"UISEE"},"investor":null}`,
		},
		{
			`{ nodes(ids: ["firm:uisee", "investor:ministry-of-finance", "firm:none"]) { id ... on OtherInvestor { c: ` + fund + ` } } }`,
			`["nodes",1,"c","nodes",%d]`, `{"nodes":[{"id":"firm:uisee"},null,null]}`,
		},
		{
			`{ investors(filter: {id: {in: ["investor:ministry-of-finance"]}}) { edges { node { ` + fund + ` } } } }`,
			`["investors","edges",0,"node","commitments","nodes",%d]`, `{"investors":null}`,
		},
	} {
		status, body := post(t, executor, c.query, nil)
		var answer struct {
			Data   json.RawMessage
			Errors []struct {
				Path       []any
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		if status != http.StatusOK || len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != apierror.CodeInternal {
			t.Fatalf("status %d: %s, want one error %s", status, body, apierror.CodeInternal)
		}
		if diff := cmp.Diff(c.data, string(answer.Data)); diff != "" {
			t.Errorf("%s: data (-want +got):\n%s", c.query, diff)
		}
		got, _ := json.Marshal(answer.Errors[0].Path)
		last := answer.Errors[0].Path[len(answer.Errors[0].Path)-1]
		if place, isPlace := last.(float64); !isPlace || string(got) != fmt.Sprintf(c.path, int(place)) {
			t.Errorf("%s: path %s, want %s", c.query, got, strings.Replace(c.path, "%d", "a place", 1))
		}
	}
}
