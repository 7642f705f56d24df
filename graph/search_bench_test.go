package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// manyNames is a graph with 100,000 names that are searched.
var manyNames = storetest.Shape{Firms: 30_000, Investors: 22_000, Seed: 1}

// manyNamesServer returns a server over this graph.
func manyNamesServer(b *testing.B) http.Handler {
	b.Helper()
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if _, err := s.Load(b.Context(), manyNames.Fill); err != nil {
		b.Fatal(err)
	}
	return serve(engine.Config{Store: s})
}

// BenchmarkMatch measures whole requests for a match of 200 rows, over 100,000 names.
func BenchmarkMatch(b *testing.B) {
	server := manyNamesServer(b)
	var rows []any
	for len(rows) < 200 {
		for _, name := range typedNames(b, server) {
			if len(rows) < 200 {
				rows = append(rows, map[string]any{"name": name + " Co., Ltd.", "city": "Beijing"})
			}
		}
	}
	before := processTime(b)
	for b.Loop() {
		status, body := post(b, server, `query Rows($rows: [MatchRow!]!) { match(rows: $rows) { candidates { score match } } }`, map[string]any{"rows": rows})
		if status != http.StatusOK || strings.Contains(body, "errors") {
			b.Fatal(body)
		}
	}
	b.ReportMetric(float64((processTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkSearchAsYouType measures whole requests of a search while a user types, over 100,000 names.
func BenchmarkSearchAsYouType(b *testing.B) {
	executor := manyNamesServer(b)
	const query = `query Typing($text: String!) { search(text: $text, prefix: true) { score matched { name matchedBy } node { id } } }`
	request := func(b *testing.B, text string) string {
		status, body := post(b, executor, query, map[string]any{"text": text})
		if status != http.StatusOK || strings.Contains(body, "errors") {
			b.Fatal(body)
		}
		return body
	}
	typed := typedNames(b, executor)
	for length := 1; length <= 3; length++ {
		b.Run(fmt.Sprintf("letters=%d", length), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				request(b, string([]rune(typed[i%len(typed)])[:length]))
			}
		})
	}
	b.Run("name", func(b *testing.B) {
		var texts []string
		for _, name := range typed {
			letters := []rune(name)
			for n := 3; n <= min(len(letters), 15); n++ {
				texts = append(texts, string(letters[:n]))
			}
		}
		before := processTime(b)
		for i := 0; b.Loop(); i++ {
			request(b, texts[i*7%len(texts)])
		}
		b.ReportMetric(float64((processTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
}

// typedNames returns names of the graph in both languages, to be typed letter by letter.
func typedNames(b *testing.B, handler http.Handler) []string {
	b.Helper()
	_, body := post(b, handler, `{ firms(first: 1000) { edges { node { name nameZh } } } }`, nil)
	var answer struct {
		Data struct {
			Firms struct {
				Edges []struct{ Node struct{ Name, NameZh string } }
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		b.Fatal(err)
	}
	var names []string
	for i, edge := range answer.Data.Firms.Edges {
		for _, name := range []string{edge.Node.Name, edge.Node.NameZh} {
			if i%25 == 0 && len([]rune(name)) >= 3 {
				names = append(names, name)
			}
		}
	}
	return names
}
