package storetest

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkOrderOfIDs checks that ids are in code point order, however the rows are found. Databases that store text in
// UTF-16 often sort characters after the surrogates in a different order.
func checkOrderOfIDs(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	ordered := []any{
		"sector:a", "sector:z", "sector:\u00e9", "sector:\u4e2d", "sector:\ud7ff", "sector:\ue000", "sector:\ufeff", "sector:\uffff",
		"sector:\U00010000", "sector:\U0001f40d", "sector:\U0010ffff",
	}
	var f facts
	for _, value := range ordered {
		text, _ := value.(string)
		f.nodes = append(f.nodes, node(model.Sector, text, model.Properties{model.Name: "x"}))
	}
	f.nodes = append(f.nodes, node(model.Firm, "firm:a", model.Properties{model.Name: "x"}))
	for _, n := range f.nodes[:len(ordered)] {
		f.relationships = append(f.relationships, relationship(model.OperatesIn, "activity:"+n.ID(), "firm:a", n.ID(), nil))
	}
	slices.Reverse(f.nodes)
	load(t, s, f)
	sectors := scan(model.Sector.Set())
	whole := list{}
	for _, value := range ordered {
		whole = append(whole, list{value})
	}
	back := slices.Clone(whole)
	slices.Reverse(back)
	descending := func(l *plan.List) *plan.List {
		l.Order = []plan.Sort{desc(id)}
		return l
	}
	shuffled := slices.Clone(ordered)
	slices.Reverse(shuffled[3:])
	atFirm := exists(incoming(model.OperatesIn), equal(id, "firm:a"))
	checkCases(t, s, []readCase{
		{"all", root(all(sectors, id)), only(whole)},
		{"all, descending", root(descending(all(sectors, id))), only(back)},
		{"named", root(where(sectors, in(id, shuffled...), id)), only(whole)},
		{"named, descending", root(descending(where(sectors, in(id, shuffled...), id))), only(back)},
		{"named twice", root(where(sectors, in(id, append(shuffled, shuffled...)...), id)), only(whole)},
		{"named among others", root(where(sectors, plan.And{in(id, shuffled...), equal(of(model.Name), "x")}, id)), only(whole)},
		{"of one firm", root(where(sectors, atFirm, id)), only(whole)},
		{"of named ones of a firm", root(where(sectors, plan.And{in(id, shuffled...), atFirm}, id)), only(whole)},
		{"by a name", root(where(sectors, in(of(model.Name), "x", "y"), id)), only(whole)},
	})
}
