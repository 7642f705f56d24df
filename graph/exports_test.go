//go:build !race

package graph_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// nodeLink is a file in node-link JSON.
type nodeLink struct {
	Directed bool             `json:"directed"`
	Nodes    []map[string]any `json:"nodes"`
	Edges    []map[string]any `json:"edges"`
}

// exported returns the bytes of an export.
func exported(t *testing.T, e served, name, format, parameters string) []byte {
	t.Helper()
	values, err := url.ParseQuery(parameters)
	if err != nil {
		t.Fatal(err)
	}
	x, err := download.New(t.Context(), e.Executor, download.Request{Name: name, Format: format, Parameters: values})
	if err != nil {
		t.Fatalf("%s?%s: %v", name, parameters, err)
	}
	var file bytes.Buffer
	if err := write(t.Context(), x, &file); err != nil {
		t.Fatalf("%s?%s: %v", name, parameters, err)
	}
	return file.Bytes()
}

func nodeLinked(t *testing.T, e served, name, parameters string) nodeLink {
	t.Helper()
	var file nodeLink
	if err := json.Unmarshal(exported(t, e, name, "node-link", parameters), &file); err != nil {
		t.Fatalf("%s?%s: %v", name, parameters, err)
	}
	return file
}

// TestExportsAreWhatQueriesSay compares files with the answers of GraphQL.
func TestExportsAreWhatQueriesSay(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, c := range []struct {
		name, parameters, query string
	}{
		{"investors-by-firm", "", `{ network { nodeCount edgeCount } }`},
		{"investors-by-round", "weight=NEWMAN", `{ network(view: INVESTORS_BY_ROUND) { nodeCount edgeCount } }`},
		{"firms-by-investor", "asOf=2019", `{ network(view: FIRMS_BY_INVESTOR, time: {asOf: "2019"}) { nodeCount edgeCount } }`},
		{"investors-and-firms", `investments={"lead":{"eq":true}}`, `{ network(view: INVESTORS_AND_FIRMS, investments: {lead: {eq: true}}) { nodeCount edgeCount } }`},
		{"state-capital", "from=2020&to=2021&certainty=POSSIBLY", `{ network(view: STATE_CAPITAL, time: {from: "2020", to: "2021", certainty: POSSIBLY}) { nodeCount edgeCount } }`},
		{"investors-by-firm", `through={"kinds":["STATE_FUND","FIRM"]}`, `{ network(through: {kinds: [STATE_FUND, FIRM]}) { nodeCount edgeCount } }`},
	} {
		var want struct {
			Data struct {
				Network struct{ NodeCount, EdgeCount int }
			}
		}
		_, answer := post(t, e, c.query, nil)
		if err := json.Unmarshal([]byte(answer), &want); err != nil {
			t.Fatal(err)
		}
		got := nodeLinked(t, e, c.name, c.parameters)
		if n := want.Data.Network; n.NodeCount == 0 || len(got.Nodes) != n.NodeCount || len(got.Edges) != n.EdgeCount {
			t.Errorf("%s?%s: %d nodes and %d edges, want %+v", c.name, c.parameters, len(got.Nodes), len(got.Edges), n)
		}
	}
}

// countedFacts has the number of facts by kind.
type countedFacts map[string]int

func (c countedFacts) Node(n model.Node) error {
	c[n.Label.String()]++
	return nil
}

func (c countedFacts) Relationship(r model.Relationship) error {
	c[r.Type.String()]++
	return nil
}

// TestExportsOfFacts compares files of facts with the stream of the store.
func TestExportsOfFacts(t *testing.T) {
	s := littleGiants(t)
	e := serve(engine.Config{Store: s})
	all := countedFacts{}
	if err := s.Stream(t.Context(), nil, all); err != nil {
		t.Fatal(err)
	}
	kinds := func(file nodeLink) countedFacts {
		c := countedFacts{}
		for _, n := range file.Nodes {
			c[n["kind"].(string)]++
		}
		for _, edge := range file.Edges {
			c[edge["type"].(string)]++
		}
		return c
	}
	whole := kinds(nodeLinked(t, e, "graph", ""))
	for kind, n := range all {
		if whole[kind] != n {
			t.Errorf("graph: %d of %s, want %d", whole[kind], kind, n)
		}
	}
	led := kinds(nodeLinked(t, e, "graph", `relationships={"investments":{"filter":{"lead":{"eq":true}}}}`))
	if led["INVESTED_IN"] == 0 || led["INVESTED_IN"] >= all["INVESTED_IN"] || led["Person"] > 0 || led["Firm"] == all["Firm"] {
		t.Errorf("investments that lead: %v of %v", led, all)
	}
	isolated := kinds(nodeLinked(t, e, "graph", `isolated=true&through={"kinds":["FIRM","PERSON"]}`))
	if isolated["Firm"] != all["Firm"] || isolated["Person"] != all["Person"] || isolated["StateFund"] > 0 {
		t.Errorf("isolated nodes: %v of %v", isolated, all)
	}
	before := nodeLinked(t, e, "graph", "asOf=2018&certainty=POSSIBLY")
	for _, edge := range before.Edges {
		if on, _ := edge["announcedOn"].(string); on >= "2019" {
			t.Errorf("as of 2018: %v", edge)
		}
	}
	if c := kinds(before); c["INVESTED_IN"] == 0 || c["INVESTED_IN"] >= all["INVESTED_IN"] || c["OPERATES_IN"] != all["OPERATES_IN"] {
		t.Errorf("as of 2018: %v of %v", c, all)
	}
	near := kinds(nodeLinked(t, e, "neighbourhood", "of=firm:uisee&of=firm:unitree&steps=2&first=50"))
	if near["Firm"] < 2 || near["INVESTED_IN"] == 0 {
		t.Errorf("neighbourhood: %v", near)
	}
}

// TestEveryExport checks that each export can be written in each format, except those for facts only, and twice with
// the same bytes.
func TestEveryExport(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, name := range download.Names() {
		parameters := "asOf=2015"
		if name[0] == "neighbourhood" {
			parameters = "of=firm:uisee"
		}
		for _, format := range export.Formats() {
			request := download.Request{Name: name[0], Format: format.Name}
			facts := name[0] == "graph" || name[0] == "neighbourhood"
			if format.FactsOnly && !facts {
				if _, err := download.New(t.Context(), e.Executor, request); !errors.Is(err, apierror.ErrExport) {
					t.Errorf("%s in %s: error %v", name[0], format.Name, err)
				}
				continue
			}
			once, again := exported(t, e, name[0], format.Name, parameters), exported(t, e, name[0], format.Name, parameters)
			if len(once) == 0 || !bytes.Equal(once, again) {
				t.Errorf("%s in %s: %d and then %d bytes, which differ", name[0], format.Name, len(once), len(again))
			}
		}
	}
}

// TestExportVersion checks that the version of a file changes with its content, and with nothing else.
func TestExportVersion(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	e := serve(engine.Config{Store: s})
	version := func(name, format, parameters string) string {
		t.Helper()
		values, err := url.ParseQuery(parameters)
		if err != nil {
			t.Fatal(err)
		}
		x, err := download.New(t.Context(), e.Executor, download.Request{Name: name, Format: format, Parameters: values})
		if err != nil {
			t.Fatal(err)
		}
		v, err := x.Version(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	seen := map[string]string{}
	for _, c := range [][3]string{
		{"graph", "gexf", ""},
		{"graph", "graphml", ""},
		{"graph", "gexf", "asOf=2020"},
		{"graph", "gexf", "asOf=2021"},
		{"graph", "gexf", "asOf=2021&isolated=true"},
		{"graph", "gexf", `relationships={"roles":{}}`},
		{"investors-by-firm", "gexf", ""},
		{"investors-by-round", "gexf", ""},
		{"investors-by-firm", "gexf", "measures=core"},
		{"investors-by-firm", "gexf", "measures=core,degree"},
		{"investors-by-firm", "gexf", "measures=degree,core"},
		{"investors-by-firm", "gexf", "weight=NEWMAN"},
		{"investors-by-firm", "gexf", "resolution=2"},
		{"neighbourhood", "gexf", "of=firm:uisee"},
		{"neighbourhood", "gexf", "of=firm:uisee&steps=2"},
	} {
		v := version(c[0], c[1], c[2])
		if other, was := seen[v]; was {
			t.Errorf("%v and %s have one version", c, other)
		}
		seen[v] = strings.Join(c[:], " ")
		if again := version(c[0], c[1], c[2]); again != v {
			t.Errorf("%v has two versions", c)
		}
	}
	if _, err := s.Load(t.Context(), func(w store.Writer) error {
		return w.Node(model.Node{Label: model.Person, Properties: model.Properties{model.ID: "person:new", model.Name: "New"}})
	}); err != nil {
		t.Fatal(err)
	}
	if _, was := seen[version("graph", "gexf", "")]; was {
		t.Error("a load left the version as it was")
	}
}

// TestExportsThatAreRefused checks the messages for invalid requests.
func TestExportsThatAreRefused(t *testing.T) {
	e := serve(engine.Config{Store: littleGiants(t)})
	for _, c := range []struct{ name, format, parameters, code, says string }{
		{"nothing", "gexf", "", apierror.CodeInvalidArgument, `unknown export "nothing". The exports are firms-by-investor, graph,`},
		{"graph", "gef", "", apierror.CodeInvalidArgument, `unknown format "gef"`},
		{"grap", "gexf", "", apierror.CodeInvalidArgument, `unknown export "grap". Did you mean "graph"? The exports are`},
		{"graph", "gexf", "asOff=2019", apierror.CodeInvalidArgument, `unknown parameter "asOff" of graph. Did you mean "asOf"? Its parameters are`},
		{"graph", "gexf", "measures=core", apierror.CodeInvalidArgument, `unknown parameter "measures" of graph. Its parameters are asOf, certainty, from, isolated, relationships, through, to`},
		{"graph", "gexf", "isolated=true&isolated=true", apierror.CodeInvalidArgument, "parameter `isolated`: given more than once"},
		{"graph", "gexf", "asOf=2019&asOf=2020", apierror.CodeInvalidArgument, "parameter `asOf`: given more than once"},
		{"graph", "gexf", "from=2019&to=2020&to=2021", apierror.CodeInvalidArgument, "parameter `to`: given more than once"},
		{"graph", "gexf", "asOf=2019&certainty=SURELY&certainty=POSSIBLY", apierror.CodeInvalidArgument, "parameter `certainty`: given more than once"},
		{"graph", "gexf", "through={}&through={}", apierror.CodeInvalidArgument, "parameter `through`: given more than once"},
		{"neighbourhood", "gexf", "of=firm:uisee&steps=1&steps=2", apierror.CodeInvalidArgument, "parameter `steps`: given more than once"},
		{"graph", "gexf", "isolated=maybe", apierror.CodeInvalidArgument, "parameter `isolated`: \"maybe\" is not a Boolean"},
		{"graph", "gexf", "relationships={", apierror.CodeInvalidArgument, "parameter `relationships`: \"{\" is not a valid PathRelationships: write a value such as "},
		{"graph", "gexf", `relationships={}&relationships={}`, apierror.CodeInvalidArgument, "parameter `relationships`: given more than once"},
		{"graph", "gexf", `relationships={"friends":{}}`, "GRAPHQL_VALIDATION_FAILED", `unknown field "friends" of PathRelationships`},
		{"graph", "gexf", "asOf=2020&to=2021", apierror.CodeInvalidArgument, "parameter `asOf`: cannot be used together with `from` or `to`"},
		{"graph", "gexf", "asOf=yesterday", apierror.CodeInvalidArgument, "yesterday"},
		{"graph", "gexf", "certainty=SURELY", apierror.CodeInvalidArgument, "parameter `certainty`: only allowed together with"},
		{"neighbourhood", "gexf", "", apierror.CodeInvalidArgument, "parameter `of`: a value is required, such as of=firm:uisee"},
		{"neighbourhood", "gexf", "of=uisee", apierror.CodeInvalidID, `"uisee"`},
		{"neighbourhood", "gexf", "of=firm:uisee&steps=two", apierror.CodeInvalidArgument, "parameter `steps`: \"two\" is not a valid Int: write a value such as 2"},
		{"investors-by-firm", "gexf", "resolution=high", apierror.CodeInvalidArgument, "parameter `resolution`: \"high\" is not a valid Float: write a value such as 0.5"},
		{"investors-by-firm", "gexf", "measures=core,beauty", apierror.CodeInvalidArgument, `unknown measure "beauty"; the measures are betweenness,`},
		{"investors-by-firm", "gexf", "commitments={}", apierror.CodeInvalidArgument, "commitments"},
		{"investors-by-firm", "gexf", "view=STATE_CAPITAL", apierror.CodeInvalidArgument, `unknown parameter "view"`},
		{"investors-by-firm", "followthemoney", "", apierror.CodeInvalidArgument, "format followthemoney requires facts"},
	} {
		values, err := url.ParseQuery(c.parameters)
		if err != nil {
			t.Fatal(err)
		}
		_, err = download.New(t.Context(), e.Executor, download.Request{Name: c.name, Format: c.format, Parameters: values})
		if err == nil {
			t.Errorf("%+v is taken", c)
			continue
		}
		output := apierror.Presenter{}.Present(t.Context(), err)
		if output[0].Extensions["code"] != c.code || !strings.Contains(output[0].Message, c.says) || len(output[0].Locations) > 0 {
			t.Errorf("%s?%s: %v, want %s and %q", c.name, c.parameters, output, c.code, c.says)
		}
	}
}
