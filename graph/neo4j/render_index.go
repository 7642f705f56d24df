package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j takes an index of several properties only where a statement says that a row has all of them, since the index
// has no other rows.

// indexes holds the properties of each index by label and first property.
var indexes = func() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	add := func(label string, labels model.LabelSet) {
		all[label] = map[string][]string{"id": {"id"}}
		for p, names := range sorted {
			if labels.State(p) {
				all[label][names[0]] = append(names[:len(names):len(names)], "id")
			}
		}
	}
	for _, label := range model.Nodes.Labels() {
		add(label.String(), label.Set())
	}
	for _, marker := range model.AllMarkers() {
		add(marker.String(), marker.Labels())
	}
	return all
}()

// indexOf returns the properties of the label's index that begins with a column, or nil.
func indexOf(label string, c plan.Column) []string {
	if c.Of != plan.OfNode || c.Part >= plan.Kind {
		return nil
	}
	return indexes[label][columns[c.Property][c.Part]]
}

// inIndex returns the conditions that a row is in an index.
func (r *renderer) inIndex(s scope, properties []string) []func() {
	conditions := make([]func(), len(properties))
	for i, name := range properties {
		conditions[i] = func() {
			r.entity(s, plan.OfNode)
			r.write(".", name, " IS NOT NULL")
		}
	}
	return conditions
}

// indexConditions returns what follows from a condition on rows of a label and lets an index serve it: that they are in
// the index, and that the keys of texts are equal where the texts are. Lists of texts are left to startOf.
func (r *renderer) indexConditions(s scope, label string, where plan.Predicate) []func() {
	parts, isAnd := where.(plan.And)
	if !isAnd {
		parts = plan.And{where}
	}
	var conditions []func()
	for _, part := range parts[:min(len(parts), maxConjuncts)] {
		c, isOnColumn := plan.ColumnOf(part)
		if _, isNull := part.(plan.IsNull); isNull || !isOnColumn {
			continue
		}
		if compare, is := part.(plan.Compare); is {
			if compare.Op == plan.Contains || compare.Op == plan.EndsWith || compare.Op == plan.Has {
				continue
			}
			if compare.Op == plan.Equal && isName(label, c) {
				c.Part = plan.Key
				key := plan.Compare{Column: c, Value: folded(compare.Value)}
				conditions = append(conditions, func() { r.predicate(s, key) })
			}
		}
		if index := indexOf(label, c); len(index) > 1 {
			conditions = append(conditions, r.inIndex(s, index[1:])...)
		}
	}
	return conditions
}

// folded returns the key of a text.
func folded(text any) any {
	s, _ := text.(string)
	return model.Fold(s)
}

func foldedAll(texts []any) []any {
	keys := make([]any, len(texts))
	for i, text := range texts {
		keys[i] = folded(text)
	}
	return keys
}
