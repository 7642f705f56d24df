package seed

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

var sectorsFile = file{
	name:    "sectors.csv",
	columns: []string{"id", "name", "name_zh", "parent_id"},
	check: func(k *known, r *row) {
		readSector(r)
		id, ok := k.sectors.add(r, r.value("id"), "id")
		if !ok || r.value("parent_id") == "" || r.has("parent_id") {
			return
		}
		line, column := r.position("parent_id")
		k.parents = append(k.parents, parent{
			child: id, id: strings.Clone(r.value("parent_id")),
			line: line, column: column, rejected: r.rejected,
		})
	},
	checked: checkParents,
	write: func(_ *known, r *row, w *target) error {
		return w.Node(model.Node{Label: model.Sector, Properties: readSector(r)})
	},
	// The row of a parent may follow the rows of its children.
	written: func(k *known, w *target) error {
		for _, p := range k.parents {
			err := w.Relationship(model.Relationship{
				Type: model.PartOf, From: "sector:" + p.child, To: "sector:" + p.id,
				Properties: model.Properties{model.ID: "part-of:" + p.child},
			})
			if err != nil {
				return err
			}
		}
		return k.checkStoredParents(w)
	},
}

func readSector(r *row) model.Properties {
	p := model.Properties{model.ID: "sector:" + r.id()}
	r.requiredText(p, model.Name, "name")
	r.text(p, model.NameZh, "name_zh")
	return p
}

// parent is the parent of a sector, with the position of the value that states it.
type parent struct {
	child, id    string
	line, column int
	rejected     bool // the row has another problem
}

// checkParents reports unknown parents, and cycles of sectors, each cycle once.
func checkParents(k *known, note func(line, column int, message string, rejected bool)) {
	byChild := make(map[string]parent, len(k.parents))
	for _, p := range k.parents {
		byChild[p.child] = p
		if !k.sectors.has(p.id) {
			note(p.line, p.column, fmt.Sprintf("parent_id: unknown id %s (expected an id of sectors.csv"+optional+")",
				quoted(p.id)), p.rejected)
		}
	}
	walks := map[string]int{} // the number of the walk, from 1, that visited a sector first
	for i, p := range k.parents {
		id, onward := p.child, true
		for onward && walks[id] == 0 {
			walks[id] = i + 1
			id, onward = byChild[id].id, byChild[id].id != ""
		}
		if !onward || walks[id] != i+1 {
			continue
		}
		path := []string{quoted(id)}
		for next := byChild[id].id; next != id; next = byChild[next].id {
			path = append(path, quoted(next))
		}
		path = append(path, quoted(id))
		note(byChild[id].line, byChild[id].column, fmt.Sprintf("parent_id: the sector contains itself: %s (expected no cycle)",
			strings.Join(path, " in ")), byChild[id].rejected)
	}
}

var firmSectorsFile = file{
	name:    "firm_sectors.csv",
	columns: []string{"firm_id", "sector_id", "source_id"},
}.ofRelationships(readActivity, nil, "firm_id", "sector_id")

func readActivity(k *known, r *row) model.Relationship {
	firm, sector := r.reference("firm_id", k.firms), r.reference("sector_id", k.sectors)
	p := model.Properties{model.ID: "activity:" + firm + "/" + sector}
	r.source(p, k)
	return model.Relationship{Type: model.OperatesIn, From: "firm:" + firm, To: "sector:" + sector, Properties: p}
}
