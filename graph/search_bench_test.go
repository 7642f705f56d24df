package graph_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"stakegraph/graph"
	"stakegraph/graph/sqlite"
	"stakegraph/graph/store/storetest"
)

// manyNames is a graph with 100,000 names that are searched.
var manyNames = storetest.Shape{Firms: 30_000, Investors: 22_000, Seed: 1}

// typed is what somebody types, name by name, each letter by letter from the third one on.
var typed = []string{"huaxin robotics", "tianke heda", "xinchuang semiconductor", "zhongwei capital", "wang lei", "华芯机器人", "海光半导体"}

// BenchmarkSearchAsYouType measures whole requests of a search while somebody types, over 100,000 names.
func BenchmarkSearchAsYouType(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if _, err := s.Load(b.Context(), manyNames.Fill); err != nil {
		b.Fatal(err)
	}
	executor := graph.New(graph.Config{Store: s})
	const query = `query Typing($text: String!) { search(text: $text, prefix: true) { score matched { name how } node { id } } }`
	ask := func(b *testing.B, text string) string {
		status, body := post(b, executor, query, map[string]any{"text": text})
		if status != http.StatusOK || strings.Contains(body, "errors") {
			b.Fatal(body)
		}
		return body
	}
	for length := 1; length <= 3; length++ {
		b.Run(fmt.Sprintf("letters=%d", length), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				ask(b, string([]rune(typed[i%len(typed)])[:length]))
			}
		})
	}
	b.Run("name", func(b *testing.B) {
		var texts []string
		for _, name := range typed {
			letters := []rune(name)
			for n := 3; n <= len(letters); n++ {
				texts = append(texts, string(letters[:n]))
			}
		}
		for i := 0; b.Loop(); i++ {
			ask(b, texts[i%len(texts)])
		}
	})
}
