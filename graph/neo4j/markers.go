package neo4j

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
)

// markers are the nodes whose markers a load can have changed.
type markers [model.Investor + 1]map[string]bool

func newMarkers() markers {
	var m markers
	for i := range m {
		m[i] = map[string]bool{}
	}
	return m
}

// recheck says that a node of this label may have gained or lost a marker.
func (m *markers) recheck(label model.Label, id string) {
	for _, marker := range model.AllMarkers() {
		if marker.Labels().Has(label) {
			m[marker][id] = true
		}
	}
}

// relationship says that a relationship that leaves a node came, changed or went.
func (m *markers) relationship(t model.RelType, from string) {
	switch t {
	case model.HasRole:
		m[model.Founder][from] = true
	case model.InvestedIn, model.CommittedTo:
		m[model.Investor][from] = true
	}
}

// reasons holds when a node carries a marker.
var reasons = [...]string{
	model.Founder: "EXISTS { MATCH (n)-[r:" + model.HasRole.String() + "]->() WHERE r." + model.IsFounder.String() + " }",
	model.Investor: "(n." + listedProperty + " IS NOT NULL OR EXISTS { (n)-[:" + model.InvestedIn.String() + "|" +
		model.CommittedTo.String() + "]->() })",
}

// mark brings the markers up to date.
func (w *writer) mark() error {
	for marker, ids := range w.marks {
		list := make([]any, 0, len(ids))
		for id := range ids {
			list = append(list, id)
		}
		label := model.Marker(marker).String()
		for batch := range slices.Chunk(list, batchSize) {
			find := "UNWIND $p.rows AS id MATCH (n:" + cypher.FactLabel + " {id: id})" + byFactID("n") + " WHERE "
			if err := w.write("mark nodes", find+"NOT n:"+label+" AND "+reasons[marker]+" SET n:"+label, batch); err != nil {
				return err
			}
			if w.tally.Updated == 0 {
				continue // what is new takes no reason away
			}
			if err := w.write("unmark nodes", find+"n:"+label+" AND NOT "+reasons[marker]+" REMOVE n:"+label, batch); err != nil {
				return err
			}
		}
	}
	return nil
}
