package neo4j_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestReadsAfterLoads checks that a read after a load sends the load's bookmark, so that a member of a cluster that has
// not received the load yet waits for it. It also checks that a read uses the read access mode, so that it is routed to
// readers.
func TestReadsAfterLoads(t *testing.T) {
	config := forTest(t)
	log := &boltLog{}
	config.BoltLogger = log
	s := holdingWith(t, config, "a firm", func(store.Loader) error { return nil })
	loadedGraph = ""
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		return w.Node(model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:a", model.Name: "A"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	log.clear()
	if _, err := s.Run(t.Context(), &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{From: plan.From{Kind: plan.Scan}}}}}); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, m := range log.messages {
		if m.byServer || !strings.HasPrefix(m.text, "RUN ") {
			continue
		}
		found = true
		for _, want := range []string{`"bookmarks":["`, `"mode":"r"`} {
			if !strings.Contains(m.text, want) {
				t.Errorf("the statement is sent without %s: %s", want, m.text)
			}
		}
	}
	if !found {
		t.Error("no statement was sent")
	}
}
