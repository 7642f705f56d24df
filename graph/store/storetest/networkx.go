package storetest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// The limits of the searches in a PathAnswer.
const (
	LongestAnswer = 6 // steps
	BestAnswers   = 5 // paths
)

// PathAnswer is the result of NetworkX for the paths between two nodes along relationships of PathTypes.
type PathAnswer struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Along   bool   `json:"along"`   // whether relationships are followed only from start to end
	Length  int    `json:"length"`  // of the shortest paths, at most LongestAnswer steps; 0 if there are none
	Paths   int    `json:"paths"`   // the number of shortest paths
	Hash    string `json:"hash"`    // of the shortest paths
	Weights []int  `json:"weights"` // of the BestAnswers best paths, which have at most one step more
	Best    string `json:"best"`    // the hash of the best paths
}

// PathTypes returns the relationship types of the searches.
func PathTypes() []model.RelType {
	return []model.RelType{model.InvestedIn, model.CommittedTo, model.HasRole}
}

// CheckPaths compares the paths of a store with the answers, one in each line. The best paths are compared only for one
// answer out of the number every.
func CheckPaths(t *testing.T, s store.Store, answers io.Reader, every int) {
	t.Helper()
	lines := bufio.NewScanner(answers)
	checked := 0
	for ; lines.Scan(); checked++ {
		var want PathAnswer
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		checkPathAnswer(t, s, want, checked%every == 0)
	}
	if err := lines.Err(); err != nil || checked < 500 {
		t.Errorf("%d answers were read: %v", checked, err)
	}
}

func checkPathAnswer(t *testing.T, s store.Store, want PathAnswer, weighs bool) {
	t.Helper()
	follow := plan.EitherDirection
	if want.Along {
		follow = plan.Along
	}
	requested := &plan.Paths{
		From: []string{want.From}, To: []string{want.To}, Mode: plan.AllShortest, First: 1_000_000,
		Expansion: alongTypes(follow, PathTypes()...), Longest: LongestAnswer,
	}
	got := PathAnswer{From: want.From, To: want.To, Along: want.Along, Weights: want.Weights, Best: want.Best}
	found := foundPaths(t, s, requested)
	got.Paths, got.Hash = len(found), hashPaths(found)
	if len(found) > 0 {
		got.Length = len(found[0].Steps)
	}
	if weighs && want.Length > 0 {
		requested.Mode, requested.Weight, requested.First = plan.Best, plan.HubAverse, BestAnswers
		requested.Longest = want.Length + 1
		best := foundPaths(t, s, requested)
		got.Best, got.Weights = hashPaths(best), []int{}
		for _, path := range best {
			got.Weights = append(got.Weights, path.Weight)
		}
	}
	if got.Hash != want.Hash || got.Paths != want.Paths || got.Length != want.Length || got.Best != want.Best ||
		!slices.Equal(got.Weights, want.Weights) {
		t.Errorf("the store finds %+v, NetworkX %+v", got, want)
	}
}

func foundPaths(t *testing.T, s store.Store, requested *plan.Paths) plan.FoundPaths {
	t.Helper()
	found, err := s.Paths(t.Context(), requested)
	if err != nil {
		t.Fatalf("%s: %v", requested, err)
	}
	return found
}

// alongTypes returns an expansion along types that are followed in the same direction.
func alongTypes(follow plan.Follow, types ...model.RelType) plan.Expansion {
	var expansion plan.Expansion
	for _, t := range types {
		expansion.Patterns = append(expansion.Patterns, plan.RelationshipPattern{Rel: t, Follow: follow})
	}
	return expansion
}

func hashPaths(found plan.FoundPaths) string {
	lines := make([]string, len(found))
	for i, path := range found {
		lines[i] = strings.Join(path.Nodes, " ")
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])[:16]
}

// PathsGraph is the generated graph of the answers.
var PathsGraph = Shape{Firms: 2000, Investors: 1000, Investments: 5000, Seed: 3}
