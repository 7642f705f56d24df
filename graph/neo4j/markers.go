package neo4j

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
)

// markers has the ids of the nodes whose markers a load may have changed, by marker.
type markers [model.Investor + 1]map[string]bool

func newMarkers() markers {
	var m markers
	for i := range m {
		m[i] = map[string]bool{}
	}
	return m
}

// recheck records that a node with this label may have gained or lost a marker.
func (m *markers) recheck(label model.Label, id string) {
	for _, marker := range model.AllMarkers() {
		if marker.Labels().Has(label) {
			m[marker][id] = true
		}
	}
}

// relationship records that a relationship from a node was created, changed or deleted.
func (m *markers) relationship(t model.RelType, from string) {
	switch t {
	case model.HasRole:
		m[model.Founder][from] = true
	case model.InvestedIn, model.CommittedTo:
		m[model.Investor][from] = true
	}
}

// reasons has the condition for each marker on a node n.
var reasons = [...]string{
	model.Founder: "EXISTS { MATCH (n)-[r:" + model.HasRole.String() + "]->() WHERE r." + model.IsFounder.String() + " }",
	model.Investor: "(n." + listedProperty + " IS NOT NULL OR EXISTS { (n)-[:" + model.InvestedIn.String() + "|" +
		model.CommittedTo.String() + "]->() })",
}

// mark updates the markers.
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
				continue // new facts only add markers
			}
			if err := w.write("unmark nodes", find+"n:"+label+" AND NOT "+reasons[marker]+" REMOVE n:"+label, batch); err != nil {
				return err
			}
		}
	}
	return nil
}
