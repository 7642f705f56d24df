package reconcile

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/store"
)

type extensibleProperty struct {
	named
	property model.Property
}

// extensible are the properties that a table can be extended by, with the columns that contain them. Sectors have a
// list of their own.
var extensible = []extensibleProperty{
	{named{"nameZh", "Chinese name"}, model.NameZh},
	{named{cityProperty, "City"}, model.City},
	{named{"province", "Province"}, model.Province},
	{named{"country", "Country"}, model.Country},
	{named{foundedProperty, "Year of founding"}, model.FoundedYear},
	{named{"website", "Website"}, model.Website},
	{named{sectorProperty, "Sector"}, model.ID},
}

type (
	extensionQuery struct {
		IDs        []string `json:"ids"`
		Properties []struct {
			ID string `json:"id"`
		} `json:"properties"`
	}
	extension struct {
		Meta []named                     `json:"meta"`
		Rows map[string]map[string][]any `json:"rows"`
	}
)

// extend returns the values of some properties of some nodes, with one statement. An unknown node has no values.
func (s *service) extend(ctx context.Context, text string) (any, error) {
	var query extensionQuery
	if err := json.Unmarshal([]byte(text), &query); err != nil {
		return nil, fmt.Errorf("%w: parameter `extend`: not a JSON object with `ids` and `properties`", errRequest)
	}
	if len(query.IDs) > planner.MaxIDs {
		return nil, fmt.Errorf("%w: %d ids are given; at most %d are allowed", errRequest, len(query.IDs), planner.MaxIDs)
	}
	answer := extension{Meta: []named{}, Rows: map[string]map[string][]any{}}
	list := lookup(slices.DeleteFunc(slices.Clone(query.IDs), isNoID)...)
	list.Row.Column(plan.Column{Property: model.ID})
	for _, requested := range query.Properties {
		i := slices.IndexFunc(extensible, func(e extensibleProperty) bool { return e.ID == requested.ID })
		switch {
		case i < 0:
			var known []named
			for _, e := range extensible {
				known = append(known, e.named)
			}
			return nil, fmt.Errorf("%w: unknown property %q; the properties are %s", errRequest, requested.ID, idsOf(known))
		case slices.Contains(answer.Meta, extensible[i].named):
			return nil, fmt.Errorf("%w: property %q is given more than once: send it once", errRequest, requested.ID)
		}
		answer.Meta = append(answer.Meta, extensible[i].named)
		if requested.ID != sectorProperty {
			list.Row.Column(plan.Column{Property: extensible[i].property})
			continue
		}
		_, sectors := list.Row.List(plan.List{
			From: plan.From{Kind: plan.Expand, Rel: model.OperatesIn, Direction: plan.Outgoing}, Order: byID, Limit: plan.Unlimited,
		})
		sectors.Row.Column(plan.Column{Property: model.ID})
		sectors.Row.Column(plan.Column{Property: model.Name})
	}
	for _, id := range query.IDs {
		answer.Rows[id] = map[string][]any{}
		for _, p := range answer.Meta {
			answer.Rows[id][p.ID] = []any{}
		}
	}
	record, err := s.run(ctx, list)
	if err != nil {
		return nil, err
	}
	answer.read(record)
	return answer, nil
}

func isNoID(id string) bool { return !model.ValidID(id) }

func (e extension) read(r *store.Record) {
	nodes := r.Root() + 1
	for row := nodes + 1; row < r.Next(nodes); row = r.Next(row) {
		values := e.Rows[r.Text(row+1)]
		cell := r.Next(row + 1)
		for _, p := range e.Meta {
			values[p.ID] = valuesOf(r, cell)
			cell = r.Next(cell)
		}
	}
}

func valuesOf(r *store.Record, cell int) []any {
	switch r.Kind(cell) {
	case store.Null:
		return []any{}
	case store.Integer:
		return []any{map[string]int64{"int": r.Int(cell)}}
	case store.List:
		all := []any{}
		for i := cell + 1; i < r.Next(cell); i = r.Next(i) {
			all = append(all, named{r.Text(i + 1), r.Text(r.Next(i + 1))})
		}
		return all
	case store.String, store.JSONString:
		return []any{map[string]string{"str": r.Text(cell)}}
	default:
		panic("a property with a truth value is none that nodes are extended by")
	}
}

// proposed are the properties that nodes of a type can be extended by.
type proposed struct {
	Type       string  `json:"type"`
	Properties []named `json:"properties"`
}

func proposeProperties(_ context.Context, _ *http.Request, form url.Values) (any, error) {
	label, known := model.ParseLabel(form.Get("type"))
	answer := proposed{Type: form.Get("type"), Properties: []named{}}
	for _, e := range extensible {
		has := known && label.Set().State(e.property)
		if e.ID == sectorProperty {
			has = known && label == model.Firm
		}
		if has {
			answer.Properties = append(answer.Properties, e.named)
		}
	}
	return answer, nil
}
