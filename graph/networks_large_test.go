//go:build !race

package graph_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestLargeNetworkIsKept checks that the network of one investor in 1,600 firms, with 1,279,200 edges, is cached, and
// that one above the memory limit of networks is read each time.
func TestLargeNetworkIsKept(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Load(t.Context(), hubOf(1600)); err != nil {
		t.Fatal(err)
	}
	for memory, want := range map[int64]int32{engine.DefaultMemory: 1, 64 << 20: 3} {
		counting := &streaming{Store: s}
		e := serve(engine.Config{Store: counting, Memory: memory})
		for range 3 {
			_, answer := post(t, e, `{ network(view: FIRMS_BY_INVESTOR, first: 1) { edgeCount } }`, nil)
			if !strings.Contains(answer, `"edgeCount":1279200`) {
				t.Fatalf("%.300s", answer)
			}
		}
		if got := counting.streams.Load(); got != want {
			t.Errorf("with %d bytes there are %d streams, want %d", memory, got, want)
		}
	}
}

// hubOf writes one investor in a number of firms.
func hubOf(firms int) func(store.Writer) error {
	return func(w store.Writer) error {
		investor := model.Node{Label: model.VCFund, Properties: model.Properties{model.ID: "investor:hub", model.Name: "Hub"}}
		if err := w.Node(investor); err != nil {
			return err
		}
		for i := range firms {
			number := strconv.Itoa(i)
			firm := model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:" + number, model.Name: number}}
			if err := w.Node(firm); err != nil {
				return err
			}
			err := w.Relationship(model.Relationship{
				Type: model.InvestedIn, From: "investor:hub", To: "firm:" + number,
				Properties: model.Properties{model.ID: "investment:" + number, model.Lead: false},
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}
