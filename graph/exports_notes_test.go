//go:build !race

package graph_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
)

// wholeGraph collects all facts that a store streams.
type wholeGraph struct {
	nodes         map[string]model.Node
	relationships []model.Relationship
}

func (w *wholeGraph) Node(n model.Node) error {
	w.nodes[n.ID()] = n
	return nil
}

func (w *wholeGraph) Relationship(r model.Relationship) error {
	w.relationships = append(w.relationships, r)
	return nil
}

// isUndated reports whether a relationship has no date, is of a type with a history, and has not certainly ended
// before 2019. A relationship to a round or a batch has the date of that.
func (w *wholeGraph) isUndated(r model.Relationship) bool {
	lacks := func(p model.Properties, of ...model.Property) bool {
		for _, property := range of {
			if p[property] != nil {
				return false
			}
		}
		return true
	}
	p := r.Properties
	if n := w.nodes[r.To]; n.Label == model.Round || n.Label == model.Batch {
		p = n.Properties
	}
	switch r.Type {
	case model.InvestedIn, model.Raised:
		return lacks(p, model.AnnouncedOn)
	case model.HasBatch:
		return lacks(p, model.AnnouncedOn, model.Year)
	case model.CommittedTo, model.Designated:
		return lacks(p, model.Year)
	case model.HasRole:
		to, ends := p[model.To].(model.PartialDate)
		return lacks(p, model.From) && (!ends || to.Earliest >= 2019_12_31)
	}
	return false
}

// TestExportsSayWhatTheyLeaveOut checks the description in a file: the part of the graph that it has, whether it was
// cut, and the number of facts that its time omits because they have no date.
func TestExportsSayWhatTheyLeaveOut(t *testing.T) {
	s := littleGiants(t)
	e := serve(engine.Config{Store: s})
	all := &wholeGraph{nodes: map[string]model.Node{}}
	if err := s.Stream(t.Context(), nil, all); err != nil {
		t.Fatal(err)
	}
	undated := func(counts func(model.Relationship) bool) float64 {
		n := 0
		for _, r := range all.relationships {
			if all.isUndated(r) && counts(r) {
				n++
			}
		}
		if n == 0 {
			t.Error("nothing would be left out")
		}
		return float64(n)
	}
	every := undated(func(model.Relationship) bool { return true })
	investments := undated(func(r model.Relationship) bool { return r.Type == model.InvestedIn })
	type notes = map[string]any
	for _, c := range []struct {
		name, parameters string
		want             notes
	}{
		{"graph", "", notes{"name": "Stakegraph"}},
		{"graph", "isolated=true", notes{"isPart": true}},
		{"graph", "asOf=2019", notes{"isPart": true, "undatedLeftOut": every}},
		{"graph", "asOf=2019&isolated=true", notes{"isPart": true, "undatedLeftOut": every}},
		{"graph", "asOf=2019&certainty=POSSIBLY", notes{"isPart": true}},
		{"graph", `to=2019&relationships={"investments":{"filter":{"lead":{"eq":true}}}}`, notes{
			"isPart": true, "undatedLeftOut": undated(func(r model.Relationship) bool { return r.Properties[model.Lead] == true }),
		}},
		{"graph", `asOf=2019&through={"kinds":["FIRM","STATE_FUND","ROUND"]}&isolated=true`, notes{
			"isPart": true, "undatedLeftOut": undated(func(r model.Relationship) bool {
				const kinds = 1<<model.Firm | 1<<model.StateFund | 1<<model.Round
				return 1<<all.nodes[r.From].Label&kinds != 0 && 1<<all.nodes[r.To].Label&kinds != 0
			}),
		}},
		{"neighbourhood", "of=firm:uisee", notes{"isPart": true, "isComplete": true}},
		{"neighbourhood", "of=firm:uisee&first=3", notes{"isPart": true, "isComplete": false}},
		{"neighbourhood", `of=firm:fourier-intelligence&asOf=2019&relationships={"investments":{},"rounds":{}}`, notes{
			"isPart": true, "isComplete": true, "undatedLeftOut": undated(func(r model.Relationship) bool {
				return (r.Type == model.InvestedIn || r.Type == model.Raised) && (r.From == "firm:fourier-intelligence" || r.To == "firm:fourier-intelligence")
			}),
		}},
		{"neighbourhood", `of=firm:fourier-intelligence&asOf=2019&relationships={"investments":{"direction":"ALONG"}}`, notes{
			"isPart": true, "isComplete": true, "undatedLeftOut": 0.0,
		}},
		{"neighbourhood", `of=round:unitree-earlier&asOf=2019&relationships={"rounds":{}}`, notes{"isPart": true, "isComplete": true, "undatedLeftOut": 1.0}},
		{"investors-by-firm", "measures=core", notes{"name": "Stakegraph: investors-by-firm"}},
		{"investors-by-firm", "asOf=2019", notes{"name": "Stakegraph: investors-by-firm", "isPart": true, "undatedLeftOut": investments}},
		{"investors-by-firm", "asOf=2019&certainty=POSSIBLY", notes{"name": "Stakegraph: investors-by-firm", "isPart": true}},
	} {
		var file struct{ Graph notes }
		if err := json.Unmarshal(exported(t, e, c.name, "node-link", c.parameters), &file); err != nil {
			t.Fatal(err)
		}
		if c.want["name"] == nil {
			c.want["name"] = "Stakegraph"
		}
		values, err := url.ParseQuery(c.parameters)
		if err != nil {
			t.Fatal(err)
		}
		if c.want["isPart"] == true {
			output, _ := file.Graph["request"].(string)
			name, parameters, _ := strings.Cut(output, "?")
			again, err := url.ParseQuery(parameters)
			if diff := cmp.Diff(values, again); err != nil || name != c.name || diff != "" {
				t.Errorf("%s?%s: the request is %q: %v %s", c.name, c.parameters, output, err, diff)
			}
			delete(file.Graph, "request")
		}
		if diff := cmp.Diff(c.want, file.Graph); diff != "" {
			t.Errorf("%s?%s: (-want +file)\n%s", c.name, c.parameters, diff)
		}
		x, err := download.New(t.Context(), e.Executor, download.Request{Name: c.name, Format: "followthemoney", Parameters: values})
		if err != nil {
			continue // a network
		}
		ready, err := x.Prepare(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		summary, left := ready.Summary(), c.want["undatedLeftOut"]
		if summary.IsPart != (c.want["isPart"] == true) || summary.IsCut != (c.want["isComplete"] == false) ||
			summary.RequiresDates != (left != nil) || left != nil && float64(summary.Undated) != left {
			t.Errorf("%s?%s: the summary is %+v, want %v", c.name, c.parameters, summary, c.want)
		}
	}
}
