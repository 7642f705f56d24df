package sqlite

import (
	database "database/sql"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// misfits selects the first node, of the nodes with the keys in a JSON array, whose label one of its relationships does
// not allow. It returns the node's id and label, the relationship's type, the node's role, and the relationship's id.
var misfits = func() string {
	var branches []string
	branch := func(t model.RelType, role, column string, allowed model.LabelSet) {
		branches = append(branches, "SELECT node.id AS node_id, node.label, '"+t.String()+"' AS type, '"+role+
			"' AS role, r.id AS rel_id FROM json_each(?1) AS changed CROSS JOIN node ON node.key = changed.value"+
			" CROSS JOIN "+sql.TableName(t)+" AS r ON r."+column+" = node.key WHERE node.label NOT IN ("+labelList(allowed)+")")
	}
	for _, t := range model.AllRelTypes() {
		from, to := t.Ends()
		branch(t, "start", "from_key", from)
		branch(t, "end", "to_key", to)
		for _, p := range t.Properties() {
			if p == model.RoundID {
				branch(t, "round", sql.Columns[p][plan.Whole], model.Round.Set())
			}
		}
	}
	return strings.Join(branches, " UNION ALL ") + " ORDER BY node_id, type, role, rel_id LIMIT 1"
}()

// labelList returns labels as the list of an IN condition.
func labelList(labels model.LabelSet) string {
	var names []string
	for _, label := range labels.Labels() {
		names = append(names, "'"+label.String()+"'")
	}
	return strings.Join(names, ", ")
}

// checkLabels returns an error if a node whose label has changed does not fit one of its relationships.
func (w *writer) checkLabels() error {
	if len(w.relabelled) == 0 {
		return nil
	}
	keys := make([]string, 0, len(w.relabelled))
	for _, key := range slices.Sorted(maps.Keys(w.relabelled)) {
		keys = append(keys, strconv.FormatInt(key, 10))
	}
	var misfit store.MisfitError
	var label, relType string
	err := w.tx.QueryRowContext(w.ctx, misfits, "["+strings.Join(keys, ",")+"]").
		Scan(&misfit.Node, &label, &relType, &misfit.Role, &misfit.Relationship)
	switch {
	case errors.Is(err, database.ErrNoRows):
		return nil
	case err != nil:
		return w.store.failed(w.ctx, "check labels", err)
	}
	misfit.Label, _ = model.ParseLabel(label)
	misfit.Type, _ = model.ParseRelType(relType)
	return &misfit
}
