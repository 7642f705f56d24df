//go:build !race

package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

var networkx = flag.String("networkx", "", "a Python that has NetworkX, to have it answer anew what paths there are")

// TestPathsOfNetworkX compares the embedded store with NetworkX, for 500 pairs of nodes in each of two graphs. The
// answers of NetworkX are stored; the flag -networkx updates them.
func TestPathsOfNetworkX(t *testing.T) {
	generated, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = generated.Close() })
	if _, err := generated.Load(t.Context(), storetest.PathsGraph.Fill); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]store.Store{"seed": littleGiants(t), "generated": generated} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "paths", name+".jsonl")
			if *networkx != "" {
				answerByNetworkX(t, s, file)
			}
			answers, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			storetest.CheckPaths(t, s, bytes.NewReader(answers), 1)
		})
	}
}

// linked collects the ends of relationships.
type linked struct{ links [][2]string }

func (*linked) Node(model.Node) error { return nil }

func (l *linked) Relationship(r model.Relationship) error {
	if slices.Contains(storetest.PathTypes(), r.Type) {
		l.links = append(l.links, [2]string{r.From, r.To})
	}
	return nil
}

func answerByNetworkX(t *testing.T, s store.Store, file string) {
	t.Helper()
	var all linked
	if err := s.Stream(t.Context(), nil, &all); err != nil {
		t.Fatal(err)
	}
	question, err := json.Marshal(map[string]any{
		"links": all.links, "asked": pairsOf(all.links), "longest": storetest.LongestAnswer, "best": storetest.BestAnswers,
	})
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), *networkx, filepath.Join("testdata", "paths", "answers.py"))
	command.Stdin, command.Stderr = bytes.NewReader(question), os.Stderr
	answers, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, answers, 0o644); err != nil {
		t.Fatal(err)
	}
}

// pairsOf draws pairs of nodes: some from the whole graph, more at a distance of a few steps, partly along the
// directions.
func pairsOf(links [][2]string) []map[string]any {
	chance := rand.New(rand.NewPCG(1, 2))
	from, either := map[string][]string{}, map[string][]string{}
	for _, l := range links {
		from[l[0]] = append(from[l[0]], l[1])
		either[l[0]], either[l[1]] = append(either[l[0]], l[1]), append(either[l[1]], l[0])
	}
	seen := map[[2]string]bool{}
	var pairs []map[string]any
	for len(pairs) < 500 {
		along := len(pairs)%5 == 0
		ends := [2]string{links[chance.IntN(len(links))][chance.IntN(2)]}
		ends[1] = links[chance.IntN(len(links))][chance.IntN(2)]
		if len(pairs)%10 < 8 {
			ends[1] = ends[0]
			for range 1 + chance.IntN(8) {
				next := either[ends[1]]
				if along {
					next = from[ends[1]]
				}
				if len(next) > 0 {
					ends[1] = next[chance.IntN(len(next))]
				}
			}
		}
		if ends[0] == ends[1] || seen[ends] {
			continue
		}
		seen[ends] = true
		pairs = append(pairs, map[string]any{"from": ends[0], "to": ends[1], "along": along})
	}
	return pairs
}
