package neo4j

import (
	"reflect"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/search"
)

// byLabel and byType group the rows of a batch by the label or type in the text of their statement.
type (
	byLabel map[model.Label][]any
	byType  map[model.RelType][]any
)

// writeNodes creates the nodes of the batch that are not stored, and updates those that differ.
func (w *writer) writeNodes() error {
	existing, err := w.existingNodes()
	if err != nil {
		return err
	}
	created, updated, relabelled := byLabel{}, byLabel{}, byLabel{}
	for _, n := range w.nodes {
		id, properties := n.ID(), stored(n.Properties)
		if n.Investor {
			properties[listedProperty] = true
		}
		if entry := search.NewEntry(n.Node); entry.Terms != "" {
			properties[cypher.TermsProperty], properties[cypher.KeyProperty] = entry.Terms, entry.Key
		}
		have, exists := existing[id]
		replaced := w.replaced[id]
		delete(w.replaced, id)
		switch {
		case !exists:
			created[n.Label] = append(created[n.Label], properties)
			w.tally.Created++
		case have.label != n.Label:
			relabelled[n.Label] = append(relabelled[n.Label], properties)
			w.relabelled[id] = n.Label
			w.tally.Updated++
			w.marks.recheck(n.Label, id)
		case replaced || !equalProperties(have.properties, properties):
			updated[n.Label] = append(updated[n.Label], properties)
			w.tally.Updated++
		default:
			w.tally.Unchanged++
			continue
		}
		if n.Investor || exists {
			w.marks.recheck(n.Label, id)
		}
	}
	find := "UNWIND $p.rows AS row MATCH (n:" + cypher.FactLabel + " {id: row.id})" + byFactID("n") + " "
	for label, rows := range created {
		if err := w.write("create nodes", "UNWIND $p.rows AS row CREATE (n:"+cypher.FactLabel+":"+label.String()+") SET n = row", rows); err != nil {
			return err
		}
	}
	for _, rows := range updated {
		if err := w.write("update nodes", find+"SET n = row", rows); err != nil {
			return err
		}
	}
	for label, rows := range relabelled {
		if err := w.write("relabel nodes", find+"REMOVE n"+otherLabels(label)+" SET n:"+label.String()+", n = row", rows); err != nil {
			return err
		}
	}
	return nil
}

// otherLabels returns all labels of the vocabulary but one, and the markers.
func otherLabels(but model.Label) string {
	var b strings.Builder
	for _, label := range model.AllLabels.Labels() {
		if label != but {
			b.WriteString(":" + label.String())
		}
	}
	for _, marker := range model.AllMarkers() {
		b.WriteString(":" + marker.String())
	}
	return b.String()
}

type existingNode struct {
	label      model.Label
	properties map[string]any
}

func (w *writer) existingNodes() (map[string]existingNode, error) {
	var ids []any
	for _, n := range w.nodes {
		if n.mayExist {
			ids = append(ids, n.ID())
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := w.run("look up nodes", readNodes, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	existing := make(map[string]existingNode, len(rows))
	for _, row := range rows {
		label, _ := ownLabel(row[1])
		properties, _ := row[2].(map[string]any)
		existing[textOf(row[0])] = existingNode{label, properties}
	}
	return existing, nil
}

// writeRelationships does the same for relationships. It deletes and creates a relationship whose ends have changed.
func (w *writer) writeRelationships() error {
	existing, err := w.existingRelationships()
	if err != nil {
		return err
	}
	created, updated, deleted := byType{}, byType{}, byType{}
	for _, r := range w.relationships {
		key, properties := relationshipKey{r.Type, r.ID()}, stored(r.Properties)
		have, exists := existing[key]
		switch {
		case !exists:
			w.tally.Created++
		case have.from == r.From && have.to == r.To && equalProperties(have.properties, properties):
			w.tally.Unchanged++
			continue
		default:
			w.tally.Updated++
			w.marks.relationship(r.Type, have.from)
		}
		if exists || r.Type != model.HasRole || r.Properties[model.IsFounder] == true {
			w.marks.relationship(r.Type, r.From)
		}
		if exists && have.from == r.From && have.to == r.To {
			updated[r.Type] = append(updated[r.Type], properties)
			continue
		}
		if exists {
			deleted[r.Type] = append(deleted[r.Type], properties)
		}
		created[r.Type] = append(created[r.Type], map[string]any{"from": r.From, "to": r.To, "stated": properties})
	}
	for t, rows := range deleted {
		if err := w.write("delete relationships", findRelationship(t)+" DELETE r", rows); err != nil {
			return err
		}
	}
	for t, rows := range created {
		text := "UNWIND $p.rows AS row MATCH (a:" + cypher.FactLabel + " {id: row.from})" + byFactID("a") +
			" MATCH (b:" + cypher.FactLabel + " {id: row.to})" + byFactID("b") + " CREATE (a)-[r:" + t.String() + "]->(b) SET r = row.stated"
		if err := w.write("create relationships", text, rows); err != nil {
			return err
		}
	}
	for t, rows := range updated {
		if err := w.write("update relationships", findRelationship(t)+" SET r = row", rows); err != nil {
			return err
		}
	}
	return nil
}

type existingRelationship struct {
	from, to   string
	properties map[string]any
}

func (w *writer) existingRelationships() (map[relationshipKey]existingRelationship, error) {
	ids := byType{}
	for _, r := range w.relationships {
		if r.mayExist {
			ids[r.Type] = append(ids[r.Type], r.ID())
		}
	}
	existing := map[relationshipKey]existingRelationship{}
	for t, list := range ids {
		rows, err := w.run("look up relationships", "UNWIND $p.ids AS id MATCH (a)-[r:"+t.String()+
			" {id: id}]->(b)"+byRelationshipID(t)+" RETURN id, a.id, b.id, properties(r)", map[string]any{"ids": list})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			properties, _ := row[3].(map[string]any)
			existing[relationshipKey{t, textOf(row[0])}] = existingRelationship{textOf(row[1]), textOf(row[2]), properties}
		}
	}
	return existing, nil
}

// The database plans a statement when it is first sent, possibly while it is almost empty, and caches the plan. The
// hints make it seek each id. Without SEEK, it would scan all ids for each row.

func byFactID(variable string) string {
	return " USING INDEX SEEK " + variable + ":" + cypher.FactLabel + "(id)"
}

func byRelationshipID(t model.RelType) string { return " USING INDEX SEEK r:" + t.String() + "(id)" }

func findRelationship(t model.RelType) string {
	return "UNWIND $p.rows AS row MATCH ()-[r:" + t.String() + " {id: row.id}]->()" + byRelationshipID(t)
}

func (w *writer) write(operation, text string, rows []any) error {
	_, err := w.run(operation, text, map[string]any{"rows": rows})
	return err
}

// equalProperties compares stored properties with new ones. The database returns lists of texts as []any.
func equalProperties(have, want map[string]any) bool {
	if len(have) != len(want) {
		return false
	}
	for name, value := range want {
		if list, isList := value.([]string); isList {
			elements := make([]any, len(list))
			for i, s := range list {
				elements[i] = s
			}
			value = elements
		}
		if !reflect.DeepEqual(have[name], value) {
			return false
		}
	}
	return true
}
