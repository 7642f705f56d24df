//go:build !race

package graph_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// parts are parameters of parts of the graph, with the name of the export.
var parts = []struct{ name, parameters string }{
	{"graph", "isolated=false"},
	{"graph", "asOf=2019"},
	{"graph", "asOf=2019&isolated=true"},
	{"graph", `relationships={"investments":{"filter":{"lead":{"eq":true}}}}`},
	{"graph", `relationships={"rounds":{}}&through={"kinds":["FIRM","ROUND"]}`},
	{"graph", `isolated=true&through={"kinds":["PERSON"]}`},
	{"neighbourhood", "of=firm:uisee&steps=2&first=20"},
	{"neighbourhood", "of=firm:uisee&steps=2&asOf=2020&certainty=POSSIBLY"},
}

// TestPartsHaveTheirSources checks that a part of the graph has each source of its facts once. It has no other
// sources unless it includes nodes without relationships. Sources can be omitted.
func TestPartsHaveTheirSources(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, part := range parts {
		file := nodeLinked(t, e, part.name, part.parameters)
		cited := map[string]bool{}
		for _, fact := range slices.Concat(file.Nodes, file.Edges) {
			sources, _ := fact["sources"].([]any)
			for _, id := range sources {
				cited[id.(string)] = true
			}
		}
		had := file.idsOf("Source")
		seen := map[string]bool{}
		for _, id := range had {
			if seen[id] {
				t.Errorf("%s?%s: %s is there twice", part.name, part.parameters, id)
			}
			seen[id] = true
			if !cited[id] && !strings.Contains(part.parameters, "isolated=true") {
				t.Errorf("%s?%s: no fact names %s", part.name, part.parameters, id)
			}
		}
		missing := 0
		for id := range cited {
			if !seen[id] {
				missing++
			}
		}
		if missing > 0 || len(cited) == 0 {
			t.Errorf("%s?%s: of %d sources that facts name %d are not there", part.name, part.parameters, len(cited), missing)
		}
		bare := nodeLinked(t, e, part.name, part.parameters+"&withSources=false")
		if left := bare.idsOf("Source"); len(left) > 0 || len(bare.Edges) != len(file.Edges) || len(bare.Nodes) != len(file.Nodes)-len(had) {
			t.Errorf("%s?%s without sources has %d sources, %d of %d nodes and %d of %d edges", part.name, part.parameters,
				len(left), len(bare.Nodes), len(file.Nodes), len(bare.Edges), len(file.Edges))
		}
	}
}

// TestFollowTheMoneyNamesWhatIsThere checks that each referenced entity is in the file.
func TestFollowTheMoneyNamesWhatIsThere(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, part := range slices.Insert(slices.Clone(parts), 0, struct{ name, parameters string }{"graph", ""}) {
		type entity struct {
			ID         string
			Properties map[string][]string
		}
		there, named := map[string]bool{}, map[string]string{}
		for line := range bytes.Lines(exported(t, e, part.name, "followthemoney", part.parameters)) {
			var one entity
			if err := json.Unmarshal(line, &one); err != nil {
				t.Fatal(err)
			}
			there[one.ID] = true
			for _, property := range []string{"proof", "owner", "asset", "subject", "object", "director", "organization", "project", "participant"} {
				for _, id := range one.Properties[property] {
					named[id] = property
				}
			}
		}
		dangling := 0
		for id, property := range named {
			if !there[id] {
				if dangling++; dangling < 4 {
					t.Errorf("%s?%s: a %s is %q, which is not there", part.name, part.parameters, property, id)
				}
			}
		}
		if dangling > 0 || len(named) == 0 {
			t.Errorf("%s?%s: of %d entities that are named %d are not there", part.name, part.parameters, len(named), dangling)
		}
	}
}

// TestExportOfAGraphThatChanged checks that a file does not refer to a source that was added after it was prepared,
// and is reported as incomplete.
func TestExportOfAGraphThatChanged(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	add := func(facts ...model.Node) {
		t.Helper()
		if _, err := s.Load(t.Context(), func(w store.Writer) error {
			for _, n := range facts {
				if err := w.Node(n); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	person := func(id string, sources ...string) model.Node {
		return model.Node{Label: model.Person, Properties: model.Properties{model.ID: id, model.Name: id, model.Sources: sources}}
	}
	source := func(id string) model.Node {
		return model.Node{Label: model.Source, Properties: model.Properties{model.ID: id, model.Title: id}}
	}
	add(source("source:a"), person("person:a", "source:a"))
	e := serve(engine.Config{Store: s})
	x, err := download.New(t.Context(), e.Executor, download.Request{
		Name: "graph", Format: "node-link", Parameters: url.Values{"isolated": {"true"}, "through": {`{"kinds":["PERSON"]}`}},
	})
	if err != nil {
		t.Fatal(err)
	}
	ready, err := x.Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	add(person("person:b", "source:a"))
	var file bytes.Buffer
	if err := ready.Write(t.Context(), &file, nil); err != nil || !bytes.Contains(file.Bytes(), []byte("person:b")) {
		t.Errorf("with a source that it has: %v\n%s", err, &file)
	}
	add(source("source:b"), person("person:c", "source:a", "source:b"))
	err = ready.Write(t.Context(), &bytes.Buffer{}, nil)
	if err == nil || (apierror.Presenter{}).Present(t.Context(), err)[0].Extensions["code"] != apierror.CodeUnavailable {
		t.Errorf("with a source that came later: %v", err)
	}
}
