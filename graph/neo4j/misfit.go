package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/store"
)

// misfits returns the first node, of those in $p.rows, whose label one of its relationships does not allow. A row has
// the node's id, the types of relationships that its label allows at their start and at their end, and whether it is a
// round.
var misfits = "UNWIND $p.rows AS row MATCH (n:" + cypher.FactLabel + " {id: row.id})" + byFactID("n") +
	" CALL (n, row) {" +
	" MATCH (n)-[r]->() WHERE NOT type(r) IN row.starts RETURN r, 'start' AS role" +
	" UNION ALL MATCH (n)<-[r]-() WHERE NOT type(r) IN row.ends RETURN r, 'end' AS role" +
	" UNION ALL WITH row WHERE NOT row.isRound" +
	" MATCH ()-[r:" + model.InvestedIn.String() + " {" + model.RoundID.String() + ": row.id}]->()" +
	" USING INDEX SEEK r:" + model.InvestedIn.String() + "(" + model.RoundID.String() + ") RETURN r, 'round' AS role" +
	" } RETURN row.id, role, type(r), r.id ORDER BY row.id, type(r), role, r.id LIMIT 1"

// checkLabels returns an error if a node whose label has changed does not fit one of its relationships.
func (w *writer) checkLabels() error {
	if len(w.relabelled) == 0 {
		return nil
	}
	rows := make([]any, 0, len(w.relabelled))
	for id, label := range w.relabelled {
		starts, ends := []string{}, []string{}
		for _, t := range model.AllRelTypes() {
			from, to := t.Ends()
			if from.Has(label) {
				starts = append(starts, t.String())
			}
			if to.Has(label) {
				ends = append(ends, t.String())
			}
		}
		rows = append(rows, map[string]any{"id": id, "starts": starts, "ends": ends, "isRound": label == model.Round})
	}
	found, err := w.run("check labels", misfits, map[string]any{"rows": rows})
	if err != nil || len(found) == 0 {
		return err
	}
	id, relType := textOf(found[0][0]), textOf(found[0][2])
	misfit := store.MisfitError{Node: id, Label: w.relabelled[id], Role: textOf(found[0][1]), Relationship: textOf(found[0][3])}
	misfit.Type, _ = model.ParseRelType(relType)
	return &misfit
}
