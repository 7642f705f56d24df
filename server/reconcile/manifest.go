package reconcile

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/search"
)

// typeNames are the names of the types of the service.
var typeNames = map[model.Label]string{
	model.Firm: "Firm", model.Person: "Person", model.VCFund: "Venture-capital fund", model.StateFund: "State fund",
	model.OtherInvestor: "Other investor", model.Sector: "Sector", model.Programme: "Programme", model.Source: "Source",
}

// types returns the types in the order of the vocabulary.
func types() []named {
	var all []named
	for _, label := range search.Kinds.Labels() {
		all = append(all, named{label.String(), typeNames[label]})
	}
	return all
}

// idsOf returns the ids as text, for a message.
func idsOf(all []named) string {
	ids := make([]string, len(all))
	for i, n := range all {
		ids[i] = n.ID
	}
	return strings.Join(ids, ", ")
}

var reconciledProperties = []named{
	{cityProperty, "City"}, {sectorProperty, "Sector"}, {foundedProperty, "Year of founding"},
}

// manifest describes the service and its features.
type manifest struct {
	Versions        []string                  `json:"versions"`
	Name            string                    `json:"name"`
	IdentifierSpace string                    `json:"identifierSpace"`
	SchemaSpace     string                    `json:"schemaSpace"`
	DefaultTypes    []named                   `json:"defaultTypes"`
	View            map[string]string         `json:"view"`
	Preview         previewSettings           `json:"preview"`
	Suggest         map[string]suggestAddress `json:"suggest"`
	Extend          map[string]suggestAddress `json:"extend"`
}

type previewSettings struct {
	URL    string `json:"url"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

type suggestAddress struct {
	URL  string `json:"service_url"`
	Path string `json:"service_path"`
}

// The identifiers of the ids and of the types. They do not depend on the address of the server.
const (
	identifierSpace = "urn:stakegraph:id"
	schemaSpace     = "urn:stakegraph:schema"
)

func manifestOf(r *http.Request) manifest {
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	preview := base + PreviewPath + "?id={{id}}"
	m := manifest{
		Versions: []string{"0.2"}, Name: "Stakegraph", IdentifierSpace: identifierSpace, SchemaSpace: schemaSpace,
		DefaultTypes: types(), View: map[string]string{"url": preview}, Preview: previewSettings{preview, 400, 200},
		Suggest: map[string]suggestAddress{},
		Extend:  map[string]suggestAddress{"propose_properties": {base, Path + "/properties"}},
	}
	for _, of := range []string{"entity", "type", "property"} {
		m.Suggest[of] = suggestAddress{base, Path + "/suggest/" + of}
	}
	return m
}

// suggestions are the suggestions for the beginning of a text.
type suggestions struct {
	Result []suggestion `json:"result"`
}

type suggestion struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Notable []named `json:"notable,omitempty"`
}

func (s *service) suggestEntities(ctx context.Context, _ *http.Request, form url.Values) (any, error) {
	prefix := form.Get("prefix")
	prefix = prefix[:min(len(prefix), search.MostText)]
	hits, err := search.NewQuery(strings.ToValidUTF8(prefix, ""), true).Find(search.Kinds, planner.MaxHits/5, s.lookUp(ctx, false))
	if err != nil {
		return nil, err
	}
	answer := suggestions{Result: []suggestion{}}
	for _, hit := range hits {
		label := hit.Node.Label
		answer.Result = append(answer.Result, suggestion{
			hit.Node.ID(), displayName(hit.Node), []named{{label.String(), typeNames[label]}},
		})
	}
	return answer, nil
}

func suggestTypes(_ context.Context, _ *http.Request, form url.Values) (any, error) {
	return suggested(types(), form.Get("prefix")), nil
}

func suggestProperties(_ context.Context, _ *http.Request, form url.Values) (any, error) {
	return suggested(reconciledProperties, form.Get("prefix")), nil
}

func suggested(all []named, prefix string) suggestions {
	answer := suggestions{Result: []suggestion{}}
	prefix = model.Fold(prefix)
	for _, n := range all {
		if strings.Contains(model.Fold(n.Name), prefix) || strings.Contains(model.Fold(n.ID), prefix) {
			answer.Result = append(answer.Result, suggestion{ID: n.ID, Name: n.Name})
		}
	}
	return answer
}
