package cypher

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j starts a scan at its label, even if an EXISTS would restrict the rows to a few. If a condition contains ids, or
// alternatives that each have an index, the patterns that lead from these anchors to the rows are therefore written
// first.

// maxUnion is the maximum number of alternatives that are searched for one after another.
const maxUnion = 8

// cost estimates how many rows an anchor leads to, in ascending order.
type cost uint8

const (
	named    cost = iota // the row's own id
	few                  // the relationships of one node
	many                 // the relationships of one node that many firms share
	prefix               // the index entries of a text
	noAnchor             // no anchor
)

// anchorOf returns the cheapest anchor of a condition, and the rest: together they are equivalent to where. An anchor
// is a condition through which the rows can be found, because it contains a few ids or an index of the label serves it.
// The label is empty if the rows have no index of their own.
func anchorOf(label string, where plan.Predicate) (anchor, rest plan.Predicate, c cost) {
	and, isAnd := where.(plan.And)
	if !isAnd {
		return anchorIn(label, where)
	}
	c = noAnchor
	place := 0
	for i, part := range and {
		if a, beside, its := anchorIn(label, part); its < c {
			anchor, rest, c, place = a, beside, its, i
		}
	}
	if c == noAnchor {
		return nil, where, noAnchor
	}
	others := append(plan.And{rest}, and[:place]...)
	return anchor, plan.AllOf(append(others, and[place+1:]...)...), c
}

// startOf returns the anchor from which a scan of the label should start. It returns nil if the database finds as good
// a start by itself, which it does for one id or one text. It does not know how short a list is.
func startOf(label string, where plan.Predicate) (anchor, rest plan.Predicate) {
	anchor, rest, _ = anchorOf(label, where)
	switch anchor.(type) {
	case plan.Exists, plan.Or, plan.In:
		return anchor, rest
	case nil, plan.Compare:
		return nil, where
	default:
		panic("cypher: a condition that leads to no rows")
	}
}

// start writes the patterns that lead from an anchor to the rows of a scan. DISTINCT removes repetitions if a list
// contains a value twice.
func (r *renderer) start(s scope, label string, anchor plan.Predicate) {
	r.anchored(s, label, anchor)
	if _, isIn := anchor.(plan.In); isIn {
		r.line("WITH DISTINCT ", s.node())
	}
}

// anchorIn is anchorOf for a condition that is not a conjunction.
func anchorIn(label string, where plan.Predicate) (anchor, rest plan.Predicate, c cost) {
	switch where := where.(type) {
	case plan.Compare, plan.In:
		if column, _, ok := oneOf(where); ok && column == (plan.Column{Property: model.ID}) {
			return where, nil, named
		}
		if isSearch(label, where) {
			return where, nil, prefix
		}
	case plan.Exists:
		if where.From.Kind != plan.Expand {
			break
		}
		if _, _, c := anchorOf("", where.Where); c != noAnchor {
			return where, nil, max(c, reach(where.From))
		}
	case plan.Or:
		return anchorOfEach(label, where)
	case nil, plan.And, plan.Not, plan.IsNull, plan.HasLabel, plan.CompareAggregate, plan.AggregateIsNull, inSet:
	default:
		panic("cypher: a condition that rows do not have")
	}
	return nil, where, noAnchor
}

// anchorOfEach returns the anchors of alternatives, if all of them have one.
func anchorOfEach(label string, where plan.Or) (anchor, rest plan.Predicate, c cost) {
	if len(where) == 0 {
		return nil, where, noAnchor
	}
	anchors := make([]plan.Predicate, len(where))
	for i, part := range where {
		a, beside, its := anchorOf(label, part)
		if its == noAnchor {
			return nil, where, noAnchor
		}
		if beside != nil {
			rest = where // checked again as a whole, because each alternative has its own rest
		}
		anchors[i], c = a, max(c, its)
	}
	anchors = alternatives(anchors)
	if len(anchors) > maxUnion {
		return nil, where, noAnchor
	}
	for _, a := range anchors {
		if _, _, its := anchorIn(label, a); its == noAnchor { // joining alternatives can remove an anchor
			return nil, where, noAnchor
		}
	}
	return plan.AnyOf(anchors...), rest, c
}

// reach estimates how many rows the relationships of one node lead to.
func reach(from plan.From) cost {
	start, end := from.Rel.Ends()
	if from.Direction == plan.Incoming {
		start, end = end, start
	}
	if end&^(model.Programme.Set()|model.Sector.Set()) == 0 && start&end == 0 {
		return many
	}
	return few
}

// leadsInto reports whether the type of a relationship alone implies that its near end is a row of the scan.
func leadsInto(expand, scan plan.From) bool {
	start, end := expand.Rel.Ends()
	near := start
	if expand.Direction == plan.Incoming {
		near = end
	}
	return near&^scan.Labels == 0 && scan.Marker == model.NoMarker
}

// isSearch reports whether an index of the label serves a condition on texts.
func isSearch(label string, where plan.Predicate) bool {
	if compare, is := where.(plan.Compare); is && compare.Op == plan.StartsWith {
		return indexOf(label, compare.Column) != nil
	}
	column, _, isOneOf := oneOf(where)
	return isOneOf && isName(label, column)
}

// isName reports whether a column has texts, or their keys, and the label has an index of the keys.
func isName(label string, c plan.Column) bool {
	return (c.Part == plan.Whole || c.Part == plan.Key) && c.Property.Type() == model.FoldedText &&
		indexOf(label, plan.Column{Of: c.Of, Property: c.Property, Part: plan.Key}) != nil
}

// anchored writes the patterns that lead from an anchor to the rows for which it holds.
func (r *renderer) anchored(s scope, label string, anchor plan.Predicate) {
	switch anchor := anchor.(type) {
	case plan.Or:
		r.enclose("CALL (", "", func() {
			for i, part := range anchor {
				if i > 0 {
					r.line("UNION")
				}
				r.anchored(s, label, part)
				r.line("RETURN ", s.node())
			}
		})
	case plan.Exists:
		sets{r}.walk(s, anchor)
	case plan.In:
		// Each value is looked up in the index by itself, because Neo4j does not know how short a list is.
		if anchor.Column == (plan.Column{Property: model.ID}) {
			r.eachOf(s, anchor.Values)
			r.line("MATCH ", s.pattern(FactLabel))
			r.where(func() { r.write(s.id(), " = ", variable('k', s.row)) })
			return
		}
		r.eachOf(s, foldedAll(anchor.Values))
		key := plan.Column{Property: anchor.Column.Property, Part: plan.Key}
		var exact plan.Predicate = anchor
		if anchor.Column == key {
			exact = nil // equal keys are the whole condition
		}
		r.from(s, label, exact, append(r.inIndex(s, indexOf(label, key)[1:]), func() {
			r.write(r.column(s, key), " = ", variable('k', s.row))
		})...)
	case plan.Compare:
		if anchor.Column == (plan.Column{Property: model.ID}) {
			label = FactLabel
		}
		r.from(s, label, anchor, r.indexConditions(s, label, anchor)...)
	default:
		panic("cypher: a condition that leads to no rows")
	}
}

// eachOf writes an UNWIND of values.
func (r *renderer) eachOf(s scope, values []any) {
	r.line("UNWIND ", r.arg(values), " AS ", variable('k', s.row))
}

// from writes the MATCH that a search starts with.
func (r *renderer) from(s scope, label string, anchor plan.Predicate, further ...func()) {
	r.line("MATCH ", s.pattern(label))
	r.where(append(r.conditions(s, anchor), further...)...)
}

// Neo4j uses an index of several properties only if the statement says that a row has all of them, since the index
// contains no other rows.

// indexes has the properties of each index, by label and first property.
var indexes = func() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	add := func(label string, labels model.LabelSet) {
		all[label] = map[string][]string{"id": {"id"}}
		for p, names := range Sorted {
			if labels.State(p) {
				all[label][names[0]] = append(names[:len(names):len(names)], "id")
			}
		}
	}
	for _, label := range model.Listed.Labels() {
		add(label.String(), label.Set())
	}
	for _, marker := range model.AllMarkers() {
		add(marker.String(), marker.Labels())
	}
	return all
}()

// indexOf returns the properties of the label's index that starts with a column, or nil.
func indexOf(label string, c plan.Column) []string {
	if c.Of != plan.OfNode || c.Part >= plan.Kind {
		return nil
	}
	return indexes[label][Columns[c.Property][c.Part]]
}

// inIndex returns the conditions that a row has the properties of an index.
func (r *renderer) inIndex(s scope, properties []string) []func() {
	conditions := make([]func(), len(properties))
	for i, name := range properties {
		conditions[i] = func() { r.write(s.node(), ".", name, " IS NOT NULL") }
	}
	return conditions
}

// indexConditions returns conditions that follow from a condition and let an index serve it: that rows have all
// properties of the index, and that the keys of texts are equal if the texts are. startOf handles lists of texts.
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
			if compare.Op == plan.Equal && c.Part == plan.Whole && isName(label, c) {
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
