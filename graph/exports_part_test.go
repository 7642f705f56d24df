//go:build !race

package graph_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// idsOf returns the ids of a file's nodes of a kind, or of its edges of a type, in order.
func (f nodeLink) idsOf(kind string) []string {
	ids := []string{}
	for _, n := range f.Nodes {
		if n["kind"] == kind {
			ids = append(ids, n["id"].(string))
		}
	}
	for _, e := range f.Edges {
		if e["type"] == kind {
			ids = append(ids, e["key"].(string))
		}
	}
	slices.Sort(ids)
	return ids
}

// answered decodes the answer to a query.
func answered(t *testing.T, e served, query string, into any) {
	t.Helper()
	_, answer := post(t, e, query, nil)
	if err := json.Unmarshal([]byte(answer), into); err != nil || strings.Contains(answer, `"errors"`) {
		t.Fatalf("%s: %.500s: %v", query, answer, err)
	}
}

// times are parameters of exports with the equivalent arguments of GraphQL.
var times = []struct{ parameters, argument string }{
	{"asOf=2019", `{asOf: "2019"}`},
	{"asOf=2020-06&certainty=POSSIBLY", `{asOf: "2020-06", certainty: POSSIBLY}`},
	{"from=2019&to=2021", `{from: "2019", to: "2021"}`},
	{"to=2021-03-15&certainty=POSSIBLY", `{to: "2021-03-15", certainty: POSSIBLY}`},
	{"from=2023", `{from: "2023"}`},
	{"asOf=2018-01-01", `{asOf: "2018-01-01"}`},
}

// TestExportsAtATime checks that a file at a time has the same rounds and batches as GraphQL at that time, with the
// relationships that lead to them.
func TestExportsAtATime(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, at := range times {
		var shown struct {
			Data struct {
				Rounds struct {
					TotalCount int
					Nodes      []struct{ ID string }
				}
				Programmes struct {
					Nodes []struct {
						Batches []struct{ ID string }
					}
				}
			}
		}
		answered(t, e, `query ($time: TimeFilter = `+at.argument+`) {
			rounds(first: 1000, time: $time) { totalCount nodes { id } } programmes { nodes { batches(time: $time) { id } } }
		}`, &shown)
		rounds, batches := []string{}, []string{}
		for _, r := range shown.Data.Rounds.Nodes {
			rounds = append(rounds, r.ID)
		}
		for _, p := range shown.Data.Programmes.Nodes {
			for _, b := range p.Batches {
				batches = append(batches, b.ID)
			}
		}
		slices.Sort(rounds)
		slices.Sort(batches)
		for _, isolated := range []string{"", "&isolated=true"} {
			file := nodeLinked(t, e, "graph", at.parameters+isolated)
			if diff := cmp.Diff(rounds, file.idsOf("Round")); diff != "" {
				t.Errorf("%s%s: rounds (-GraphQL +file):\n%s", at.parameters, isolated, diff)
			}
			if diff := cmp.Diff(batches, file.idsOf("Batch")); diff != "" {
				t.Errorf("%s%s: batches (-GraphQL +file):\n%s", at.parameters, isolated, diff)
			}
			if raised, has := file.idsOf("RAISED"), file.idsOf("HAS_BATCH"); len(raised) != len(rounds) || len(has) != len(batches) {
				t.Errorf("%s%s: %d RAISED for %d rounds and %d HAS_BATCH for %d batches",
					at.parameters, isolated, len(raised), len(rounds), len(has), len(batches))
			}
		}
	}
	file := nodeLinked(t, e, "graph", "asOf=2019&isolated=true")
	if n := len(file.idsOf("Round")); n == 0 || n > 30 {
		t.Errorf("as of 2019 there are %d rounds", n)
	}
}

// TestExportsKeepWhatProgrammesHave checks that batches and subsidies are in every part without conditions on types
// or kinds. If types are given, they are included only with nodes that are in the part anyway.
func TestExportsKeepWhatProgrammesHave(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	whole := nodeLinked(t, e, "graph", "")
	for _, c := range []struct {
		parameters string
		has        bool
	}{
		{"isolated=true", true},
		{"isolated=false", true},
		{`through={"except":["firm:uisee"]}`, true},
		{"asOf=2030&certainty=POSSIBLY", true},
		{`isolated=true&relationships={"investments":{}}`, true},
		{`relationships={"designations":{}}`, false},
		{`through={"kinds":["PROGRAMME","FIRM"]}&isolated=true`, false},
	} {
		part := nodeLinked(t, e, "graph", c.parameters)
		for _, kind := range []string{"HAS_BATCH", "HAS_SUBSIDY", "Batch", "Subsidy"} {
			want := []string{}
			if c.has {
				want = whole.idsOf(kind)
			}
			if diff := cmp.Diff(want, part.idsOf(kind)); diff != "" {
				t.Errorf("%s: %s (-want +file):\n%s", c.parameters, kind, diff)
			}
		}
	}
	// A subsidy has no date, so it is in files of all times; a batch is not.
	before := nodeLinked(t, e, "graph", "asOf=2015")
	if diff := cmp.Diff(whole.idsOf("HAS_SUBSIDY"), before.idsOf("HAS_SUBSIDY")); diff != "" || len(before.idsOf("HAS_BATCH")) > 0 {
		t.Errorf("as of 2015: batches %v, subsidies %s", before.idsOf("HAS_BATCH"), diff)
	}
}

// TestExportedNeighbourhoodAtATime checks that a neighbourhood in a file equals that of GraphQL at the same time,
// also for a round that does not exist yet at that time.
func TestExportedNeighbourhoodAtATime(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	const types = `{"rounds":{},"investments":{},"roles":{},"designations":{}}`
	const written = `{rounds: {}, investments: {}, roles: {}, designations: {}}`
	middles := []string{"firm:uisee", "programme:little-giant", "sector:robotics"}
	middles = append(middles, nodeLinked(t, e, "graph", "").idsOf("Source")[0])
	middles = append(middles, nodeLinked(t, e, "graph", `isolated=true&through={"kinds":["ROUND"]}`).idsOf("Round")[:12]...)
	unseen := 0
	for _, at := range times {
		for _, of := range middles {
			var shown struct {
				Data struct {
					Neighbourhood struct {
						Nodes         []struct{ Node struct{ ID string } }
						Relationships []struct{ ID string }
					}
				}
			}
			answered(t, e, fmt.Sprintf(`{ neighbourhood(time: %s, of: [%q], steps: 2, first: 40, relationships: %s) { nodes { node { id } } relationships { id } } }`,
				at.argument, of, written), &shown)
			nodes, edges := []string{}, []string{}
			for _, n := range shown.Data.Neighbourhood.Nodes {
				nodes = append(nodes, n.Node.ID)
			}
			for _, r := range shown.Data.Neighbourhood.Relationships {
				edges = append(edges, r.ID)
			}
			if len(nodes) == 0 {
				unseen++
			}
			file := nodeLinked(t, e, "neighbourhood", at.parameters+"&steps=2&first=40&of="+url.QueryEscape(of)+"&relationships="+types)
			got, gotEdges := []string{}, []string{}
			for _, n := range file.Nodes {
				if n["kind"] != "Source" || n["id"] == of {
					got = append(got, n["id"].(string))
				}
			}
			for _, edge := range file.Edges {
				gotEdges = append(gotEdges, edge["key"].(string))
			}
			for _, ids := range [][]string{nodes, edges, got, gotEdges} {
				slices.Sort(ids)
			}
			if diff := cmp.Diff(nodes, got); diff != "" {
				t.Errorf("%s of %s: nodes (-GraphQL +file):\n%s", at.parameters, of, diff)
			}
			if diff := cmp.Diff(edges, gotEdges); diff != "" {
				t.Errorf("%s of %s: relationships (-GraphQL +file):\n%s", at.parameters, of, diff)
			}
		}
	}
	if unseen == 0 {
		t.Error("no round was asked for before it was there")
	}
}

// TestPartsHaveWhatConflictsAreAbout checks that a part contains a conflict only with the fact of the conflict.
func TestPartsHaveWhatConflictsAreAbout(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	all := nodeLinked(t, e, "graph", "").idsOf("Conflict")
	for _, c := range []struct {
		parameters string
		all        bool
	}{
		{"isolated=true", true},
		{"isolated=true&asOf=2019", false},
		{"isolated=true&withSources=false&asOf=2019", false},
		{`isolated=true&relationships={"designations":{}}`, false},
		{`isolated=true&through={"except":["firm:uisee"]}`, false},
	} {
		file := nodeLinked(t, e, "graph", c.parameters)
		there := map[any]bool{}
		for _, n := range file.Nodes {
			there[n["id"]] = true
		}
		for _, edge := range file.Edges {
			there[edge["key"]] = true
		}
		conflicts := 0
		for _, n := range file.Nodes {
			if n["kind"] != "Conflict" {
				continue
			}
			conflicts++
			if !there[n["factId"]] {
				t.Errorf("%s: %v is about %v, which is not there", c.parameters, n["id"], n["factId"])
			}
		}
		if conflicts == 0 || (conflicts == len(all)) != c.all {
			t.Errorf("%s: %d of %d conflicts", c.parameters, conflicts, len(all))
		}
	}
}
